import { describe, expect, it } from 'vitest'
import {
  customAttributeName,
  isOutputSource,
  type OutputAttributes,
  type OutputClaims,
  outputClaimName,
  outputClaims,
  protectedClaims,
} from './output-claims.ts'

const attributes: OutputAttributes = {
  ...{ id: 'user_1', external_id: null, identifier: 'oid-1', organization_id: 'org_1' },
  ...{ email: 'ada@contoso.example', name: 'Ada Muster', given_name: 'Ada', family_name: null },
  ...{ preferred_username: 'ada', role: 'admin', roles: ['admin'], groups: [], is_admin: false },
  custom_attributes: { department: 'R&D', cost_center: 42, sites: ['Bern', 'Oslo'], remote: false },
}

describe('outputClaims', () => {
  it.each<[string, OutputClaims, Record<string, unknown>]>([
    [
      'another name',
      { displayName: 'name', identifier: 'identifier' },
      { displayName: 'Ada Muster', identifier: 'oid-1' },
    ],
    ['a URI as the name', { 'https://app.example/role': 'role' }, { 'https://app.example/role': 'admin' }],
    ['a custom attribute', { dept: 'custom_attributes.department' }, { dept: 'R&D' }],
    ['a number', { cc: 'custom_attributes.cost_center' }, { cc: 42 }],
    ['a list', { sites: 'custom_attributes.sites' }, { sites: ['Bern', 'Oslo'] }],
    ['false', { remote: 'custom_attributes.remote', admin: 'is_admin' }, { remote: false, admin: false }],
    ['an empty list', { teams: 'groups' }, { teams: [] }],
    ['nothing for a value that is not known', { surname: 'family_name', x: 'custom_attributes.unknown' }, {}],
    ['nothing of the prototype', { x: 'custom_attributes.constructor' }, {}],
    ['nothing for a protected claim', { sub: 'email', email_verified: 'custom_attributes.remote' }, {}],
  ])('gives %s', (_, named, expected) => expect(outputClaims(named, attributes)).toEqual(expected))
})

it.each(['sub', 'email_verified', 'roles', 'org_id', 'iss', 'nonce', 'sid', '_claim_names'])('protects %s', (name) => {
  expect(protectedClaims.has(name)).toBe(true)
})

it.each(['__proto__', '_x', '1x', 'a b', 'a"b', 'é', '', 'x'.repeat(129)])('refuses the claim name %j', (name) => {
  expect(outputClaimName.test(name)).toBe(false)
})

it.each(['__proto__', 'a.b', 'a b', '', 'x'.repeat(65)])('refuses the attribute name %j', (name) => {
  expect(customAttributeName.test(name)).toBe(false)
})

it.each([
  ['name', true],
  ['custom_attributes.department', true],
  ['custom_attributes.', false],
  ['custom_attributes.a.b', false],
  ['password', false],
  ['constructor', false],
])('reads the attribute %s: %s', (text, expected) => expect(isOutputSource(text)).toBe(expected))
