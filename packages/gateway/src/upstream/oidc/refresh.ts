/**
 * Asks the identity provider with a refresh token whether a person still has access (RFC 6749, 6). `error` and `suberror`
 * decide, never the number or the text of a provider.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { RefreshUpstream, UpstreamVerdict } from '../../domain/ports/identity-providers.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { checkedDiscovery } from './checked-discovery.ts'
import { tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'
import { refreshedIdentity } from './refreshed-identity.ts'
import { askTokenEndpoint } from './token-endpoint.ts'

export async function refreshOidc(host: OidcHost, request: RefreshUpstream): Promise<UpstreamVerdict> {
  const { provider } = host
  const { refresh_token } = request
  const client = provider.client(request.connection.settings)
  let suberror: string | undefined
  try {
    const discovery = await checkedDiscovery(host, request.connection)
    const { answer, credential_id } = await askTokenEndpoint(
      host,
      discovery,
      client,
      {
        form: { grant_type: 'refresh_token', refresh_token },
        secrets: [refresh_token],
        read({ status, body }) {
          const json = parsedJson(body)
          if (isClaims(json) && textClaim(json, 'error') !== undefined) {
            suberror = textClaim(json, 'suberror')
            throw tokenFailure(json, status, provider)
          }
          if (status !== 200 || !isClaims(json)) throw answerFailure(status)
          return {
            refresh_token: textClaim(json, 'refresh_token'),
            id_token: textClaim(json, 'id_token'),
          }
        },
      },
      request,
    )
    // A provider that gives no new refresh token lets the old one stand.
    const passed = { result: 'passed', refresh_token: answer.refresh_token ?? refresh_token, credential_id } as const
    if (answer.id_token === undefined) return passed
    return { ...passed, identity: await refreshedIdentity(host, discovery, request.connection, answer.id_token) }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { result: verdictOf(error, suberror), failure: error }
  }
}

/** The person must act at the identity provider, and may then get in again. */
const needSignIn = ['interaction_required', 'login_required', 'consent_required', 'account_selection_required']
/** The identity provider gives this person nothing any more. */
const refusals = ['invalid_grant', 'access_denied', 'unauthorized_client']
/** The answer is about somebody whom another issuer or tenant vouches for. */
const foreign: readonly FailureCode[] = ['token_issuer_wrong', 'token_tenant_wrong']

function verdictOf(
  { code, evidence }: Failure,
  suberror: string | undefined,
): 'refused' | 'sign_in_needed' | 'unknown' {
  if (foreign.includes(code)) return 'refused'
  const error = evidence.upstream?.error ?? ''
  if (needSignIn.includes(error)) return 'sign_in_needed'
  // Entra says with a `suberror` that the token is too old, or that a condition must be met.
  if (error === 'invalid_grant' && suberror !== undefined) return 'sign_in_needed'
  return refusals.includes(error) ? 'refused' : 'unknown'
}
