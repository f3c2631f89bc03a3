import type { SetupTest } from '@gatehouse-sso/sdk/browser'
import { describe, expect, it } from 'vitest'
import { shownValue } from './claim-values.ts'
import { isAddress, personOf, resultRows } from './result-rows.ts'

const list = (items: readonly string[]): string => items.join(', ')
const explained = (attribute: string, claim: string | null, value: unknown, note: string | null = null) => ({
  attribute,
  rule: claim === null ? [] : [claim],
  claim,
  source: 'id_token' as const,
  value,
  note,
})
const test: Pick<SetupTest, 'mapping' | 'receives' | 'claims' | 'groups'> = {
  claims: {
    id_token: { oid: 'o', name: 'Ada', email: 'ada@contoso.example', address: { city: 'Ulm' } },
    userinfo: null,
  },
  mapping: [
    explained('identifier', 'oid', 'o', 'Never by email.'),
    explained('name', 'name', 'Ada'),
    explained('given_name', null, null),
    explained('email', 'email', 'ada@contoso.example'),
    explained('groups', 'groups', ['g1', 'g2']),
  ],
  receives: { sub: null, name: 'Ada', email: 'ada@contoso.example', email_verified: false, role: 'admin' },
  groups: [
    { idp_id: 'g1', name: 'Admins', roles: ['admin'] },
    { idp_id: 'g2', name: null, roles: [] },
  ],
}

describe('the rows of a result', () => {
  const rows = resultRows(test, list)

  it('stand in one order', () =>
    expect(rows.map(({ becomes }) => becomes)).toEqual([
      'sub',
      'name',
      'given_name',
      'email',
      'email_verified',
      'role',
    ]))
  it('have what was sent beside what is received', () =>
    expect(rows[1]).toEqual({ claim: 'name', sent: 'Ada', becomes: 'name', received: 'Ada', because: null }))
  it('say that nothing was sent', () => expect(rows[2]).toMatchObject({ claim: null, sent: null, received: null }))
  it('say why', () => expect(rows[0]).toMatchObject({ received: null, because: 'Never by email.' }))
  it('say that nobody vouched for the email', () =>
    expect(rows[4]).toMatchObject({ claim: null, sent: null, received: 'false' }))
  it('name only the groups that give a role', () =>
    expect(rows[5]).toMatchObject({
      claim: 'groups',
      sent: 'Admins',
      received: 'admin',
    }))
})

describe('an identifier', () => {
  it.each([
    ['an email address', 'ada@contoso.example', true],
    ['the ID of an account', '3f0c1a52-77aa-4c0e-9d51-0e2f6b1c8a94', false],
    ['a pairwise ID with an @ at its end', 'AAdzZWNyZXQx@', false],
    ['a qualified name', 'https://idp.example!https://sp.example!ada@contoso', false],
    ['none', null, false],
  ])('is an address or not: %s', (_, identifier, expected) => expect(isAddress(identifier)).toBe(expected))
})

describe('a value of a claim', () => {
  it.each([
    ['a text', 'x', 'x'],
    ['nothing', null, null],
    ['an empty text', '', null],
    ['false', false, 'false'],
    ['several', ['a', 'b'], 'a, b'],
    ['an empty list', [], null],
    ['an object', { a: 1 }, '{"a":1}'],
  ])('%s', (_, value, expected) => expect(shownValue(value, list)).toBe(expected))
})

describe('the person of a test', () => {
  it('has the name', () => expect(personOf(test)).toEqual({ name: 'Ada', email: 'ada@contoso.example' }))
  it('has another name, where there is none', () =>
    expect(personOf({ receives: { name: null, preferred_username: 'ada' } })).toEqual({ name: 'ada', email: null }))
  it('is nobody before a test', () => expect(personOf(null)).toBeNull())
})
