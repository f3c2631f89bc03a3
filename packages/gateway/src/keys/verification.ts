/**
 * Reads the keys that identity providers and clients publish, and verifies signatures with them. Only usable keys are
 * kept. Callers have already checked a token's algorithm against the list of its connection.
 */

import { constants, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { type Claims, isClaims } from '@gatehouse-sso/core/oidc/claims'
import {
  isExposedKey,
  maximumTriedKeys,
  minimumRsaBits,
  type PublishedKey,
  publishedKeys,
} from '@gatehouse-sso/core/published-key'

export interface VerificationKey {
  readonly kid: string | undefined
  /** The `alg` of the key: the only algorithm that it may be used with, if present. */
  readonly alg: string | undefined
  readonly kty: 'RSA' | 'EC' | 'OKP'
  readonly key: KeyObject
  /** The key as published, for a provider's own members. */
  readonly jwk: Claims
}

/**
 * Reads the usable keys of a JWK set (RFC 7517). It leaves out symmetric keys, keys for encryption, keys with private
 * members, RSA keys below 2048 bits, and keys that do not parse.
 * @returns `undefined` when the document is not a JWK set, or has more than 100 keys
 */
export function readKeySet(document: unknown): readonly VerificationKey[] | undefined {
  return publishedKeys(document)?.flatMap((jwk) => readKey(jwk) ?? [])
}

/**
 * The names of published keys whose secret part is published too. They are never used: anybody can sign with them.
 * @param document a JWK set that {@link readKeySet} accepts
 */
export function exposedKeys(document: Claims): readonly string[] {
  const keys = Array.isArray(document.keys) ? document.keys.filter(isClaims) : []
  return keys
    .filter(isExposedKey)
    .map(({ kid, kty }) => (typeof kid === 'string' ? kid : `${kty} without kid`).slice(0, 100))
}

function readKey(jwk: PublishedKey): VerificationKey | undefined {
  const { kty, alg, kid } = jwk
  try {
    const key = createPublicKey({ key: jwk as Record<string, string>, format: 'jwk' })
    if (kty === 'RSA' && (key.asymmetricKeyDetails?.modulusLength ?? 0) < minimumRsaBits) return undefined
    const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
    return { kid: text(kid), alg: text(alg), kty, key, jwk }
  } catch {
    return undefined
  }
}

/** The keys that may have signed a token. If the token has a `kid`, only the key with that `kid`. */
export function candidatesOf(keys: readonly VerificationKey[], { header }: UnverifiedJwt): readonly VerificationKey[] {
  const { alg, kid } = header
  return keys.filter((key) => fits(key, alg) && (kid === undefined || key.kid === kid))
}

export function isSignedByOneOf(keys: readonly VerificationKey[], jwt: UnverifiedJwt): boolean {
  const candidates = candidatesOf(keys, jwt).slice(0, maximumTriedKeys)
  return candidates.some((key) => isSignedBy(key, jwt.header.alg, jwt.signing_input, jwt.signature))
}

const families: Readonly<Record<string, { kty: VerificationKey['kty']; hash: string | null; curve?: string }>> = {
  RS256: { kty: 'RSA', hash: 'sha256' },
  RS384: { kty: 'RSA', hash: 'sha384' },
  RS512: { kty: 'RSA', hash: 'sha512' },
  PS256: { kty: 'RSA', hash: 'sha256' },
  PS384: { kty: 'RSA', hash: 'sha384' },
  PS512: { kty: 'RSA', hash: 'sha512' },
  ES256: { kty: 'EC', hash: 'sha256', curve: 'prime256v1' },
  ES384: { kty: 'EC', hash: 'sha384', curve: 'secp384r1' },
  ES512: { kty: 'EC', hash: 'sha512', curve: 'secp521r1' },
  EdDSA: { kty: 'OKP', hash: null, curve: 'ed25519' },
}

/** Tells whether a key can be used with an algorithm. */
export function fits(key: VerificationKey, alg: string): boolean {
  const family = families[alg]
  if (!family || family.kty !== key.kty || (key.alg !== undefined && key.alg !== alg)) return false
  if (family.kty === 'EC') return key.key.asymmetricKeyDetails?.namedCurve === family.curve
  return family.kty !== 'OKP' || key.key.asymmetricKeyType === family.curve
}

/** Tells whether the key made the signature. @param signature base64url */
export function isSignedBy(key: VerificationKey, alg: string, signing_input: string, signature: string): boolean {
  const hash = families[alg]?.hash ?? null
  const options = alg.startsWith('PS')
    ? { key: key.key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : key.kty === 'EC'
      ? { key: key.key, dsaEncoding: 'ieee-p1363' as const }
      : key.key
  return verify(hash, Buffer.from(signing_input), options, Buffer.from(signature, 'base64url'))
}
