/** Group C of the security cases: every wrong ID token, through the gateway and from a real token endpoint. */
import { createHash, createSecretKey, generateKeyPairSync } from 'node:crypto'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  browser,
  goUpstream,
  type Harness,
  refused,
  signIn,
  startHarness,
  upstream_secret,
} from '../../../test/harness.ts'
import { type Behaviour, jwkOf, makeToken, otherKey, publishedKey } from '../../../test/hostile-provider.ts'
import { refusal, tokenRequests } from '../../../test/refusal.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const now = (): number => Math.floor(Date.now() / 1000)
const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const payloadOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString())
const resigned =
  (header: Record<string, unknown>, change: (payload: Record<string, unknown>) => unknown = (payload) => payload) =>
  (good: string): string =>
    makeToken(
      { alg: 'RS256', typ: 'JWT', kid: 'k1', ...header },
      change(payloadOf(good)),
      publishedKey.privateKey,
      'RS256',
    )
const parts =
  (change: (header: string, payload: string, signature: string) => string) =>
  (good: string): string => {
    const [header = '', payload = '', signature = ''] = good.split('.')
    return change(header, payload, signature)
  }
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`
const atHash = (token: string): string =>
  createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url')

interface Case {
  readonly name: string
  /** A function where it must be true at the moment of asking. */
  readonly behaviour: Partial<Behaviour> | (() => Partial<Behaviour>)
  readonly code: FailureCode
  /** Of the authorization request. */
  readonly change?: Record<string, string>
}

const behaviourOf = ({ behaviour }: Pick<Case, 'behaviour'>): Partial<Behaviour> =>
  typeof behaviour === 'function' ? behaviour() : behaviour
const unsigned = (alg: string): Partial<Behaviour> => ({
  id_token: parts((_, payload) => `${encode({ alg, typ: 'JWT' })}.${payload}.`),
})
const claims = (token_claims: Record<string, unknown>): Partial<Behaviour> => ({ token_claims })

const refusedTokens: readonly Case[] = [
  { name: '31 alg none, with nothing as signature', behaviour: unsigned('none'), code: 'token_malformed' },
  ...['none', 'None', 'nOnE', 'NONE'].map(
    (alg): Case => ({
      name: `31 alg ${alg}, with something as signature`,
      behaviour: { token_header: { alg } },
      code: 'token_algorithm_refused',
    }),
  ),
  {
    name: '33 HS256 with our client secret as key',
    behaviour: { alg: 'HS256', key: createSecretKey(Buffer.from(upstream_secret)) },
    code: 'token_algorithm_refused',
  },
  {
    name: '33 HS256 with the published key as secret',
    behaviour: {
      alg: 'HS256',
      key: createSecretKey(publishedKey.publicKey.export({ type: 'spki', format: 'pem' }) as string, 'utf8'),
    },
    code: 'token_algorithm_refused',
  },
  {
    name: '34 ES256 by a published key, where RS256 is agreed',
    behaviour: { alg: 'ES256', key: ec.privateKey },
    code: 'token_algorithm_refused',
  },
  { name: '34 PS256 by the right key', behaviour: { alg: 'PS256' }, code: 'token_algorithm_refused' },
  {
    name: '34 RS512 that says RS256',
    behaviour: { alg: 'RS512', token_header: { alg: 'RS256' } },
    code: 'token_signature_wrong',
  },
  {
    name: '35 no signature',
    behaviour: { id_token: parts((header, payload) => `${header}.${payload}`) },
    code: 'token_malformed',
  },
  {
    name: '35 an empty signature',
    behaviour: { id_token: parts((header, payload) => `${header}.${payload}.`) },
    code: 'token_malformed',
  },
  {
    name: '35 a signature cut in half',
    behaviour: {
      id_token: parts(
        (header, payload, signature) => `${header}.${payload}.${signature.slice(0, signature.length / 2)}`,
      ),
    },
    code: 'token_signature_wrong',
  },
  {
    name: '35 a signature with its first letter changed',
    behaviour: {
      id_token: parts((header, payload, s) => `${header}.${payload}.${s.startsWith('A') ? 'B' : 'A'}${s.slice(1)}`),
    },
    code: 'token_signature_wrong',
  },
  { name: '35 the key of somebody else', behaviour: { key: otherKey.privateKey }, code: 'token_signature_wrong' },
  {
    name: '35 a payload changed after signing',
    behaviour: {
      id_token: parts((header, payload, s) => {
        const changed = { ...payloadOf(`.${payload}`), sub: 'somebody-else' }
        return `${header}.${encode(changed)}.${s}`
      }),
    },
    code: 'token_signature_wrong',
  },
  { name: '36 another issuer', behaviour: claims({ iss: 'https://evil.example' }), code: 'token_issuer_wrong' },
  { name: '37 another audience', behaviour: claims({ aud: 'somebody-else' }), code: 'token_audience_wrong' },
  { name: '37 no audience in a list', behaviour: claims({ aud: [] }), code: 'token_audience_wrong' },
  {
    name: '37 a second audience and no azp',
    behaviour: claims({ aud: ['gateway', 'somebody-else'] }),
    code: 'token_audience_wrong',
  },
  {
    name: '37 a second audience, which is the azp',
    behaviour: claims({ aud: ['gateway', 'somebody-else'], azp: 'somebody-else' }),
    code: 'token_audience_wrong',
  },
  { name: '37 another azp', behaviour: claims({ azp: 'somebody-else' }), code: 'token_audience_wrong' },
  ...['sub', 'iat', 'exp', 'aud', 'iss'].map(
    (name): Case => ({
      name: `38 no ${name}`,
      behaviour: claims({ [name]: undefined }),
      code: 'token_claim_missing',
    }),
  ),
  { name: '39 expired 121 s ago', behaviour: () => claims({ exp: now() - 121 }), code: 'token_expired' },
  { name: '39 issued in 130 s', behaviour: () => claims({ iat: now() + 130 }), code: 'token_expired' },
  { name: '39 valid only in 130 s', behaviour: () => claims({ nbf: now() + 130 }), code: 'token_expired' },
  { name: '41 no nonce', behaviour: claims({ nonce: undefined }), code: 'token_nonce_wrong' },
  { name: '41 the nonce of another sign-in', behaviour: claims({ nonce: 'another' }), code: 'token_nonce_wrong' },
  { name: '41 a list as nonce', behaviour: claims({ nonce: ['x'] }), code: 'token_nonce_wrong' },
  { name: '42 an empty sub', behaviour: claims({ sub: '' }), code: 'token_claim_missing' },
  { name: '42 a sub of 300 characters', behaviour: claims({ sub: 'a'.repeat(300) }), code: 'token_malformed' },
  { name: '42 a sub with NUL', behaviour: claims({ sub: 'a\u0000b' }), code: 'token_malformed' },
  { name: '42 a sub with a line break', behaviour: claims({ sub: 'a\nb' }), code: 'token_malformed' },
  { name: '42 a number as sub', behaviour: claims({ sub: 42 }), code: 'token_claim_missing' },
  { name: '43 a path as kid', behaviour: { token_header: { kid: '../../etc/passwd' } }, code: 'token_key_unknown' },
  { name: '43 SQL as kid', behaviour: { token_header: { kid: "' or 1=1 --" } }, code: 'token_key_unknown' },
  { name: '43 __proto__ as kid', behaviour: { token_header: { kid: '__proto__' } }, code: 'token_key_unknown' },
  { name: '43 a kid of 10 KiB', behaviour: { token_header: { kid: 'k'.repeat(10_240) } }, code: 'token_key_unknown' },
  { name: '43 a kid of another key', behaviour: { token_header: { kid: 'k2' } }, code: 'token_key_unknown' },
  {
    name: '44 a key in the header itself',
    behaviour: {
      key: otherKey.privateKey,
      token_header: { kid: 'mine', jwk: jwkOf(otherKey.publicKey), jku: 'https://evil.example/jwks' },
    },
    code: 'token_key_unknown',
  },
  { name: '45 an unknown crit', behaviour: { token_header: { crit: ['x'], x: 1 } }, code: 'token_malformed' },
  { name: '45 b64 false', behaviour: { token_header: { b64: false, crit: ['b64'] } }, code: 'token_malformed' },
  { name: '47 a list as payload', behaviour: { id_token: resigned({}, (it) => [it]) }, code: 'token_malformed' },
  { name: '47 text as payload', behaviour: { id_token: resigned({}, () => 'hello') }, code: 'token_malformed' },
  { name: '47 null as payload', behaviour: { id_token: resigned({}, () => null) }, code: 'token_malformed' },
  {
    name: '47 a payload that is not UTF-8',
    behaviour: {
      id_token: parts(
        (header, _, s) => `${header}.${Buffer.from([0x7b, 0x22, 0xff, 0x22]).toString('base64url')}.${s}`,
      ),
    },
    code: 'token_malformed',
  },
  { name: '49 300 KiB', behaviour: claims({ big: 'a'.repeat(300_000) }), code: 'token_too_large' },
  {
    name: '49 10,000 claims',
    behaviour: claims(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`claim_${index}`, index]))),
    code: 'token_too_large',
  },
  {
    name: '49 a list in 30,000 lists',
    behaviour: { id_token: () => `${encode({ alg: 'RS256' })}.${encode(deep(30_000))}.c2ln` },
    code: 'token_too_large',
  },
  {
    name: '50 a JWE with a compressed payload',
    behaviour: { id_token: () => `${encode({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}..aXY.Ym9keQ.dGFn` },
    code: 'token_malformed',
  },
  {
    name: '50 a JWE by password with ten million rounds',
    behaviour: {
      id_token: () =>
        `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 10_000_000, p2s: 'c2FsdA' })}.a2V5.aXY.Ym9keQ.dGFn`,
    },
    code: 'token_malformed',
  },
  { name: '51 an access token', behaviour: { token_header: { typ: 'at+jwt' } }, code: 'token_kind_wrong' },
  {
    name: '51 an access token by its media type',
    behaviour: { token_header: { typ: 'application/AT+JWT' } },
    code: 'token_kind_wrong',
  },
  {
    name: '52 a logout token',
    behaviour: claims({ nonce: undefined, events: { 'http://schemas.openid.net/event/backchannel-logout': {} } }),
    code: 'token_kind_wrong',
  },
  {
    name: '52 a logout token by its typ',
    behaviour: { token_header: { typ: 'logout+jwt' } },
    code: 'token_kind_wrong',
  },
  {
    name: '53 the at_hash of another access token',
    behaviour: claims({ at_hash: atHash('x') }),
    code: 'token_signature_wrong',
  },
  { name: '53 a number as at_hash', behaviour: claims({ at_hash: 1 }), code: 'token_signature_wrong' },
  {
    name: '55 an auth_time older than max_age and the tolerance',
    behaviour: () => claims({ auth_time: now() - 185 }),
    code: 'authentication_too_old',
    change: { max_age: '60' },
  },
  { name: '55 no auth_time with max_age', behaviour: {}, code: 'authentication_too_old', change: { max_age: '60' } },
  {
    name: '55 an auth_time from before the sign-in, where prompt=login was asked',
    behaviour: () => claims({ auth_time: now() - 125 }),
    code: 'authentication_too_old',
    change: { prompt: 'login' },
  },
  { name: '55 an auth_time in the future', behaviour: () => claims({ auth_time: now() + 130 }), code: 'token_expired' },
  { name: '55 an auth_time after the end of time', behaviour: claims({ auth_time: 1e300 }), code: 'token_malformed' },
  { name: '55 a negative auth_time', behaviour: claims({ auth_time: -1 }), code: 'upstream_answer_unusable' },
  {
    name: '55 text as auth_time with max_age',
    behaviour: claims({ auth_time: 'now' }),
    code: 'authentication_too_old',
    change: { max_age: '60' },
  },
]

describe('an ID token is refused', () => {
  it.each(refusedTokens)('$name', async ({ behaviour, code, change }) => {
    const record = await refusal(harness, { behaviour: behaviourOf({ behaviour }), ...(change ? { change } : {}) })
    expect(record.error_code).toBe(code)
    expect(tokenRequests(harness)).toBe(1)
  })

  it.each([
    [
      'an expired token',
      { exp: -3_600 },
      /^exp after .* UTC \(clock of this gateway; 120 s are tolerated\)$/,
      / UTC, 60 minutes before /,
    ],
    ['a token of the future', { iat: 1_500 }, /^iat at most .* UTC \(clock of this gateway/, / UTC, 25 minutes after /],
    ['a token for later', { nbf: 1_500 }, /^nbf at most .* UTC \(clock of this gateway/, / UTC, 25 minutes after /],
  ])('39 %s is refused with times, the difference and whose clock', async (_, change, expected, received) => {
    const times = Object.fromEntries(Object.entries(change).map(([name, seconds]) => [name, now() + seconds]))
    const record = await refusal(harness, { behaviour: claims(times) })
    expect(record.error?.expected).toMatch(expected)
    expect(record.error?.received).toMatch(received)
  })

  it('7 that is too large, with its size and what to do', async () => {
    const record = await refusal(harness, {
      behaviour: claims({ groups: Array(3_000).fill('a-group-of-40-characters-or-a-little-more') }),
    })
    expect(record.error).toMatchObject({ code: 'token_too_large', expected: 'at most 65536 characters' })
    expect(Number(record.error?.received)).toBeGreaterThan(65_536)
    expect(record.error?.remedy).toContain('Groups assigned to the application')
  })
  it('36 whose issuer has a slash more', async () => {
    const record = await refusal(harness, { behaviour: claims({ iss: `${harness.provider.url}/` }) })
    expect(record.error).toMatchObject({ code: 'token_issuer_wrong', expected: harness.provider.url })
  })

  it('28 that was made for another sign-in, with its code and its nonce', async () => {
    const victim = browser()
    const back = await goUpstream(harness, victim)
    const thief = await goUpstream(harness, browser())
    back.searchParams.set('code', String(thief.searchParams.get('code')))
    const response = await victim.get(back.href)
    const record = await refused(harness, response)
    // The verifier is of another sign-in: a provider that checks PKCE gives nothing for the code.
    expect(record.error_code).toBe('upstream_code_refused')
  })
})

describe('an ID token is accepted', () => {
  const accepted: readonly Omit<Case, 'code'>[] = [
    { name: '39 expired 115 s ago', behaviour: () => claims({ exp: now() - 115 }) },
    { name: '39 issued in 119 s', behaviour: () => claims({ iat: now() + 119 }) },
    { name: '39 valid in 119 s', behaviour: () => claims({ nbf: now() + 119 }) },
    { name: '37 one audience in a list', behaviour: claims({ aud: ['gateway'] }) },
    { name: '37 two audiences and us as azp', behaviour: claims({ aud: ['gateway', 'other'], azp: 'gateway' }) },
    { name: '42 a sub of 255 characters', behaviour: claims({ sub: 's'.repeat(255) }) },
    { name: '53 the right at_hash', behaviour: claims({ at_hash: atHash('upstream-access-token') }) },
    { name: 'without typ', behaviour: { token_header: { typ: undefined } } },
    { name: '55 an auth_time with a fraction', behaviour: () => claims({ auth_time: now() - 30.5 }) },
    { name: '55 no auth_time, where prompt=login was asked', behaviour: {}, change: { prompt: 'login' } },
    {
      name: '55 an auth_time from after prompt=login',
      behaviour: () => claims({ auth_time: now() - 100 }),
      change: { prompt: 'login' },
    },
    {
      name: '55 an auth_time within max_age and the tolerance',
      behaviour: () => claims({ auth_time: now() - 170 }),
      change: { max_age: '60' },
    },
  ]
  it.each(accepted)('$name', async ({ behaviour, change }) => {
    harness.provider.behaviour = { ...harness.provider.behaviour, ...behaviourOf({ behaviour }) }
    expect((await signIn(harness, browser(), change)).searchParams.get('code')).toBeTruthy()
  })

  const families = [
    ['RS512', publishedKey],
    ['PS256', publishedKey],
    ['ES256', ec],
    ['ES384', generateKeyPairSync('ec', { namedCurve: 'P-384' })],
    ['EdDSA', generateKeyPairSync('ed25519')],
  ] as const
  it.each(families)('34 signed with %s, and no other, where that is agreed', async (alg, { publicKey, privateKey }) => {
    const path = `/${alg}`
    const connection = await addConnection(harness, { path, settings: { id_token_signed_response_alg: alg } })
    harness.provider.behaviour = { ...harness.provider.behaviour, keys: [jwkOf(publicKey, { kid: 'k1' })] }
    const change = { connection: connection.id }
    harness.provider.behaviour = { ...harness.provider.behaviour, alg, key: privateKey }
    const person = browser()
    const response = await person.get((await goUpstream(harness, person, change)).href)
    expect(answerOf(response).code).toBeTruthy()
    const record = await refusal(harness, { behaviour: { alg: 'RS256', key: publishedKey.privateKey }, change })
    expect(record.error_code).toBe('token_algorithm_refused')
    await harness.client.connections.delete(connection.id)
  })
})
