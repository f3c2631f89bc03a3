import type { FastifyRequest } from 'fastify'
import { isLoopback } from '../address.ts'
import type { Emulation } from '../emulation.ts'
import { isCrossSite } from '../http/same-origin.ts'
import { AdminError } from './admin-route.ts'

function refused(message: string): AdminError {
  return new AdminError(403, 'forbidden', message)
}

/** Whether the host name is the emulator's own or one of this machine. */
export function isOwnHost(emulation: Emulation, host: string): boolean {
  if (host === emulation.address.host()) return true
  return isLoopback(host.replace(/:\d+$/, ''))
}

/**
 * Why a request may not change the emulator: it comes from another machine (even when the emulator listens there), or
 * under a foreign host name (DNS rebinding, visible in `Host`). Undefined for a request of this machine.
 */
export function refusalOfMachine(emulation: Emulation, request: FastifyRequest): string | undefined {
  const { host = '' } = request.headers
  if (!isLoopback(request.socket.remoteAddress ?? '')) return 'answers this machine only.'
  return isOwnHost(emulation, host) ? undefined : `does not answer requests for the host "${host}".`
}

/**
 * The admin API has no password, so it refuses requests that an attacker could make: requests of `refusalOfMachine`,
 * and requests that a web page caused (`Origin`, `Sec-Fetch-Site`).
 * @throws AdminError 403
 */
export function guard(emulation: Emulation, request: FastifyRequest): void {
  const refusal = refusalOfMachine(emulation, request)
  if (refusal !== undefined) throw refused(`The admin API ${refusal}`)
  if (request.headers.origin !== undefined) throw refused('The admin API does not answer pages in a browser.')
  if (isCrossSite(request)) throw refused('The admin API does not answer requests from another site.')
}
