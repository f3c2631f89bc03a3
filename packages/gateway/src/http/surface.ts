/** A surface: routes that share who calls them and how a failure is printed. */

import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify'
import { failureOf } from './api/error.ts'
import type { HttpContext } from './context.ts'
import { keptFailure } from './kept-failure.ts'
import { openLimiter } from './rate-limit.ts'
import { readVisit, type Visit } from './visit.ts'

export type Endpoint = (http: HttpContext, visit: Visit, reply: FastifyReply) => Promise<unknown>

export interface SurfaceRoute {
  readonly method: HTTPMethods | readonly HTTPMethods[]
  /** Below each environment: at the root for the default one, and below `/env/{slug}`. */
  readonly path: string
  readonly endpoint: Endpoint
  /** `false` for a route whose refusals are answers, not failures of a sign-in or a client. */
  readonly keeps?: false
  /** Bytes of a body, where more are needed than elsewhere. */
  readonly body_limit?: number
  /** Whether a request counts towards the limit of sign-ins from one address. */
  readonly counts?: (request: FastifyRequest) => boolean
}

/** The configuration of a route, as Fastify hands it to hooks and error handlers. */
declare module 'fastify' {
  interface FastifyContextConfig {
    keeps?: boolean
  }
}

export type PrintError = (http: HttpContext, request: FastifyRequest, reply: FastifyReply, error: unknown) => unknown

export interface Surface {
  readonly routes: readonly SurfaceRoute[]
  /** Whether HEAD is answered like GET. HEAD must change nothing: scanners of links rely on that. */
  readonly head: boolean
  /** One for all environments: it is mounted at the root only. */
  readonly is_installation_wide?: true
  /** Whether a body may be JSON. It stays text until the endpoint parses it. */
  readonly takes_json?: true
  readonly printError: PrintError
}

/** An address with the methods that it takes. */
export interface Mounted {
  readonly url: string
  readonly methods: readonly HTTPMethods[]
  /** The way of its surface to print an error. */
  readonly printError: PrintError
}

const environmentPrefixes = ['', '/env/:slug'] as const

const prefixesOf = ({ is_installation_wide }: Surface): readonly string[] =>
  is_installation_wide ? [''] : environmentPrefixes

/**
 * Mounts a surface in a scope of its own.
 * @param per_minute sign-ins from one address; 0 for no limit
 */
export async function mountSurface(
  scope: FastifyInstance,
  http: HttpContext,
  surface: Surface,
  per_minute: number,
): Promise<void> {
  await scope.register(formbody, { parser: (text) => ({ text }) })
  scope.removeContentTypeParser(['application/json', 'text/plain'])
  if (surface.takes_json) {
    const options = { parseAs: 'string' } as const
    scope.addContentTypeParser('application/json', options, (_, text, done) => done(null, { text }))
  }
  await scope.register(rateLimit, { global: false })
  const limit = openLimiter(scope, per_minute)
  scope.setErrorHandler(async (error, request, reply) =>
    surface.printError(http, request, reply, await keptFailure(http, request, failureOf(error))),
  )
  for (const { method, path, endpoint, keeps, counts, body_limit } of surface.routes) {
    const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
      if (counts?.(request)) await limit(request, reply)
      return endpoint(http, await readVisit(http, request), reply)
    }
    for (const prefix of prefixesOf(surface)) {
      const config = { keeps: keeps ?? true }
      const limited = body_limit === undefined ? {} : { bodyLimit: body_limit }
      const url = `${prefix}${path}`
      scope.route({ method: [method].flat(), url, handler, config, exposeHeadRoute: surface.head, ...limited })
    }
  }
}

/** The addresses of a surface. */
export function addressesOf(surface: Surface): readonly Mounted[] {
  const { routes, printError } = surface
  return routes.flatMap(({ method, path }) => {
    const methods = [method].flat()
    return prefixesOf(surface).map((prefix) => ({
      url: `${prefix}${path}`,
      methods,
      printError,
    }))
  })
}
