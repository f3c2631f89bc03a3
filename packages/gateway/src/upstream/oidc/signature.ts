/**
 * Checks the signature of an ID token by a key that the identity provider publishes. A token with a `kid` is tried with
 * the keys of that name, a token without one with all keys that fit; at most eight.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import { candidatesOf, isSignedBy, maximumTriedKeys, type VerificationKey } from '../../keys/verification.ts'
import type { KeyOrigin } from '../../providers/provider.ts'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import type { Discovery } from './metadata-cache.ts'

/** @throws Failure token_key_unknown, token_signature_wrong */
export async function checkSignature(
  { provider, metadata }: OidcHost,
  discovery: Discovery,
  { id, settings }: Pick<ConnectionRecord, 'id' | 'settings'>,
  token: UnverifiedJwt,
): Promise<void> {
  const { alg, kid } = token.header
  /** The keys of the token that are published for its issuer and cloud. */
  const usable = (keys: readonly VerificationKey[]): readonly VerificationKey[] =>
    candidatesOf(keys, token).filter(
      ({ jwk }) => provider.acceptsKey?.(settings, jwk as KeyOrigin, token.claims, discovery.document) ?? true,
    )
  const isVerified = (keys: readonly VerificationKey[]): boolean =>
    distinct(keys)
      .slice(0, maximumTriedKeys)
      .some((key) => isSignedBy(key, alg, token.signing_input, token.signature))

  if (isVerified(usable(await withCodes(provider, metadata.keys(discovery))))) return
  // The key may have been published, or exchanged under its name, since the last fetch. The cache allows each connection
  // one fetch a minute.
  const renewed = usable(await withCodes(provider, metadata.renewedKeys(discovery, id)))
  if (renewed.length === 0) throw new Failure('token_key_unknown', { received: kid ?? 'no kid' })
  if (!isVerified(renewed)) throw new Failure('token_signature_wrong')
}

/** A key that is listed several times, for several issuers or by mistake, is one key. */
function distinct(keys: readonly VerificationKey[]): readonly VerificationKey[] {
  if (keys.length <= maximumTriedKeys) return keys
  return [...new Map(keys.map((key) => [`${key.jwk.n ?? ''} ${key.jwk.x ?? ''} ${key.jwk.y ?? ''}`, key])).values()]
}
