import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { jwkOf, makeToken } from '../../test/hostile-provider.ts'
import { fits, isSignedBy, readKeySet, type VerificationKey } from './verification.ts'

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' })
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' })
const ed25519 = generateKeyPairSync('ed25519')
const rsaJwk = jwkOf(rsa.publicKey, { kid: 'k1' })

const readKey = (jwk: unknown): VerificationKey | undefined => readKeySet({ keys: [jwk] })?.[0]
const keyOf = (key: KeyObject, members: Record<string, unknown> = {}): VerificationKey => {
  const read = readKey(jwkOf(key, members))
  if (!read) throw new Error('not a key')
  return read
}

describe('readKeySet', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['text', '{"keys":[]}'],
    ['no keys', {}],
    ['keys that are not a list', { keys: {} }],
    ['11 101 keys', { keys: Array(101).fill(rsaJwk) }],
  ])('refuses %s', (_, document) => expect(readKeySet(document)).toBeUndefined())

  it('reads up to 100 keys', () => expect(readKeySet({ keys: Array(100).fill(rsaJwk) })).toHaveLength(100))

  it.each([
    ['null', null],
    ['text', 'key'],
    ['a list', [rsaJwk]],
    ['an empty object', {}],
    ['an unknown kind', { ...rsaJwk, kty: 'XYZ' }],
    ['12 a symmetric key', { kty: 'oct', k: 'c2VjcmV0', kid: 'k1' }],
    ['12 a key for encryption', { ...rsaJwk, use: 'enc' }],
    ['12 a number as use', { ...rsaJwk, use: 1 }],
    ['12 a key that may only wrap keys', { ...rsaJwk, key_ops: ['wrapKey'] }],
    ['12 RSA with 1,024 bits', jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey)],
    ['12 RSA without exponent', { ...rsaJwk, e: undefined }],
    ['12 RSA with an empty modulus', { ...rsaJwk, n: '' }],
    ['12 a list as modulus', { ...rsaJwk, n: [] }],
    ['12 a point that is not on the curve', { ...jwkOf(p256.publicKey), x: jwkOf(p384.publicKey).x }],
    ['12 an unknown curve', { ...jwkOf(p256.publicKey), crv: 'P-999' }],
    ['12 a key for key agreement', jwkOf(generateKeyPairSync('x25519').publicKey)],
    ['13 a private RSA key', jwkOf(rsa.privateKey)],
    ['13 a private EC key', jwkOf(p256.privateKey)],
    ['13 a private member that is empty', { ...rsaJwk, d: '' }],
    ['13 an RSA key with the private member of a symmetric key', { ...rsaJwk, k: 'c2VjcmV0' }],
  ])('leaves out %s', (_, jwk) => {
    const left = readKeySet({ keys: [jwk, rsaJwk] })?.filter((key) => fits(key, 'RS256') || fits(key, 'ES256'))
    expect(left).toHaveLength(1)
  })

  it('keeps other members of a key', () => {
    expect(readKey({ ...rsaJwk, issuer: 'x', alg: 'RS256', x5c: ['…'] })).toMatchObject({
      kid: 'k1',
      alg: 'RS256',
      jwk: { issuer: 'x' },
    })
    expect(readKey({ ...rsaJwk, kid: 7, alg: [] })).toMatchObject({ kid: undefined, alg: undefined })
  })
})

const families: readonly [string, { publicKey: KeyObject; privateKey: KeyObject }][] = [
  ['RS256', rsa],
  ['RS384', rsa],
  ['RS512', rsa],
  ['PS256', rsa],
  ['PS384', rsa],
  ['PS512', rsa],
  ['ES256', p256],
  ['ES384', p384],
  ['ES512', p521],
  ['EdDSA', ed25519],
]
const parts = (token: string): [string, string] => {
  const dot = token.lastIndexOf('.')
  return [token.slice(0, dot), token.slice(dot + 1)]
}

describe.each(families)('%s', (alg, { publicKey, privateKey }) => {
  const key = keyOf(publicKey)
  const [input, signature] = parts(makeToken({ alg }, { sub: 's' }, privateKey))

  it('fits keys of its kind and curve, and no other', () => {
    const fitting = [rsa, p256, p384, p521, ed25519].filter((pair) => fits(keyOf(pair.publicKey), alg))
    expect(fitting.map((pair) => pair.publicKey)).toEqual([publicKey])
    expect(fits(keyOf(publicKey, { alg }), alg)).toBe(true)
    expect(fits(keyOf(publicKey, { alg: 'XY256' }), alg)).toBe(false)
  })

  it('verifies its own signature', () => expect(isSignedBy(key, alg, input, signature)).toBe(true))

  it.each([
    ['another text', `${input}x`, signature],
    ['an empty signature', input, ''],
    ['a signature cut short', input, signature.slice(0, -4)],
    ['a signature that is too long', input, `${signature}AAAA`],
    ['a signature of zeros', input, Buffer.alloc(Buffer.from(signature, 'base64url').length).toString('base64url')],
    ['a signature that is not base64url', input, '!!!!'],
    ['a signature of 64 KiB', input, 'A'.repeat(65_536)],
  ])('35 refuses %s', (_, text, sent) => expect(isSignedBy(key, alg, text, sent)).toBe(false))

  it('34 refuses a signature by the same key with another algorithm', () => {
    for (const [other, pair] of families) {
      if (other === alg || pair.publicKey !== publicKey) continue
      const [text, sent] = parts(makeToken({ alg }, { sub: 's' }, privateKey, other))
      expect(isSignedBy(key, alg, text, sent)).toBe(false)
    }
  })
})

describe('fits', () => {
  it.each(['none', 'HS256', 'HS512', 'rs256', 'RS1', '', 'constructor', '__proto__', 'toString'])(
    '31 refuses every key for the algorithm %j',
    (alg) => {
      for (const { publicKey } of [rsa, p256, ed25519]) expect(fits(keyOf(publicKey), alg)).toBe(false)
    },
  )
  it('refuses an Ed448 key for EdDSA, which means Ed25519 here', () => {
    expect(fits(keyOf(generateKeyPairSync('ed448').publicKey), 'EdDSA')).toBe(false)
  })
})
