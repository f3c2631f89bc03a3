/** Reads the authorization response (OAuth 2.0, 4.1.2; RFC 9207) that the browser brings to the redirect URI. */
import type { BegunSignIn } from './sealed-state.ts'
import { SignInError, type SignInErrorFields } from './sign-in-error.ts'

const single = ['code', 'state', 'iss', 'error', 'error_description'] as const
type Parameters = Readonly<Record<(typeof single)[number], string | null>>

/**
 * Checks that a response belongs to the sign-in. The state comes first: without it nothing in the response counts, not
 * even its error.
 * @param callback_url the whole address, or its path and query
 * @returns the authorization code
 * @throws SignInError callback_elsewhere, callback_malformed, state_mismatch, issuer_mismatch, sign_in_refused
 */
export function authorizationCode(callback_url: string | URL, begun: BegunSignIn, issuer: string): string {
  const { code, state, iss, error, error_description } = parametersOf(callback_url, begun.redirect_uri)
  if (state !== begun.state) throw new SignInError('state_mismatch')
  if (iss !== issuer) {
    const detail = `expected ${issuer}, received ${iss === null ? 'no `iss`' : iss.slice(0, 300)}`
    throw new SignInError('issuer_mismatch', { detail })
  }
  if (error !== null) throw new SignInError('sign_in_refused', refusalOf(error, error_description, issuer))
  if (code === null) throw new SignInError('callback_malformed', { detail: 'it has neither `code` nor `error`' })
  return code
}

function parametersOf(callback_url: string | URL, redirect_uri: string): Parameters {
  const base = new URL(redirect_uri)
  if (!URL.canParse(callback_url, base)) throw new SignInError('callback_malformed')
  const { origin, pathname, searchParams } = new URL(callback_url, base)
  const isThere = [...base.searchParams].every(([name, value]) => searchParams.getAll(name).includes(value))
  if (origin !== base.origin || pathname !== base.pathname || !isThere) {
    const detail = `expected ${redirect_uri}, received ${origin}${pathname}`
    throw new SignInError('callback_elsewhere', { detail })
  }
  const repeated = single.find((name) => searchParams.getAll(name).length > 1)
  if (repeated) throw new SignInError('callback_malformed', { detail: `\`${repeated}\` is there more than once` })
  return Object.fromEntries(single.map((name) => [name, searchParams.get(name)])) as Parameters
}

/** An OAuth error with the reference and the code of the gateway, which stand at the end of its description. */
export function refusalOf(error: string, description: string | null | undefined, issuer: string): SignInErrorFields {
  const text = (description ?? '').slice(0, 1000)
  const gateway_code = /\((\w{1,100})\)\s*$/.exec(text)?.[1]
  return {
    oauth_error: error.slice(0, 100),
    detail: text || error.slice(0, 100),
    gateway_code,
    sign_in_id: /\b(signin_[0-9a-z]{26})\b/.exec(text)?.[1],
    ...(gateway_code === undefined ? {} : { doc_url: new URL(`/docs/errors#${gateway_code}`, issuer).href }),
  }
}
