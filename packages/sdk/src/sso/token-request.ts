/** Exchanges the authorization code (OAuth 2.0, 4.1.3) with the client secret, once: a second attempt would be a replay. */
import { isClaims, textClaim } from '@gatehouse-sso/core/oidc/claims'
import { ConnectionError, RateLimitError, ServerError } from '../errors.ts'
import type { Surroundings } from '../verify/surroundings.ts'
import { refusalOf } from './callback.ts'
import { SignInError } from './sign-in-error.ts'

export interface TokenRequest {
  readonly issuer: string
  readonly token_endpoint: string
  readonly client_id: string
  readonly client_secret: string
  readonly code: string
  readonly code_verifier: string
  readonly redirect_uri: string
  readonly timeout_ms: number
}

export interface Tokens {
  readonly unverified_id_token: string
  readonly access_token: string
  readonly refresh_token: string | undefined
}

/** Userinfo and tokens are far smaller. */
const maximumCharacters = 512 * 1024

/** @throws SignInError client_refused, code_refused, id_token_invalid; RateLimitError; ServerError; ConnectionError */
export async function exchangeCode({ fetch }: Pick<Surroundings, 'fetch'>, request: TokenRequest): Promise<Tokens> {
  const { token_endpoint, code, code_verifier, redirect_uri } = request
  const { status, body, retry_after_seconds } = await post(fetch, token_endpoint, {
    body: new URLSearchParams({ grant_type: 'authorization_code', code, code_verifier, redirect_uri }),
    headers: { authorization: basic(request), accept: 'application/json' },
    signal: AbortSignal.timeout(request.timeout_ms),
  })
  if (status >= 500) {
    throw new ServerError(`The token endpoint answered ${status}`, { code: 'unexpected_answer', status })
  }
  if (status === 429) {
    const fields = { code: 'too_many_requests', status }
    throw new RateLimitError('The token endpoint has too many requests', fields, retry_after_seconds)
  }
  if (status !== 200) {
    const error = textClaim(body, 'error') ?? `status ${status}`
    const code = error === 'invalid_client' ? 'client_refused' : 'code_refused'
    throw new SignInError(code, refusalOf(error, textClaim(body, 'error_description'), request.issuer))
  }
  const [id_token, access_token] = [textClaim(body, 'id_token'), textClaim(body, 'access_token')]
  if (id_token === undefined || access_token === undefined) {
    throw new SignInError('id_token_invalid', { detail: 'the answer of the token endpoint lacks a token' })
  }
  return { unverified_id_token: id_token, access_token, refresh_token: textClaim(body, 'refresh_token') }
}

async function post(send: typeof fetch, url: string, init: RequestInit) {
  try {
    // The secret must not follow a redirect to another host; Workers have no `error`.
    const response = await send(url, { ...init, method: 'POST', redirect: 'manual' })
    if (response.status < 200 || (response.status >= 300 && response.status < 400)) throw new Error('a redirect')
    const text = await response.text()
    if (text.length > maximumCharacters) throw new Error('too long')
    const body: unknown = response.status >= 500 ? {} : JSON.parse(text)
    if (!isClaims(body)) throw new Error('no JSON object')
    const retry_after_seconds = Number(response.headers.get('retry-after')) || 0
    return { status: response.status, body, retry_after_seconds }
  } catch (cause) {
    throw new ConnectionError(`No answer of the token endpoint ${url}`, { code: 'no_answer' }, { cause })
  }
}

/** RFC 6749, 2.3.1: both parts are form-encoded first. */
function basic({ client_id, client_secret }: TokenRequest): string {
  const encode = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1)
  return `Basic ${btoa(`${encode(client_id)}:${encode(client_secret)}`)}`
}
