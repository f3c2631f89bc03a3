/**
 * Checks the authorization request. The order of the checks matters. Until the redirect URI is known to belong to the
 * client, a failure may only be shown on our own page; after that it goes back to the application (RFC 6749, 4.1.2.1).
 * OpenID Connect Core 1.0, 3.1.2.1.
 */
import { hasControlCharacters } from '../control-characters.ts'
import { Failure } from '../failure.ts'
import { parseClaimsParameter, type RequestedClaims } from './claims-parameter.ts'
import type { Parameters } from './parameters.ts'
import { checkCodeChallenge } from './pkce.ts'
import { type ApplicationType, isRegisteredRedirectUri } from './redirect-uri.ts'
import { checkResource } from './reserved-audience.ts'
import { checkResponseMode, type ResponseMode } from './response-mode.ts'
import { parseScope } from './scope.ts'
import type { GrantType } from './token-request.ts'

export type Prompt = 'none' | 'login' | 'select_account' | 'consent'

/** The part of an application's registration that the checks need. */
export interface RegisteredClient {
  readonly type: ApplicationType
  readonly redirect_uris: readonly string[]
  readonly require_pkce: boolean
  readonly grant_types: readonly GrantType[]
}

/** A request that passed every check. */
export interface AuthorizationRequest {
  readonly client_id: string
  readonly redirect_uri: string
  readonly response_mode: ResponseMode
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly nonce: string | null
  readonly code_challenge: string | null
  readonly prompt: readonly Prompt[]
  /** Seconds. */
  readonly max_age: number | null
  /** The application requires `auth_time` in the ID token. */
  readonly auth_time_essential: boolean
  /** The ways of authentication that the application wants, the best first (`acr_values`). */
  readonly acr_values: readonly string[]
  /** One of them must be proved. */
  readonly acr_essential: boolean
  readonly requested_claims: RequestedClaims
  readonly organization: string | null
  readonly connection: string | null
  readonly login_hint: string | null
  readonly domain_hint: string | null
  /** An earlier ID token of ours. It names the user whom the application expects. */
  readonly id_token_hint: string | null
  /** The API for which the access token shall be (RFC 8707); `null`: userinfo. */
  readonly resource: string | null
  /** The languages for our pages, the best first (BCP 47 tags). */
  readonly ui_locales: string | null
}

const prompts: readonly string[] = ['none', 'login', 'select_account', 'consent'] satisfies Prompt[]
const maximumLengths = {
  state: 2048,
  nonce: 2048,
  login_hint: 320,
  domain_hint: 253,
  organization: 64,
  connection: 64,
  id_token_hint: 8192,
  acr_values: 1024,
  resource: 512,
  ui_locales: 512,
}

const names = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'max_age',
  'acr_values',
  'claims',
  'organization',
  'connection',
  'login_hint',
  'domain_hint',
  'id_token_hint',
  'resource',
  'ui_locales',
  'request',
  'request_uri',
]

/**
 * Picks the parameters of an authorization request. Others are ignored (RFC 6749, 3.1), so that a parameter sent by
 * mistake, for instance a client secret, goes no further.
 */
export function requestParameters(sent: Parameters): Parameters {
  const picked: Record<string, string> = {}
  for (const name of names) {
    const value = sent[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}

/**
 * Returns the redirect URI if it is registered for this client.
 * @throws Failure redirect_uri_missing, redirect_uri_not_registered
 */
export function checkRedirectUri(parameters: Parameters, client: RegisteredClient): string {
  const { redirect_uri } = parameters
  if (redirect_uri === undefined) throw new Failure('redirect_uri_missing', { param: 'redirect_uri' })
  if (!isRegisteredRedirectUri(redirect_uri, client.redirect_uris, client.type)) {
    throw new Failure('redirect_uri_not_registered', {
      param: 'redirect_uri',
      expected: client.redirect_uris.join(' '),
      received: redirect_uri.slice(0, 500),
    })
  }
  return redirect_uri
}

/**
 * Checks everything else, once client and redirect URI are known.
 * @throws Failure with an OAuth error that may go back to the application
 */
export function checkAuthorizationRequest(
  parameters: Parameters,
  client: RegisteredClient,
  redirect_uri: string,
): AuthorizationRequest {
  checkNoRequestObject(parameters)
  checkResponseType(parameters)
  checkLengths(parameters)
  checkResource(parameters)
  const { requested, auth_time_essential, acr_essential } = parseClaimsParameter(parameters.claims)
  const wished = (parameters.acr_values ?? '').split(' ').filter((value) => value !== '')
  return {
    client_id: parameters.client_id ?? '',
    redirect_uri,
    response_mode: checkResponseMode(parameters, redirect_uri),
    scopes: allowedScopes(parseScope(parameters.scope), client),
    state: parameters.state ?? null,
    nonce: parameters.nonce ?? null,
    code_challenge: checkCodeChallenge(parameters, client.require_pkce),
    prompt: parsePrompt(parameters.prompt),
    max_age: parseMaxAge(parameters.max_age),
    auth_time_essential,
    acr_values: acr_essential.length > 0 ? acr_essential : wished,
    acr_essential: acr_essential.length > 0,
    requested_claims: requested,
    organization: parameters.organization ?? null,
    connection: parameters.connection ?? null,
    login_hint: parameters.login_hint ?? null,
    domain_hint: parameters.domain_hint ?? null,
    id_token_hint: parameters.id_token_hint ?? null,
    resource: parameters.resource ?? null,
    ui_locales: parameters.ui_locales ?? null,
  }
}

/** Drops `offline_access`, as if it were unknown, for a client that may not use refresh tokens. */
export function allowedScopes(
  scopes: readonly string[],
  client: Pick<RegisteredClient, 'grant_types'>,
): readonly string[] {
  return scopes.filter((name) => name !== 'offline_access' || client.grant_types.includes('refresh_token'))
}

function checkNoRequestObject(parameters: Parameters): void {
  const { request, request_uri } = parameters
  if (request !== undefined) throw new Failure('request_object_unsupported', { param: 'request' })
  if (request_uri !== undefined) throw new Failure('request_uri_unsupported', { param: 'request_uri' })
}

function checkResponseType({ response_type }: Parameters): void {
  if (response_type === undefined) throw new Failure('response_type_missing', { param: 'response_type' })
  if (response_type !== 'code') {
    throw new Failure('response_type_unsupported', { param: 'response_type', expected: 'code' })
  }
}

/** @throws Failure parameter_too_long */
export function checkLengths(parameters: Parameters): void {
  for (const [param, length] of Object.entries(maximumLengths)) {
    const value = parameters[param]
    if (value === undefined) continue
    if (value.length > length || hasControlCharacters(value)) throw new Failure('parameter_too_long', { param })
  }
}

function parsePrompt(prompt: string | undefined): readonly Prompt[] {
  if (prompt === undefined) return []
  const values = prompt.split(' ')
  const known = values.filter((value): value is Prompt => prompts.includes(value))
  // OpenID Connect Core, 3.1.2.1: `none` together with any other value is an error.
  if (known.length !== values.length || (known.includes('none') && known.length > 1)) {
    throw new Failure('prompt_invalid', { param: 'prompt' })
  }
  return known
}

function parseMaxAge(max_age: string | undefined): number | null {
  if (max_age === undefined) return null
  if (!/^\d{1,9}$/.test(max_age)) throw new Failure('max_age_invalid', { param: 'max_age' })
  return Number(max_age)
}
