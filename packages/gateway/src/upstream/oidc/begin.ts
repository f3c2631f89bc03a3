/** The way to an OpenID provider: the address to send the browser to, with state, nonce and PKCE S256 (RFC 7636). */

import { hash } from 'node:crypto'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { BeginUpstream } from '../../domain/ports/upstream.ts'
import type { OidcHost } from './host.ts'
import type { authorizationParameters } from './metadata-cache.ts'

/** The address at the identity provider. @throws Failure when its discovery document cannot be had */
export async function beginOidc({ provider, metadata }: OidcHost, request: BeginUpstream): Promise<string> {
  const client = provider.client(request.connection.settings)
  const discovery = await metadata.discovery(client)
  const { upstream } = request
  const prompt = request.prompt === 'choose' ? provider.choose_prompt : request.prompt
  const asksWhen = upstream.max_age !== null || prompt === 'login' || request.auth_time_essential
  const parameters: Record<(typeof authorizationParameters)[number], string | undefined> = {
    client_id: client.client_id,
    response_type: 'code',
    redirect_uri: request.redirect_uri,
    scope: client.scopes.join(' '),
    state: request.state,
    nonce: upstream.nonce,
    code_challenge: hash('sha256', upstream.code_verifier, 'base64url'),
    code_challenge_method: 'S256',
    prompt: prompt ?? undefined,
    // Whoever is to choose an account is not led past the choice.
    login_hint: prompt === 'select_account' ? undefined : (request.login_hint ?? undefined),
    domain_hint: request.domain_hint ?? undefined,
    max_age: upstream.max_age === null ? undefined : String(upstream.max_age),
    claims: provider.ask_auth_time && asksWhen ? '{"id_token":{"auth_time":{"essential":true}}}' : undefined,
  }
  return withParameters(discovery.authorization_endpoint, parameters)
}
