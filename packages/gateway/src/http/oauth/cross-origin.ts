/**
 * Calls from pages of other origins (CORS, Fetch standard 3.2): single-page applications redeem their code themselves.
 * The origins of the redirect URIs of public clients may read the answers. Cookies are never allowed: the request
 * itself carries code or token. Any other page can send a form, but cannot read the answer.
 */
import type { FastifyReply } from 'fastify'
import type { HttpContext } from '../context.ts'
import type { Endpoint } from '../surface.ts'
import type { Visit } from '../visit.ts'

/** The same endpoint, for pages of registered origins too. */
export function crossOrigin(endpoint: Endpoint): Endpoint {
  return async (http, visit, reply) => {
    const { origin } = visit.headers
    if (origin !== undefined && (await allowOrigin(http, visit, reply, origin))) {
      reply.header('access-control-expose-headers', 'www-authenticate, retry-after, x-request-id')
    }
    return endpoint(http, visit, reply)
  }
}

/** The question that a browser asks before it sends an `Authorization` header to another origin. */
export async function preflight(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { origin } = visit.headers
  if (origin !== undefined && (await allowOrigin(http, visit, reply, origin))) {
    reply.headers({
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
  }
  return reply.code(204).send()
}

async function allowOrigin(http: HttpContext, visit: Visit, reply: FastifyReply, origin: string): Promise<boolean> {
  reply.header('vary', 'origin')
  if (!(await http.ports.configuration.browserOrigins(visit.environment.id)).has(origin)) return false
  reply.header('access-control-allow-origin', origin)
  return true
}
