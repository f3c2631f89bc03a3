import type { FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'

/** True when a browser says that the request comes from a page of another origin. */
export function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

/**
 * The forms of the emulator's pages are sent by its own pages.
 * @throws EntraError 90023
 */
export function refuseForeignOrigin(emulation: Emulation, request: FastifyRequest): void {
  const { origin } = request.headers
  // The browser's own word counts where the emulator is looked at under another name than its public one.
  const isSameOrigin = request.headers['sec-fetch-site'] === 'same-origin'
  const isOwn = origin === undefined || origin === emulation.address.baseUrl() || isSameOrigin
  if (!isOwn || isCrossSite(request)) throw new EntraError(90023, { name: 'Origin', value: String(origin) })
}
