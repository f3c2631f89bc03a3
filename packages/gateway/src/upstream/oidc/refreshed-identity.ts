/**
 * The person in the ID token that a refresh brings (OpenID Connect Core, 12.2). Its issuer and its subject must be those
 * of the sign-in. The issuer is compared here, the person by the caller, who knows whose session it is.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { decodeJwt } from '@gatehouse-sso/core/jwt'
import { withoutNulls } from '@gatehouse-sso/core/oidc/claims'
import { checkUpstreamIdToken } from '@gatehouse-sso/core/oidc/upstream-id-token'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { Identity } from '../../providers/provider.ts'
import { decodeUtf8 } from './decode.ts'
import { expectedIssuer } from './expected-issuer.ts'
import type { OidcHost } from './host.ts'
import { toleranceSeconds } from './library.ts'
import type { Discovery } from './metadata-cache.ts'
import { checkSignature } from './signature.ts'

/** @throws Failure token_* */
export async function refreshedIdentity(
  host: OidcHost,
  discovery: Discovery,
  connection: ConnectionRecord,
  unverified_id_token: string,
): Promise<Identity> {
  const { provider, now } = host
  const { client_id, id_token_algorithms } = provider.client(connection.settings)
  const decoded = decodeJwt(unverified_id_token, decodeUtf8)
  const token = { ...decoded, claims: withoutNulls(decoded.claims) }
  const { iss, aud } = token.claims
  checkUpstreamIdToken(token, {
    algorithms: id_token_algorithms,
    now: now(),
    tolerance_seconds: toleranceSeconds,
    auth_time_required: false,
    is_refreshed: true,
  })
  const issuer = expectedIssuer(provider, connection.settings, token.claims, discovery)
  if (iss !== issuer) throw new Failure('token_issuer_wrong', { expected: issuer, received: String(iss).slice(0, 300) })
  await checkSignature(host, discovery, connection, token)
  if (![aud].flat().includes(client_id)) throw new Failure('token_audience_wrong', { expected: client_id })
  const identity = provider.identityOf(connection.settings, token.claims, connection.id)
  if (identity === null) throw new Failure('token_claim_missing', { expected: 'oid' })
  return identity
}
