import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClaimMap, mapProfile, maximumListLength, missingAttributes } from './profile.ts'

const mapping: ClaimMap = {
  identifier: ['oid'],
  email: ['email', 'upn'],
  name: ['name'],
  given_name: ['given_name'],
  preferred_username: ['preferred_username'],
  groups: ['groups'],
  roles: ['roles'],
  is_admin: ['extn.admin'],
}
const id_token = {
  oid: '1111',
  email: 'ada@contoso.example',
  name: 'Ada Muster',
  preferred_username: 'ada@contoso.example',
  groups: ['g1', 'g2', 'g1'],
  roles: 'admin',
  extn: { admin: 'true' },
}

describe('custom attributes', () => {
  const cases: readonly [string, unknown, unknown, string | null][] = [
    ['text', 'R&D', 'R&D', null],
    ['a number', 42, 42, null],
    ['false', false, false, null],
    ['a list', ['a', 'b', 'a'], ['a', 'b'], '1 values left out'],
    ['an object', { a: 1 }, undefined, 'neither text, number, flag nor list'],
    ['a long text', 'x'.repeat(1025), undefined, 'longer than 1024 characters'],
    ['a long list', Array.from({ length: 101 }, (_, at) => at), undefined, 'more than 100 values'],
    ['nothing', undefined, undefined, 'not sent'],
  ]
  it.each(cases)('take %s', (_, sent, value, note) => {
    const { profile, explanations } = mapProfile({ custom_attributes: { x: ['claim'] } }, { id_token: { claim: sent } })
    expect(profile.custom_attributes).toEqual(value === undefined ? {} : { x: value })
    expect(explanations.at(0)).toMatchObject({ attribute: 'custom_attributes.x', note })
  })
  it('have 8,192 characters together', () => {
    const names = Array.from({ length: 10 }, (_, at) => `a${at}`)
    const rules = Object.fromEntries(names.map((name) => [name, ['claim']]))
    const { profile, explanations } = mapProfile(
      { custom_attributes: rules },
      { id_token: { claim: 'x'.repeat(1000) } },
    )
    expect(Object.keys(profile.custom_attributes)).toEqual(names.slice(0, 8))
    expect(explanations[8]?.note).toBe('more than 8192 characters together')
  })
})

describe('mapProfile', () => {
  it('maps claims and explains each value', () => {
    const { profile, explanations } = mapProfile(mapping, { id_token })
    expect(profile).toEqual({
      identifier: '1111',
      email: 'ada@contoso.example',
      name: 'Ada Muster',
      given_name: null,
      family_name: null,
      preferred_username: 'ada@contoso.example',
      groups: ['g1', 'g2'],
      role_claims: ['admin'],
      is_admin: true,
      custom_attributes: {},
    })
    expect(explanations.find((entry) => entry.attribute === 'is_admin')).toEqual({
      attribute: 'is_admin',
      rule: ['extn.admin'],
      claim: 'extn.admin',
      source: 'id_token',
      value: true,
      note: 'read from string',
    })
    expect(explanations.find((entry) => entry.attribute === 'given_name')?.note).toBe('not sent')
  })

  it('falls back to the next claim, then to userinfo', () => {
    const upn = { upn: 'ada@tenant.example' }
    expect(mapProfile(mapping, { id_token: upn }).profile.email).toBe('ada@tenant.example')
    const { profile, explanations } = mapProfile(mapping, {
      id_token: {},
      userinfo: { preferred_username: 'ada' },
    })
    expect(profile.preferred_username).toBe('ada')
    expect(explanations.find((entry) => entry.attribute === 'preferred_username')?.source).toBe('userinfo')
  })

  it('prefers the exact name of a claim over a path', () => {
    const claims = { 'a.b': 'exact', a: { b: 'path' } }
    expect(mapProfile({ name: ['a.b'] }, { id_token: claims }).profile.name).toBe('exact')
    const uri = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'
    expect(mapProfile({ email: [uri] }, { id_token: { [uri]: 'a@b.example' } }).profile.email).toBe('a@b.example')
  })

  it('102 ignores claims that are not mapped', () => {
    const claims = { sub: 's', role: 'owner', roles: ['owner'], org_id: 'org_other', is_admin: true }
    const { profile } = mapProfile({ identifier: ['sub'] }, { id_token: claims })
    expect(profile).toMatchObject({ role_claims: [], is_admin: false })
  })

  const texts: [string, unknown, string | null][] = [
    ['an object', { first: 'Ada' }, null],
    ['an array', ['Ada'], null],
    ['true', true, 'true'],
    ['false', false, 'false'],
    ['a number', 7, '7'],
    ['a name with spaces around it', '  Ada  ', 'Ada'],
    ['only spaces', '   ', null],
    ['a line break and a colour code', 'A\nda\u001b[31m', 'Ada[31m'],
    ['a decomposed letter', 'Zoe\u0308', 'Zo\u00eb'],
    ['1 MB', 'a'.repeat(1_000_000), null],
    ['null', null, null],
  ]
  it.each(texts)('reads %s as a name', (_, name, value) => {
    expect(mapProfile(mapping, { id_token: { name } }).profile.name).toBe(value)
  })

  const composed: [string, Record<string, unknown>, string | null, string | null][] = [
    ['that came', { name: 'Ada L.', first: 'Ada', last: 'Muster' }, 'Ada L.', null],
    ['of its parts', { first: ' Ada', last: 'Muster' }, 'Ada Muster', 'not sent: given and family name together'],
    ['of one part', { last: 'Muster' }, 'Muster', 'not sent: given and family name together'],
    ['of its parts for an empty one', { name: ' ', first: 'Ada' }, 'Ada', 'empty: given and family name together'],
    ['of nothing', {}, null, 'not sent'],
  ]
  it.each(composed)('gives a name %s', (_, sent, name, note) => {
    const rules = { name: ['name'], given_name: ['first'], family_name: ['last'] }
    const { profile, explanations } = mapProfile(rules, { id_token: sent })
    expect(profile.name).toBe(name)
    expect(explanations.find(({ attribute }) => attribute === 'name')).toMatchObject({ value: name, note })
  })

  it.each([
    'no-at',
    'two@at@b.example',
    'a@b',
    'a b@c.example',
    '<a@b.example>',
    'a@b.example, c@d.example',
    '@b.example',
  ])('refuses %s as an email', (email) => expect(mapProfile(mapping, { id_token: { email } }).profile.email).toBeNull())

  it('90 reads numbers and flags of a list as text, and drops other values', () => {
    const groups = ['a', 1, true, null, {}, '', []]
    expect(mapProfile(mapping, { id_token: { groups } }).profile.groups).toEqual(['a', '1', 'true'])
  })

  it.each(['groups', 'roles'] as const)(
    '7 takes none of a list of %s that is too long, and says that it is incomplete',
    (name) => {
      const values = (length: number) => Array.from({ length }, (_, index) => `g${index}`)
      const most = mapProfile(mapping, { id_token: { [name]: values(maximumListLength) } })
      expect(most.incomplete).toEqual([])
      const more = mapProfile(mapping, { id_token: { [name]: values(maximumListLength + 1) } })
      expect(more.incomplete).toEqual([name])
      expect([more.profile.groups, more.profile.role_claims]).toEqual([[], []])
      expect(more.explanations.find(({ attribute }) => attribute === name)?.note).toMatch(/^more than 2000 values/)
    },
  )

  it.each([
    ['a NUL', 'a\u0000da@acme.example'],
    ['a newline', 'ada@acme.example\n'],
    ['a zero-width space', 'ada\u200b@acme.example'],
    ['a soft hyphen', 'a\u00adda@acme.example'],
    ['a full-width letter', '\uff41da@acme.example'],
    ['a dot after the domain', 'ada@acme.example.'],
    ['the Kelvin sign', '\u212ada@acme.example'],
    ['a space at the end', 'ada@acme.example '],
  ])('16 uses no email, user name or identifier with %s, and says why', (_, value) => {
    const claims = { email: value, preferred_username: value, oid: value, name: value }
    const { profile, explanations } = mapProfile(mapping, { id_token: claims })
    expect(profile.email).toBeNull()
    expect(explanations.find(({ attribute }) => attribute === 'email')?.note).toMatch(/^not (?:used|an email)/)
    if (value.endsWith('.')) return
    expect([profile.preferred_username, profile.identifier]).toEqual([null, null])
  })

  it('103 never throws for any claims', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.string()), (claims, path) => {
        const rule = { name: path, email: path, groups: path, is_admin: path, roles: path }
        expect(mapProfile(rule, { id_token: claims }).explanations).toHaveLength(9)
      }),
      { seed: 5 },
    )
  })

  it.each(['__proto__', 'constructor', 'constructor.name', 'toString', 'a.__proto__.b'])('never reads %s', (path) => {
    expect(mapProfile({ name: [path] }, { id_token: { a: {} } }).profile.name).toBeNull()
  })
})

describe('missingAttributes', () => {
  it('names what userinfo could add', () => {
    expect(missingAttributes(mapping, id_token)).toEqual(['given_name'])
    expect(missingAttributes({ email: ['email'] }, id_token)).toEqual([])
    const { groups: _, roles: __, extn: ___, ...texts } = id_token
    expect(missingAttributes(mapping, texts)).toEqual(['given_name', 'groups', 'roles', 'is_admin'])
    expect(missingAttributes(mapping, { ...id_token, groups: [], extn: { admin: false } })).toEqual(['given_name'])
  })
})
