/**
 * Asks the identity provider with a refresh token whether a person still has access (RFC 6749, 6). `error` and `suberror`
 * decide, never the number or the text of a provider.
 */
import { type Failure, isFailure } from '@gatehouse-sso/core/failure'
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { RefreshUpstream, UpstreamVerdict } from '../../domain/ports/identity-providers.ts'
import { answerFailure, parsedJson } from './answer.ts'
import { checkedDiscovery } from './checked-discovery.ts'
import { tokenFailure } from './errors.ts'
import type { OidcHost } from './host.ts'
import { askTokenEndpoint } from './token-endpoint.ts'

export async function refreshOidc(host: OidcHost, request: RefreshUpstream): Promise<UpstreamVerdict> {
  const { provider } = host
  const { refresh_token } = request
  const client = provider.client(request.connection.settings)
  let suberror: string | undefined
  try {
    const { answer, credential_id } = await askTokenEndpoint(
      host,
      await checkedDiscovery(host, request.connection.settings),
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
          return { refresh_token: textClaim(json, 'refresh_token') }
        },
      },
      request,
    )
    // A provider that gives no new refresh token lets the old one stand.
    return { result: 'passed', refresh_token: answer.refresh_token ?? refresh_token, credential_id }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { result: verdictOf(error, suberror), failure: error }
  }
}

/** The person must act at the identity provider, and may then get in again. */
const needSignIn = ['interaction_required', 'login_required', 'consent_required', 'account_selection_required']
/** The identity provider gives this person nothing any more. */
const refusals = ['invalid_grant', 'access_denied', 'unauthorized_client']

function verdictOf({ evidence }: Failure, suberror: string | undefined): 'refused' | 'sign_in_needed' | 'unknown' {
  const error = evidence.upstream?.error ?? ''
  if (needSignIn.includes(error)) return 'sign_in_needed'
  // Entra says with a `suberror` that the token is too old, or that a condition must be met.
  if (error === 'invalid_grant' && suberror !== undefined) return 'sign_in_needed'
  return refusals.includes(error) ? 'refused' : 'unknown'
}
