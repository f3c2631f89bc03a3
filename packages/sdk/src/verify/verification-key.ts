/** Verifies signatures with published keys, by the cryptography of the runtime (WebCrypto). */
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { maximumTriedKeys, minimumRsaBits, type PublishedKey } from '@gatehouse-sso/core/published-key'
import { asciiEncoder, base64urlDecoder, isCanonical } from './base64url.ts'

/** The algorithms that are used here. Others are refused before any key is looked for. */
export type KeyAlgorithm = 'RS256' | 'ES256'

export interface VerificationKey {
  readonly kid: string | undefined
  readonly alg: KeyAlgorithm
  readonly crypto_key: CryptoKey
  /** The members of the published key that name its issuer and its cloud. */
  readonly issuer: unknown
  readonly cloud_instance_name: unknown
  /** The same for two keys that differ in nothing. */
  readonly identity: string
}

const importParameters = {
  RS256: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
} as const

const verifyParameters = { RS256: 'RSASSA-PKCS1-v1_5', ES256: { name: 'ECDSA', hash: 'SHA-256' } } as const

const families: Readonly<Record<string, KeyAlgorithm>> = { RSA: 'RS256', EC: 'ES256' }

/** Identity → key. All tenants of a cloud publish the same keys, and share what was made of them. */
const imported = new Map<string, VerificationKey>()
const maximumImported = 500

/** @returns `undefined` for a key that cannot be used */
export async function importKey(jwk: PublishedKey): Promise<VerificationKey | undefined> {
  const alg = families[jwk.kty]
  if (alg === undefined || (jwk.alg !== undefined && jwk.alg !== alg)) return undefined
  const { kty, n, e, crv, x, y, issuer, cloud_instance_name } = jwk
  const material = kty === 'RSA' ? { kty, n, e } : { kty, crv, x, y }
  const kid = typeof jwk.kid === 'string' ? jwk.kid : undefined
  const identity = JSON.stringify([kid, material, issuer, cloud_instance_name])
  const known = imported.get(identity)
  if (known) return known
  try {
    const crypto_key = await crypto.subtle.importKey('jwk', material as JsonWebKey, importParameters[alg], false, [
      'verify',
    ])
    if ((crypto_key.algorithm as RsaKeyAlgorithm).modulusLength < minimumRsaBits) return undefined
    const key = { kid, alg, crypto_key, issuer, cloud_instance_name, identity }
    if (imported.size >= maximumImported) imported.clear()
    imported.set(identity, key)
    return key
  } catch {
    return undefined
  }
}

/** The keys that may have signed a token. If the token has a `kid`, only those with that `kid`. At most eight. */
export function candidatesOf(
  keys: readonly VerificationKey[],
  { alg, kid }: UnverifiedJwt['header'],
): readonly VerificationKey[] {
  const found = keys.filter((key) => key.alg === alg && (kid === undefined || key.kid === kid))
  return found.length > maximumTriedKeys ? found.slice(0, maximumTriedKeys) : found
}

const signatureBytes = base64urlDecoder()
const signedBytes = asciiEncoder()

/**
 * A signature has several spellings; only the canonical one counts, so that a changed last character never passes.
 * WebCrypto copies the bytes before `verify` returns (its section 14.3.4), so the buffers are free at once.
 */
export function isSignedBy(
  { alg, crypto_key }: VerificationKey,
  { signing_input, signature }: Pick<UnverifiedJwt, 'signing_input' | 'signature'>,
): Promise<boolean> {
  if (!isCanonical(signature)) return Promise.resolve(false)
  return crypto.subtle.verify(verifyParameters[alg], crypto_key, signatureBytes(signature), signedBytes(signing_input))
}

/** A signature that is being verified by the key that the token will probably need. */
export interface EarlyCheck {
  readonly key: VerificationKey
  readonly is_signed: Promise<boolean>
}

/** @returns the key that made the signature */
export async function signerOf(
  keys: readonly VerificationKey[],
  token: UnverifiedJwt,
  early?: EarlyCheck,
): Promise<VerificationKey | undefined> {
  for (const key of keys) {
    if (await (key === early?.key ? early.is_signed : isSignedBy(key, token))) return key
  }
  return undefined
}
