/** Logout at an OpenID provider, started by us: OpenID Connect RP-Initiated Logout 1.0, 2. */
import { isFailure } from '@gatehouse-sso/core/failure'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import { type Claims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import type { LogoutHints, UpstreamLogout } from '../../domain/ports/identity-providers.ts'
import type { OidcProvider } from '../../providers/provider.ts'
import type { OidcHost } from './host.ts'

/** Characters. A longer ID token makes an address that servers refuse. */
const maximumHint = 6_000

/** The hints to keep of a sign-in for its logout. */
export function logoutHintsOf({ logout_hint_claim }: OidcProvider, claims: Claims, id_token: string): LogoutHints {
  const hint = (logout_hint_claim !== undefined && textClaim(claims, logout_hint_claim)) || null
  return { hint, id_token: hint === null && id_token.length <= maximumHint ? id_token : null }
}

/** @returns `null` for a provider that publishes no `end_session_endpoint`, or that is away */
export async function logoutAddressOidc(
  { provider, metadata }: OidcHost,
  { connection, hints, post_logout_redirect_uri, state }: UpstreamLogout,
): Promise<string | null> {
  const client = provider.client(connection.settings)
  try {
    const { end_session_endpoint } = await metadata.discovery(client)
    if (end_session_endpoint === undefined) return null
    return withParameters(end_session_endpoint, {
      client_id: client.client_id,
      id_token_hint: hints.id_token ?? undefined,
      logout_hint: hints.hint ?? undefined,
      post_logout_redirect_uri,
      state,
    })
  } catch (error) {
    if (isFailure(error)) return null
    throw error
  }
}
