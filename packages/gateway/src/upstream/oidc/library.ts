/** How the certified library is told about a connection. */
import * as oauth from 'oauth4webapi'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcClient } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

/** The one clock tolerance. Seconds. */
export const toleranceSeconds = 120

/** @param issuer that tokens must name, where it is not the one of the document */
export function serverOf(discovery: Discovery, issuer = discovery.issuer): oauth.AuthorizationServer {
  const { token_endpoint, userinfo_endpoint, authorization_response_iss_parameter_supported } = discovery
  return {
    issuer,
    token_endpoint,
    ...(userinfo_endpoint === undefined ? {} : { userinfo_endpoint }),
    ...(authorization_response_iss_parameter_supported === undefined
      ? {}
      : { authorization_response_iss_parameter_supported }),
  }
}

/** @param now our clock; the library is told by how much it differs from its own */
export function clientOf(client: OidcClient, now?: () => number): oauth.Client {
  return {
    client_id: client.client_id,
    id_token_signed_response_alg: client.id_token_algorithms[0] ?? 'RS256',
    [oauth.clockTolerance]: toleranceSeconds,
    ...(now === undefined ? {} : { [oauth.clockSkew]: Math.round((now() - Date.now()) / 1000) }),
  }
}

/**
 * The guarded way out, as the library's `fetch`. It lets the library use http where the guard does: for hosts that the
 * operator has allowed by name, such as the emulator on this machine.
 */
export function through(
  fetch: Outbound['fetch'],
  endpoint: string,
): { [oauth.customFetch]: LibraryFetch; [oauth.allowInsecureRequests]?: true } {
  return {
    [oauth.customFetch]: (address, { method, headers, body }) =>
      fetch(address, { method, headers, body: body === undefined ? undefined : String(body) }),
    ...(endpoint.startsWith('http:') ? { [oauth.allowInsecureRequests]: true as const } : {}),
  }
}

/**
 * An answer for the library to check. It takes whatever says that it is a `Response`: of a good answer it needs no more
 * than its JSON, and a real one with its stream costs 60 µs. What it makes of another answer is rare, and gets one.
 */
export function responseOf({ status, headers, body }: HttpResponse, json: unknown): Response {
  if (status !== 200) return new Response(body.length === 0 ? null : Uint8Array.from(body), { status, headers })
  return Object.assign(Object.create(responseLike), { status, bodyUsed: false, json: async () => json })
}

const responseLike = { [Symbol.toStringTag]: 'Response' }

type LibraryFetch = (
  address: string,
  options: { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown },
) => Promise<Response>
