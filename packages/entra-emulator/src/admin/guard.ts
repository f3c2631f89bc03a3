import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../address.ts'
import type { Emulation } from '../emulation.ts'
import { isCrossSite } from '../http/same-origin.ts'
import { AdminError } from './admin-route.ts'

function refused(message: string): AdminError {
  return new AdminError(403, 'forbidden', message)
}

/** Host names under which this emulator is meant: its own, and those of this machine. */
function isOwnHost(emulation: Emulation, host: string): boolean {
  if (host === emulation.address.host()) return true
  return isLoopback(host.replace(/:\d+$/, ''))
}

/**
 * The admin API has no password, so it must not be in reach of what a browser on this machine can be made to send:
 * not from another machine (even when the emulator listens there), not from a page of another origin (`Origin`,
 * `Sec-Fetch-Site`), not under a foreign name that was pointed here (DNS rebinding shows in `Host`).
 * @throws AdminError 403
 */
export function guard(emulation: Emulation, request: FastifyRequest): void {
  if (!isLoopback(request.socket.remoteAddress ?? '')) throw refused('The admin API answers this machine only.')
  if (request.headers.origin !== undefined) throw refused('The admin API does not answer pages in a browser.')
  if (isCrossSite(request)) throw refused('The admin API does not answer requests that another site caused.')
  if (!isOwnHost(emulation, request.headers.host ?? '')) {
    throw refused(`The admin API does not answer under the name "${request.headers.host ?? ''}".`)
  }
}
