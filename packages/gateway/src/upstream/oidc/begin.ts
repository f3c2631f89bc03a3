/** The way to an OpenID provider: the address to send the browser to, with state, nonce and PKCE S256 (RFC 7636). */

import { hash } from 'node:crypto'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'
import type { BeginUpstream, BegunUpstream } from '../../domain/ports/identity-providers.ts'
import type { OidcClient, OidcProvider } from '../../providers/provider.ts'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import { newEndpoints, withKnownEndpoints } from './known-endpoints.ts'
import type { Discovery } from './metadata-cache.ts'
import type { OidcState } from './state.ts'

/** @throws Failure when the discovery document of the identity provider cannot be had */
export async function beginOidc(
  { provider, metadata, now, newSecret }: OidcHost,
  request: BeginUpstream,
): Promise<BegunUpstream> {
  const client = provider.client(request.connection.settings)
  const published = await withCodes(provider, metadata.discovery(client))
  const discovery = withKnownEndpoints(published, client, request.connection)
  const state: OidcState = {
    nonce: newSecret(128),
    code_verifier: newSecret(256),
    max_age: request.max_age,
    acr_values: request.acr_values,
    authenticated_after: request.prompt === 'login' ? now() : null,
  }
  const prompt = request.prompt === 'choose' ? provider.choose_prompt : request.prompt
  const asksWhen = state.max_age !== null || prompt === 'login' || request.auth_time_essential
  const parameters: Readonly<Record<string, string | undefined>> = {
    client_id: client.client_id,
    response_type: 'code',
    response_mode: responseMode(client, discovery),
    redirect_uri: request.redirect_uri,
    scope: scopesOf(client, request.connection).join(' '),
    state: request.handle,
    nonce: state.nonce,
    code_challenge: hash('sha256', state.code_verifier, 'base64url'),
    code_challenge_method: 'S256',
    prompt: prompt ?? undefined,
    // A hint would lead a person who is to choose an account past the choice.
    login_hint: prompt === 'select_account' ? undefined : (request.login_hint ?? undefined),
    domain_hint: request.domain_hint ?? undefined,
    max_age: state.max_age === null ? undefined : String(state.max_age),
    acr_values: provider.acrs || request.acr_values.length === 0 ? undefined : request.acr_values.join(' '),
    claims: claimsOf(provider, asksWhen, request.acr_values),
  }
  const ours = Object.keys(parameters).filter((name) => parameters[name] !== undefined)
  const endpoint = withoutParameters(discovery.authorization_endpoint, ours)
  return {
    location: withParameters(endpoint, parameters),
    protocol_state: state,
    new_endpoints: newEndpoints(published, client, request.connection),
  }
}

/** The `claims` parameter, for a provider that does not send these claims by itself. */
function claimsOf(
  { ask_auth_time, acrs }: OidcProvider,
  asksWhen: boolean,
  acr_values: readonly string[],
): string | undefined {
  const context = acr_values.find((value) => acrs?.test(value))
  const id_token = {
    ...(ask_auth_time && asksWhen ? { auth_time: { essential: true } } : {}),
    ...(context === undefined ? {} : { acrs: { essential: true, value: context } }),
  }
  return Object.keys(id_token).length === 0 ? undefined : JSON.stringify({ id_token })
}

/** A refresh token is asked for only where the connection checks people again. */
export function scopesOf(
  { scopes }: OidcClient,
  { policy }: Pick<BeginUpstream['connection'], 'policy'>,
): readonly string[] {
  if (policy.recheck_minutes === null || scopes.includes('offline_access')) return scopes
  return [...scopes, 'offline_access']
}

/** The mode of the settings, or `form_post` for a provider whose document lists it and not `query`. */
function responseMode({ response_mode }: OidcClient, { document }: Discovery): ResponseMode | undefined {
  const listed = document.response_modes_supported
  if (response_mode !== undefined || !Array.isArray(listed)) return response_mode
  return listed.includes('form_post') && !listed.includes('query') ? 'form_post' : undefined
}

/** The address without the parameters that we set ourselves; the rest of its query stays byte for byte. */
function withoutParameters(address: string, names: readonly string[]): string {
  if (!address.includes('?')) return address
  const [path = '', query = ''] = address.split(/\?(.*)/s, 2)
  const kept = query.split('&').filter((part) => !names.some((name) => new URLSearchParams(part).has(name)))
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`
}
