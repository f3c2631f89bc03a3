/** How the certified library is told about a connection. */
import * as oauth from 'oauth4webapi'
import type { Outbound } from '../outbound/fetch.ts'
import type { OidcClient } from '../providers/provider.ts'
import type { Discovery } from './metadata-cache.ts'

/** The one clock tolerance. Seconds. */
export const toleranceSeconds = 120

export function serverOf(discovery: Discovery): oauth.AuthorizationServer {
  const { document: _, ...server } = discovery
  return server
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

type LibraryFetch = (
  address: string,
  options: { readonly method: string; readonly headers: Record<string, string>; readonly body?: unknown },
) => Promise<Response>
