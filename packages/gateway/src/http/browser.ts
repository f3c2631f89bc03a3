/** One random key in a browser, whose hash stands in each of its sign-ins: a cookie in all, not one for each attempt. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { HttpContext } from './context.ts'
import { readCookie, setCookie } from './cookies.ts'

const shape = /^[A-Za-z0-9_-]{43}$/

/** The hash of the browser's key, if it has one. */
export function knownBrowser(
  http: HttpContext,
  request: FastifyRequest,
  environment: EnvironmentRecord,
): string | undefined {
  const key = readCookie(http, request, environment, 'browser')
  return key !== undefined && shape.test(key) ? http.ports.keys.sha256(key) : undefined
}

/** The hash of the browser's key; a browser without one gets one. */
export function browserHash(
  http: HttpContext,
  request: FastifyRequest,
  reply: FastifyReply,
  environment: EnvironmentRecord,
): string {
  const known = knownBrowser(http, request, environment)
  if (known !== undefined) return known
  const key = http.ports.keys.newSecret(256)
  setCookie(http, reply, environment, 'browser', key)
  return http.ports.keys.sha256(key)
}
