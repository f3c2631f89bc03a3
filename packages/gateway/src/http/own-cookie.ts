/** The cookies of our own pages, the console and the setup portal: one for all environments. */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from './context.ts'

const nameOf = ({ secure }: HttpContext, name: string): string => `${secure ? '__Host-' : ''}${name}`

/** Of a cookie that comes twice the first counts. */
export function ownCookieOf(http: HttpContext, name: string, header: string | undefined): string | undefined {
  const prefix = `${nameOf(http, name)}=`
  const part = header?.split(';').find((each) => each.trim().startsWith(prefix))
  return part?.trim().slice(prefix.length) || undefined
}

/** @param lifetime_ms 0 deletes the cookie */
export function setOwnCookie(
  http: HttpContext,
  reply: FastifyReply,
  name: string,
  value: string,
  lifetime_ms: number,
): void {
  const parts = [
    `${nameOf(http, name)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(http.secure ? ['Secure'] : []),
  ]
  reply.header('set-cookie', [...parts, `Max-Age=${Math.floor(lifetime_ms / 1000)}`].join('; '))
}
