/**
 * Checks the signature of an ID token by a key that the identity provider publishes. A token with a `kid` is tried with
 * the keys of that name, a token without one with all keys that fit; at most eight.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { maximumTriedKeys } from '@gatehouse-sso/core/published-key'
import type { FinishUpstream } from '../../domain/ports/identity-providers.ts'
import type { ConnectionRecord, ExposedKeys } from '../../domain/stores/connections.ts'
import { candidatesOf, isSignedBy, type VerificationKey } from '../../keys/verification.ts'
import type { KeyOrigin } from '../../providers/provider.ts'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import type { DatedKeySet, Discovery } from './metadata-cache.ts'

/** The party whose token it is: a connection, or an API resource. */
export interface KeyReader extends Pick<ConnectionRecord, 'exposed_keys'> {
  readonly id: Id<'conn' | 'res'>
  readonly settings: unknown
}

/**
 * @param noteKeys called where the published keys are news for the connection, whether or not the signature is good
 * @throws Failure token_key_unknown, token_signature_wrong
 */
export async function checkSignature(
  { provider, metadata }: Pick<OidcHost, 'provider' | 'metadata'>,
  discovery: Discovery,
  connection: KeyReader,
  token: UnverifiedJwt,
  noteKeys?: FinishUpstream['noteKeys'],
): Promise<void> {
  const { alg, kid } = token.header
  const { id, settings } = connection
  /** The keys of the token that are published for its issuer and cloud. */
  const usable = ({ keys, exposed, fetched_at }: DatedKeySet): readonly VerificationKey[] => {
    if (isNews(connection, { kids: exposed, fetched_at })) noteKeys?.({ kids: exposed, fetched_at })
    return candidatesOf(keys, token).filter(
      ({ jwk }) => provider.acceptsKey?.(settings, jwk as KeyOrigin, token.claims, discovery.document) ?? true,
    )
  }
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

/** Whether the connection knows nothing of these exposed keys. A set that another process has read later is no news. */
function isNews(
  { exposed_keys: known }: Pick<ConnectionRecord, 'exposed_keys'>,
  { kids, fetched_at }: ExposedKeys,
): boolean {
  if (known === null) return kids.length > 0
  return fetched_at > known.fetched_at && kids.join(' ') !== known.kids.join(' ')
}

/** A key that is listed several times, for several issuers or by mistake, is one key. */
function distinct(keys: readonly VerificationKey[]): readonly VerificationKey[] {
  if (keys.length <= maximumTriedKeys) return keys
  return [...new Map(keys.map((key) => [`${key.jwk.n ?? ''} ${key.jwk.x ?? ''} ${key.jwk.y ?? ''}`, key])).values()]
}
