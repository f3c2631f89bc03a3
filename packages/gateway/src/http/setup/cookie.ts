/**
 * The cookie of a setup session. A browser works on one setup at a time, and the newest counts. `Lax`, because the portal
 * is opened again from a mail; requests that change something must be of our own pages.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import { ownCookieOf, setOwnCookie } from '../own-cookie.ts'

const name = 'gatehouse-setup'

export function setupCookieOf(http: HttpContext, header: string | undefined): string | undefined {
  return ownCookieOf(http, name, header)
}

/** @param lifetime_ms 0 deletes the cookie */
export function setSetupCookie(http: HttpContext, reply: FastifyReply, value: string, lifetime_ms: number): void {
  setOwnCookie(http, reply, name, value, lifetime_ms)
}
