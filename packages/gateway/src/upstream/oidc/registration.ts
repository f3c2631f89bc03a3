/**
 * The answer of an authorization endpoint to a request with `prompt=none`: whether it knows the client and its redirect
 * URI. A provider comes back only to a redirect URI that it knows (RFC 6749, 4.1.2.1), and shows a page of its own
 * otherwise. To change what a page says about Entra, see providers/entra-check.ts.
 */
import type { Finding } from '../../domain/ports/identity-providers.ts'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { OidcProvider } from '../../providers/provider.ts'

/** The usual answers to a request without a person (OpenID Connect Core 1.0, 3.1.2.6). */
const expectedErrors = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required']

interface Registered {
  readonly client_id: string
  readonly redirect_uri: string
}

export function registrationFindings(
  provider: OidcProvider,
  { client_id, redirect_uri }: Registered,
  { status, headers, body }: HttpResponse,
): readonly Finding[] {
  const known = (id: 'client_id' | 'redirect_uri', value: string): Finding => ({
    id,
    result: 'ok',
    message: id === 'client_id' ? 'The client ID is known.' : 'The redirect URI is registered.',
    received: value,
  })
  const back = comesBack(headers.location, redirect_uri)
  if (back) {
    const error = back.get('error')
    const registered = known('redirect_uri', redirect_uri)
    if (error === null || expectedErrors.includes(error)) return [known('client_id', client_id), registered]
    const message = 'The identity provider knows the client, and refuses its request.'
    const text = back.get('error_description') ?? ''
    const codes = provider.errorCodes?.(text) ?? []
    const received = `${error}${text === '' ? '' : `: ${text.split(/\r?\n/, 1)[0]}`}`.slice(0, 300)
    return [{ id: 'client_id', result: 'warn', message, received, codes }, registered]
  }
  const codes = (provider.errorCodes?.(body.toString()) ?? []).slice(0, 5)
  const complaint = provider.complaintOf?.(codes) ?? null
  const shown = codes.length > 0 ? `${codes.join(', ')} on its own page` : `status ${status}, a page of its own`
  if (complaint === 'redirect_uri') {
    const message = 'The redirect URI is not registered.'
    return [
      known('client_id', client_id),
      { id: 'redirect_uri', result: 'fail', message, expected: redirect_uri, received: shown, codes },
    ]
  }
  if (complaint === 'client_id') {
    const message = 'The client ID is not known, or not usable here.'
    return [
      { id: 'client_id', result: 'fail', message, expected: client_id, received: shown, codes },
      { id: 'redirect_uri', result: 'warn', message: 'Not checked: the client must be known first.' },
    ]
  }
  const message = 'The identity provider showed a page of its own, which says nothing that can be read for sure.'
  return [
    { id: 'client_id', result: 'warn', message, received: shown, codes },
    { id: 'redirect_uri', result: 'warn', message, expected: redirect_uri, received: shown, codes },
  ]
}

/** The parameters of a redirect to the redirect URI; `undefined` for any other redirect. */
function comesBack(location: string | undefined, redirect_uri: string): URLSearchParams | undefined {
  if (location === undefined || !location.startsWith(redirect_uri)) return undefined
  const rest = location.slice(redirect_uri.length)
  return /^[?#&]/.test(rest) ? new URLSearchParams(rest.slice(1)) : undefined
}
