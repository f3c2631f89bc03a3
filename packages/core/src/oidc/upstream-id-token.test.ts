import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../failures.ts'
import { decodeJwt } from '../jwt.ts'
import { checkUpstreamIdToken, sessionExpiryOf } from './upstream-id-token.ts'

const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const decode = (part: string): string =>
  new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(part, 'base64url'))
const now = 1_761_580_800_000
const header = { typ: 'JWT', alg: 'RS256', kid: 'k' }
const claims = { iss: 'i', sub: 's', aud: 'c', iat: now / 1000, exp: now / 1000 + 3900, nonce: 'n' }
const token = (h: unknown, c: unknown): string => `${encode(h)}.${encode(c)}.${encode('signature')}`
const check = (text: string, access_token_hash?: string): void =>
  checkUpstreamIdToken(decodeJwt(text, decode), {
    algorithms: ['RS256'],
    now,
    tolerance_seconds: 120,
    auth_time_required: false,
    access_token_hash,
  })

describe('an ID token from an identity provider', () => {
  it('is accepted', () => expect(() => check(token(header, claims))).not.toThrow())
  it('39 may be 120 seconds in the future', () => {
    expect(() => check(token(header, { ...claims, iat: now / 1000 + 119 }))).not.toThrow()
  })
  it('53 is accepted with the right at_hash', () => {
    expect(() => check(token(header, { ...claims, at_hash: 'h' }), 'h')).not.toThrow()
  })

  const refused: [string, string, FailureCode][] = [
    ['31 alg none', token({ ...header, alg: 'none' }, claims), 'token_algorithm_refused'],
    ['31 alg None', token({ ...header, alg: 'None' }, claims), 'token_algorithm_refused'],
    ['31 alg nOnE', token({ ...header, alg: 'nOnE' }, claims), 'token_algorithm_refused'],
    ['31 alg with a blank', token({ ...header, alg: ' RS256' }, claims), 'token_algorithm_refused'],
    ['33 HS256', token({ ...header, alg: 'HS256' }, claims), 'token_algorithm_refused'],
    ['34 ES256', token({ ...header, alg: 'ES256' }, claims), 'token_algorithm_refused'],
    ['no alg', token({ typ: 'JWT' }, claims), 'token_malformed'],
    ['35 no signature', `${encode(header)}.${encode(claims)}.`, 'token_malformed'],
    ['38 no sub', token(header, { ...claims, sub: undefined }), 'token_claim_missing'],
    ['38 no iat', token(header, { ...claims, iat: undefined }), 'token_claim_missing'],
    ['38 no exp', token(header, { ...claims, exp: undefined }), 'token_claim_missing'],
    ['38 no aud', token(header, { ...claims, aud: undefined }), 'token_claim_missing'],
    ['38 no iss', token(header, { ...claims, iss: undefined }), 'token_claim_missing'],
    ['41 no nonce', token(header, { ...claims, nonce: undefined }), 'token_nonce_wrong'],
    ['iat as text', token(header, { ...claims, iat: '1' }), 'token_claim_missing'],
    ['an exp of 2^53', token(header, { ...claims, exp: 2 ** 53 }), 'token_malformed'],
    [
      'an exp beyond all numbers',
      token(header, JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999')),
      'token_malformed',
    ],
    ['an iat of -2^53', token(header, { ...claims, iat: -(2 ** 53) }), 'token_malformed'],
    [
      'an nbf beyond all numbers',
      token(header, JSON.stringify(claims).replace('}', ',"nbf":-1e999}')),
      'token_malformed',
    ],
    ['an auth_time of 1e300', token(header, { ...claims, auth_time: 1e300 }), 'token_malformed'],
    ['39 iat 121 seconds in the future', token(header, { ...claims, iat: now / 1000 + 121 }), 'token_expired'],
    ['42 an empty sub', token(header, { ...claims, sub: '' }), 'token_claim_missing'],
    ['42 a sub of 300 characters', token(header, { ...claims, sub: 'a'.repeat(300) }), 'token_malformed'],
    ['42 a sub with NUL', token(header, { ...claims, sub: 'a\u0000b' }), 'token_malformed'],
    ['42 a sub with a line break', token(header, { ...claims, sub: 'a\nb' }), 'token_malformed'],
    ['42 a sub that is a number', token(header, { ...claims, sub: 7 }), 'token_claim_missing'],
    ['43 a kid of 10 KiB', token({ ...header, kid: 'k'.repeat(10_240) }, claims), 'token_key_unknown'],
    ['43 a kid that is a number', token({ ...header, kid: 1 }, claims), 'token_key_unknown'],
    ['45 crit', token({ ...header, crit: ['exp'] }, claims), 'token_malformed'],
    ['45 b64 false', token({ ...header, b64: false }, claims), 'token_malformed'],
    ['47 an array as payload', token(header, [claims]), 'token_malformed'],
    ['47 text as payload', token(header, '"hello"'), 'token_malformed'],
    ['47 null as payload', token(header, 'null'), 'token_malformed'],
    [
      '47 invalid UTF-8',
      `${encode(header)}.${Buffer.from([0x7b, 0xff]).toString('base64url')}.c2ln`,
      'token_malformed',
    ],
    ['49 1 MiB', token(header, { ...claims, big: 'a'.repeat(2 ** 20) }), 'token_too_large'],
    ['50 a JWE', `${encode({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' })}.e.e.e.e`, 'token_malformed'],
    ['51 an access token', token({ ...header, typ: 'at+jwt' }, claims), 'token_kind_wrong'],
    [
      '51 an access token by its full media type',
      token({ ...header, typ: 'application/at+jwt' }, claims),
      'token_kind_wrong',
    ],
    ['52 a logout token', token(header, { ...claims, events: {} }), 'token_kind_wrong'],
    ['padding', `${encode(header)}=.${encode(claims)}.c2ln`, 'token_malformed'],
    ['a line break at the end', `${token(header, claims)}\n`, 'token_malformed'],
    ['nothing', '', 'token_malformed'],
  ]
  it.each(refused)('is refused: %s', (_, text, code) => {
    expect(() => check(text)).toThrow(expect.objectContaining({ code }))
  })
  it('53 is refused with a wrong at_hash', () => {
    expect(() => check(token(header, { ...claims, at_hash: 'x' }), 'h')).toThrow(
      expect.objectContaining({ code: 'token_signature_wrong' }),
    )
  })
})

describe('session_expiry', () => {
  const taken: [string, unknown, number | undefined][] = [
    ['that is not there', undefined, undefined],
    ['in an hour', now / 1000 + 3600, now / 1000 + 3600],
    ['with a fraction', now / 1000 + 60.9, now / 1000 + 60],
  ]
  it.each(taken)('%s is taken', (_, session_expiry, seconds) =>
    expect(sessionExpiryOf({ session_expiry }, now)).toBe(seconds),
  )

  const refused: [string, unknown, FailureCode][] = [
    ['now', now / 1000, 'session_expiry_past'],
    ['a second ago', now / 1000 - 1, 'session_expiry_past'],
    ['negative', -1, 'session_expiry_past'],
    ['in text', `${now / 1000 + 3600}`, 'token_malformed'],
    ['of 2^53', 2 ** 53, 'token_malformed'],
    ['in a list', [now / 1000 + 3600], 'token_malformed'],
  ]
  it.each(refused)('%s is refused', (_, session_expiry, code) =>
    expect(() => sessionExpiryOf({ session_expiry }, now)).toThrow(expect.objectContaining({ code })),
  )
})
