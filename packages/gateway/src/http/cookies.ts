/**
 * Cookies: a key that recognises a browser, the session, a mark that somebody signed out here, and the choices that a
 * person wanted to be remembered. On https all are `__Host-`: set by this host alone, for all paths, never by a sibling
 * domain (RFC 6265bis, 4.1.3). Over http, which is possible on loopback only, the prefix and `Secure` are left out,
 * because browsers would drop the cookie.
 */
import type { FastifyReply } from 'fastify'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { HttpContext } from './context.ts'

export type CookieKind = 'browser' | 'session' | 'signed_out' | 'remembered'

/** Seconds. The session's own end is decided by its row; its cookie goes with the browser. */
const lifetimes: Readonly<Record<CookieKind, number | null>> = {
  browser: 180 * 24 * 60 * 60,
  session: null,
  signed_out: 24 * 60 * 60,
  remembered: 180 * 24 * 60 * 60,
}

const kinds = Object.keys(lifetimes) as readonly CookieKind[]

function cookieName({ secure }: HttpContext, environment: EnvironmentRecord, kind: CookieKind): string {
  const suffix = environment.is_default ? '' : `-${environment.slug}`
  return `${secure ? '__Host-' : ''}gatehouse-${kind.replace('_', '-')}${suffix}`
}

/** Our cookies of an environment. Of a cookie that comes twice the first counts; an empty cookie counts as none. */
export function cookiesOf(
  http: HttpContext,
  environment: EnvironmentRecord,
  header: string | undefined,
): { readonly [K in CookieKind]?: string | undefined } {
  const cookies: { [K in CookieKind]?: string } = {}
  if (header === undefined) return cookies
  const names = new Map(kinds.map((kind) => [cookieName(http, environment, kind), kind]))
  for (const part of header.split(';')) {
    const cookie = part.trim()
    const end = cookie.indexOf('=')
    const name = cookie.slice(0, Math.max(end, 0))
    const kind = names.get(name)
    if (kind === undefined) continue
    names.delete(name)
    if (end + 1 < cookie.length) cookies[kind] = cookie.slice(end + 1)
  }
  return cookies
}

/**
 * @param value base64url or an id; `null` deletes the cookie
 * @param lifetime seconds; `null` for as long as the browser runs
 */
export function setCookie(
  http: HttpContext,
  environment: EnvironmentRecord,
  reply: FastifyReply,
  kind: CookieKind,
  value: string | null,
  lifetime: number | null = lifetimes[kind],
): void {
  const seconds = value === null ? 0 : lifetime
  const parts = [
    `${cookieName(http, environment, kind)}=${value ?? ''}`,
    'Path=/',
    'HttpOnly',
    // The way back from an identity provider is a top-level GET, which Lax lets through.
    'SameSite=Lax',
    ...(http.secure ? ['Secure'] : []),
    ...(seconds === null ? [] : [`Max-Age=${seconds}`]),
  ]
  reply.header('set-cookie', parts.join('; ')) // the framework adds this one header to those set before
}
