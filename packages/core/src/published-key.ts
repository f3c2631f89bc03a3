/** The keys in a JWK set (RFC 7517) that may verify a signature, as far as their members say. */
import { type Claims, isClaims } from './oidc/claims.ts'

export interface PublishedKey extends Claims {
  readonly kty: 'RSA' | 'EC' | 'OKP'
}

/** Larger sets are refused. */
const maximumKeys = 100

/** RSA keys below are left out. */
export const minimumRsaBits = 2048

/** The number of keys that are tried for a token without `kid`. */
export const maximumTriedKeys = 8

/**
 * Leaves out symmetric keys, keys for encryption, and keys with private members.
 * @returns `undefined` when the document is not a JWK set, or has more than 100 keys
 */
export function publishedKeys(document: unknown): readonly PublishedKey[] | undefined {
  if (!isClaims(document) || !Array.isArray(document.keys) || document.keys.length > maximumKeys) return undefined
  return document.keys.filter(isSignatureKey)
}

/** Whether the secret part is published too, so that anybody can sign with it. */
export const isExposedKey = (jwk: Claims): boolean => 'd' in jwk || 'k' in jwk

function isSignatureKey(jwk: unknown): jwk is PublishedKey {
  if (!isClaims(jwk)) return false
  const { kty, use, key_ops } = jwk
  if (kty !== 'RSA' && kty !== 'EC' && kty !== 'OKP') return false
  if (use !== undefined && use !== 'sig') return false
  if (Array.isArray(key_ops) && !key_ops.includes('verify')) return false
  return !isExposedKey(jwk)
}
