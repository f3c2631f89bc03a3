import type { FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'

/** Whether the browser says that a page of another origin caused the request. */
export function isCrossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

/**
 * Refuses a form that another origin sent.
 * @throws EntraError 90023
 */
export function refuseForeignOrigin(emulation: Emulation, request: FastifyRequest): void {
  const { origin } = request.headers
  // Sec-Fetch-Site also covers an emulator that is opened under another name than its public URL.
  const isSameOrigin = request.headers['sec-fetch-site'] === 'same-origin'
  const isOwn = origin === undefined || origin === emulation.address.baseUrl() || isSameOrigin
  if (!isOwn || isCrossSite(request)) throw new EntraError(90023, { name: 'Origin', value: String(origin) })
}
