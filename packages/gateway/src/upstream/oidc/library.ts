/** A connection in the terms of the certified library. */
import * as oauth from 'oauth4webapi'
import type { HttpResponse } from '../../outbound/exchange.ts'
import type { Outbound } from '../../outbound/fetch.ts'
import type { OidcClient } from '../../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

/** The one clock tolerance. Seconds. */
export const toleranceSeconds = 120

type Endpoints = Pick<Discovery, 'issuer' | 'token_endpoint'> &
  Partial<Pick<Discovery, 'userinfo_endpoint' | 'authorization_response_iss_parameter_supported'>>

/** @param issuer that tokens must name, if it is not the issuer of the document */
export function serverOf(discovery: Endpoints, issuer = discovery.issuer): oauth.AuthorizationServer {
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
export function clientOf(
  { client_id, id_token_algorithms = [] }: Pick<OidcClient, 'client_id'> & Partial<OidcClient>,
  now?: () => number,
): oauth.Client {
  return {
    client_id,
    id_token_signed_response_alg: id_token_algorithms[0] ?? 'RS256',
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
 * A response for the library to check. The library accepts any object that says it is a `Response`, and of a good
 * response it needs the JSON only. A real `Response` with its stream costs 60 µs, so only other statuses, which are
 * rare, get one.
 */
export function responseOf({ status, headers, body }: HttpResponse, json: unknown): Response {
  if (status !== 200) return new Response(body.length === 0 ? null : Uint8Array.from(body), { status, headers })
  return Object.assign(Object.create(responseLike), { status, bodyUsed: false, json: async () => json })
}

/**
 * A form and headers for the library to write into. It calls nothing but `set`. A real `URLSearchParams` and `Headers` cost 1 to
 * 2 µs more.
 */
export const asForm = (form: Map<string, string>): URLSearchParams => form as unknown as URLSearchParams
export const asHeaders = (headers: Map<string, string>): Headers => headers as unknown as Headers

const responseLike = { [Symbol.toStringTag]: 'Response' }

type LibraryFetch = (
  address: string,
  options: { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown },
) => Promise<Response>
