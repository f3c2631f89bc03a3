import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../address.ts'
import type { Emulation } from '../emulation.ts'
import { isCrossSite } from '../http/same-origin.ts'
import { AdminError } from './admin-route.ts'

function refused(message: string): AdminError {
  return new AdminError(403, 'forbidden', message)
}

/** Whether the host name is the emulator's own or one of this machine. */
function isOwnHost(emulation: Emulation, host: string): boolean {
  if (host === emulation.address.host()) return true
  return isLoopback(host.replace(/:\d+$/, ''))
}

/**
 * The admin API has no password, so it refuses requests that an attacker could make: requests from another machine
 * (even when the emulator listens there), requests that a web page caused (`Origin`, `Sec-Fetch-Site`), and requests
 * under a foreign host name (DNS rebinding, visible in `Host`).
 * @throws AdminError 403
 */
export function guard(emulation: Emulation, request: FastifyRequest): void {
  if (!isLoopback(request.socket.remoteAddress ?? '')) throw refused('The admin API answers this machine only.')
  if (request.headers.origin !== undefined) throw refused('The admin API does not answer pages in a browser.')
  if (isCrossSite(request)) throw refused('The admin API does not answer requests from another site.')
  if (!isOwnHost(emulation, request.headers.host ?? '')) {
    throw refused(`The admin API does not answer requests for the host "${request.headers.host ?? ''}".`)
  }
}
