/**
 * The cookie of a setup session. It is one for all environments: a browser works on one setup at a time, and the newest
 * counts. `Lax`, because the portal is opened again from a mail; requests that change something must be of our own pages.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'

const nameOf = ({ secure }: HttpContext): string => `${secure ? '__Host-' : ''}gatehouse-setup`

/** Of a cookie that comes twice the first counts. */
export function setupCookieOf(http: HttpContext, header: string | undefined): string | undefined {
  const prefix = `${nameOf(http)}=`
  const part = header?.split(';').find((each) => each.trim().startsWith(prefix))
  return part?.trim().slice(prefix.length) || undefined
}

/** @param lifetime_ms 0 deletes the cookie */
export function setSetupCookie(http: HttpContext, reply: FastifyReply, value: string, lifetime_ms: number): void {
  const parts = [`${nameOf(http)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', ...(http.secure ? ['Secure'] : [])]
  reply.header('set-cookie', [...parts, `Max-Age=${Math.floor(lifetime_ms / 1000)}`].join('; '))
}
