import { EntraError } from '../errors/entra-error.ts'
import type { Parameters } from '../http/parameters.ts'
import { requiredParameter } from '../http/parameters.ts'
import { type RequestedScope, readScopes } from '../scopes/scope.ts'
import { type ClaimsRequest, readClaimsParameter } from './claims-parameter.ts'
import type { RedirectTarget } from './redirect-uri.ts'
import type { ResponseMode, ResponseTarget } from './response.ts'

export type Prompt = 'none' | 'login' | 'select_account' | 'consent'

/** A request to /authorize with a checked application and redirect URI. */
export interface AuthorizationRequest {
  readonly target: ResponseTarget
  readonly app_id: string
  /** First path segment: GUID of the tenant, `common` or `organizations`. */
  readonly authority: string
  readonly redirect: RedirectTarget
  readonly returns: { readonly code: boolean; readonly id_token: boolean }
  readonly scopes: readonly RequestedScope[]
  readonly nonce: string | undefined
  readonly code_challenge: string | undefined
  readonly code_challenge_method: 'S256' | 'plain'
  readonly prompt: Prompt | undefined
  readonly login_hint: string | undefined
  readonly domain_hint: string | undefined
  readonly max_age: number | undefined
  readonly claims: ClaimsRequest
  readonly client_info: boolean
}

/** The permissions of the request, from the registration. */
export interface Allowed {
  readonly id_token_from_authorize: boolean
}

function invalid(name: string, value: string): EntraError {
  return new EntraError(90023, { name, value })
}

function readResponseType(parameters: Parameters, allowed: Allowed): AuthorizationRequest['returns'] {
  const value = requiredParameter(parameters, 'response_type')
  const words = new Set(value.split(' '))
  if (words.has('token')) throw new EntraError(700051)
  if ([...words].some((word) => word !== 'code' && word !== 'id_token')) throw new EntraError(70005, { value })
  if (words.has('id_token') && !allowed.id_token_from_authorize) throw new EntraError(700054)
  return { code: words.has('code'), id_token: words.has('id_token') }
}

/**
 * Reads where and how to respond. This comes before all other checks, because their errors are sent the same way. A
 * refused mode is reported in the default mode of the response type.
 */
export function readTarget(parameters: Parameters, redirect: RedirectTarget): ResponseTarget {
  const state = parameters.get('state')
  const withIdToken = (parameters.get('response_type') ?? '').split(' ').includes('id_token')
  const asked = parameters.get('response_mode')
  const allowed: readonly ResponseMode[] = withIdToken ? ['fragment', 'form_post'] : ['query', 'fragment', 'form_post']
  const mode = allowed.find((one) => one === asked)
  return { uri: redirect.uri, mode: mode ?? (withIdToken ? 'fragment' : 'query'), state }
}

function readCodeChallenge(
  parameters: Parameters,
  redirect: RedirectTarget,
): Pick<AuthorizationRequest, 'code_challenge' | 'code_challenge_method'> {
  const challenge = parameters.get('code_challenge')
  if (challenge === undefined) {
    if (redirect.platform === 'spa') throw new EntraError(9002325)
    return { code_challenge: undefined, code_challenge_method: 'plain' }
  }
  if (!/^[\w.~-]{43,128}$/.test(challenge)) throw new EntraError(50147)
  const method = parameters.get('code_challenge_method') ?? 'plain'
  if (method !== 'S256' && method !== 'plain') throw new EntraError(501491)
  return { code_challenge: challenge, code_challenge_method: method }
}

function readPrompt(parameters: Parameters): Prompt | undefined {
  const value = parameters.get('prompt')
  const prompts: readonly Prompt[] = ['none', 'login', 'select_account', 'consent']
  const prompt = prompts.find((one) => one === value)
  if (value !== undefined && prompt === undefined) throw invalid('prompt', value)
  return prompt
}

function readMaxAge(parameters: Parameters): number | undefined {
  const value = parameters.get('max_age')
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value)) throw invalid('max_age', value)
  return Number(value)
}

/**
 * Reads the parameters after application and redirect URI. Errors go to the application, except 900144.
 * @throws EntraError 50147, 501491, 70005, 70007, 70011, 700051, 700054, 90014, 90023, 900144, 9002325, 901002
 */
export function readAuthorizationRequest(
  parameters: Parameters,
  known: Pick<AuthorizationRequest, 'app_id' | 'authority' | 'redirect' | 'target'>,
  allowed: Allowed,
): AuthorizationRequest {
  const returns = readResponseType(parameters, allowed)
  const mode = parameters.get('response_mode')
  if (mode !== undefined && mode !== known.target.mode) throw new EntraError(70007, { value: mode })
  if (parameters.has('resource')) throw new EntraError(901002)
  const scopes = readScopes(requiredParameter(parameters, 'scope'))
  const nonce = parameters.get('nonce')
  if (returns.id_token) {
    if (!scopes.some(({ value }) => value === 'openid')) throw new EntraError(70011, { scope: 'openid' })
    if (nonce === undefined) throw new EntraError(90014, { name: 'nonce' })
  }
  const prompt = readPrompt(parameters)
  return {
    ...known,
    returns,
    scopes,
    nonce,
    ...readCodeChallenge(parameters, known.redirect),
    prompt,
    // Microsoft's documentation says not to send both. Entra then shows the picker and ignores the hint.
    login_hint: prompt === 'select_account' ? undefined : parameters.get('login_hint'),
    domain_hint: parameters.get('domain_hint')?.toLowerCase(),
    max_age: readMaxAge(parameters),
    claims: readClaimsParameter(parameters.get('claims')),
    client_info: parameters.get('client_info') === '1',
  }
}
