import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readToken, tokenText } from './token-text.ts'
import { type TokenKind, tokenWords } from './words.ts'

const second = 1_795_000_000
const now = second * 1000
const tid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const person = {
  aud: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
  iss: `https://login.microsoftonline.com/${tid}/v2.0`,
  iat: second - 600,
  nbf: second - 600,
  exp: second + 3600 * 2,
  azp: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d',
  azpacr: '0',
  name: 'Ada Muster',
  oid: '11111111-2222-4333-8444-555555555555',
  scp: 'access_as_user orders.read',
  tid,
  ver: '2.0',
}
const program = { ...person, idtyp: 'app', scp: undefined, name: undefined, azpacr: '2', roles: ['Orders.Write'] }
const old = { ...person, azp: undefined, appid: person.azp, appidacr: '1', ver: '1.0' }

const words = (claims: object, header: object = {}) =>
  tokenWords(
    {
      header: { alg: 'RS256', ...header },
      claims: Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined)),
      signing_input: '',
      signature: '',
    },
    now,
  )

describe('the words about a token', () => {
  it.each<[string, TokenKind, string, object, object?]>([
    ['of a person', 'entra_access_token', 'version 2.0, for a person (delegated)', person],
    ['of a program', 'entra_access_token', 'for a program without a person (app-only)', program],
    ['without a permission', 'entra_access_token', 'without any permission', { ...person, scp: undefined }],
    ['of version 1.0', 'entra_access_token', 'version 1.0', old],
    ['for Graph by its header', 'graph_access_token', 'for Microsoft Graph', person, { nonce: 'x' }],
    ['for Graph', 'graph_access_token', 'for Microsoft Graph', { ...old, aud: 'https://graph.microsoft.com' }],
    ['for the application', 'entra_id_token', 'no API accepts it', { ...person, azp: undefined }],
    ['of the gateway', 'gatehouse_access_token', 'at+jwt', { iss: 'https://sso.example', sub: 'u' }, { typ: 'at+jwt' }],
    ['about a logout', 'logout_token', 'a session has ended', { iss: 'https://sso.example', events: {} }],
    ['of another kind', 'other', 'A signed token (JWT)', { iss: 'https://sso.example' }],
  ])('%s name its kind: %s', (_, kind, part, claims, header) => {
    const found = words(claims, header)
    expect(found.kind).toBe(kind)
    expect(found.sentence).toContain(part)
  })

  it('have times as dates, and the distance to now', () => {
    const rows = Object.fromEntries(words(person).rows)
    expect(rows.issued).toBe('2026-11-18 10:56:40 UTC, 10 minutes ago')
    expect(rows.expires).toBe('2026-11-18 13:06:40 UTC, in 2 hours')
    expect(rows['valid from']).toBeUndefined()
    expect(Object.fromEntries(words({ ...person, exp: second - 90_000 }).rows).expires).toContain('1 day 1 hour ago')
    expect(Object.fromEntries(words({ ...person, exp: 1e300 }).rows).expires).toContain('a time that no calendar has')
  })

  it('have who, client, scopes and roles', () => {
    expect(Object.fromEntries(words(person).rows)).toMatchObject({
      person: `Ada Muster, oid ${person.oid}`,
      tenant: tid,
      client: `${person.azp} (a public client, without a secret)`,
      scopes: 'access_as_user, orders.read',
    })
    expect(Object.fromEntries(words(program).rows)).toMatchObject({
      program: `oid ${person.oid}`,
      roles: 'Orders.Write',
    })
  })
})

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('the text about a token', () => {
  const token = `${encode({ alg: 'RS256', kid: 'k'.repeat(90) })}.${encode({ ...person, aio: 'a'.repeat(200), name: '\u001b[31mred' })}.c2lnbmF0dXJl`

  it('fits into 80 columns, moves no cursor and has no signature', () => {
    const colored = tokenText(readToken(`Bearer ${token}\n`).unverified, now, 80)
    const text = stripVTControlCharacters(colored)
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([])
    expect(colored).not.toContain('\u001b[31m')
    expect(text).toContain('\\u001b[31mred')
    expect(text).not.toContain('c2lnbmF0dXJl')
  })

  it.each([
    ['that is no token', 'hello'],
    ['without a signature', token.replace(/\.[^.]+$/, '.')],
    ['with a claims part that is no JSON', `${encode({ alg: 'RS256' })}.e30x.c2ln`],
  ])('is none for a text %s, which it does not repeat', (_, text) => {
    expect(() => readToken(text)).toThrow(/^it is no signed token in compact form/)
    expect(() => readToken(text)).not.toThrow(text)
  })
})
