import type { AccessTokenFacts } from '@gatehouse-sso/core/oauth/entra-access-token'
import { describe, expect, it } from 'vitest'
import type { AccessVerdict } from '../../domain/access/verdict.ts'
import { userOf } from '../../storage/conformance/fixtures.ts'
import { identityHeaderNames, identityHeaders } from './identity-headers.ts'

const organization = { id: 'org_1', environment_id: 'env_1' } as unknown as Parameters<typeof userOf>[0]
const facts = { kind: 'delegated', scopes: ['a', 'b'], roles: ['r'], tenant_id: 't' } as unknown as AccessTokenFacts

const headersOf = (change: Parameters<typeof userOf>[1]) =>
  identityHeaders({
    token: { facts, claims: {} },
    user: { person: userOf(organization, change) },
  } as unknown as AccessVerdict)

describe('the identity headers', () => {
  it('are all there, empty ones too', () => {
    expect(Object.keys(headersOf({ email: null, name: null }) ?? {})).toEqual(identityHeaderNames)
  })
  it.each<[string, string, string]>([
    [
      'a line break, which would begin another header',
      'Ada\r\nGatehouse-Is-Admin: true',
      'Ada%0D%0AGatehouse-Is-Admin: true',
    ],
    ['letters beyond ASCII', 'Zoë 🙂', 'Zo%C3%AB %F0%9F%99%82'],
    ['a comma, which would begin another entry', 'a,b', 'a%2Cb'],
    ['a percent sign', '100%', '100%25'],
    ['half of a character', 'a\ud800', 'a%EF%BF%BD'],
  ])('encode %s', (_, name, expected) => {
    const headers = headersOf({ name, groups: [name, 'x'] })
    expect(headers?.['gatehouse-name']).toBe(expected)
    expect(headers?.['gatehouse-groups']).toBe(`${expected},x`)
  })
  it('leave out groups that do not fit into the headers of a proxy, and say so', () => {
    const headers = headersOf({ groups: Array.from({ length: 200 }, (_, index) => `group-number-${index}`) })
    expect([headers?.['gatehouse-groups'], headers?.['gatehouse-groups-omitted']]).toEqual(['', 'true'])
  })
  it('are none for a call that is refused', () => {
    expect(identityHeaders({ token: null, user: null } as unknown as AccessVerdict)).toBe(null)
  })
})
