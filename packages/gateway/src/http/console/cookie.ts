/**
 * The cookie of a staff session, for the whole installation. `Lax`, because staff come back from their identity provider;
 * requests that change something must be of our own pages. `/oauth` and the pages for people never read it.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import { ownCookieOf, setOwnCookie } from '../own-cookie.ts'

const name = 'gatehouse-staff'

export function staffCookieOf(http: HttpContext, header: string | undefined): string | undefined {
  return ownCookieOf(http, name, header)
}

/** @param lifetime_ms 0 deletes the cookie */
export function setStaffCookie(http: HttpContext, reply: FastifyReply, value: string, lifetime_ms: number): void {
  setOwnCookie(http, reply, name, value, lifetime_ms)
}
