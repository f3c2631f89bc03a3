/**
 * Checks the signature of an ID token by a key that the identity provider publishes. A token with a `kid` is tried with
 * that key alone. A token without one is tried with the keys that fit, at most eight, and exactly one must verify it.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { candidatesOf, isSignedBy, maximumTriedKeys, type VerificationKey } from '../../keys/verification.ts'
import type { KeyOrigin } from '../../providers/provider.ts'
import type { OidcHost } from './host.ts'
import type { Discovery } from './metadata-cache.ts'

/** @throws Failure token_key_unknown, token_signature_wrong */
export async function checkSignature(
  { provider, metadata }: OidcHost,
  discovery: Discovery,
  settings: unknown,
  token: UnverifiedJwt,
): Promise<void> {
  const { alg, kid } = token.header
  const signed = (key: VerificationKey): boolean => isSignedBy(key, alg, token.signing_input, token.signature)
  let candidates = candidatesOf(await metadata.keys(discovery), token)
  // The key may have been published since the last fetch. Fetch again, but not more often than once a minute. Without a
  // `kid` we know that a key is missing only when no key that fits has signed the token.
  const isMissing = kid === undefined ? !candidates.slice(0, maximumTriedKeys).some(signed) : candidates.length === 0
  if (isMissing) candidates = candidatesOf(await metadata.renewedKeys(discovery), token)
  if (candidates.length === 0) throw new Failure('token_key_unknown', { received: kid ?? 'no kid' })
  const usable = candidates.filter(
    ({ jwk }) => provider.acceptsKey?.(settings, jwk as KeyOrigin, token.claims, discovery.document) ?? true,
  )
  // The key is published, but for another issuer or another cloud.
  if (usable.length === 0) throw new Failure('token_key_unknown', { received: kid ?? 'no kid' })
  const verified = usable.slice(0, maximumTriedKeys).filter(signed)
  if (verified.length !== 1) throw new Failure('token_signature_wrong')
}
