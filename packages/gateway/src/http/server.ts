/**
 * The HTTP server: surfaces, each with its own way of saying what went wrong.
 *
 *   pages      /signin /signin/choose /error/{sign_in} /oauth/authorize /oauth/logout /sso/…   a page
 *   OAuth      /oauth/token /oauth/userinfo /oauth/jwks /.well-known/…                          OAuth JSON
 *   API        /v1/…                                                                           the one error shape
 *   health     /livez /readyz                                                                  JSON
 *
 * Nothing here knows SQL, an identity provider or a rule: it parses, calls the domain and prints.
 */
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { operations } from '@gatehouse-sso/sdk/contract'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, type HTTPMethods } from 'fastify'
import { failureOf, sendApiError } from './api/error.ts'
import { mountApi } from './api/mount.ts'
import { oidcCallback } from './callback.ts'
import { environmentPrefixes, type HttpContext } from './context.ts'
import { authorize } from './oauth/authorize.ts'
import { crossOrigin, preflight } from './oauth/cross-origin.ts'
import { sendOAuthError } from './oauth/error.ts'
import { introspectEndpoint, revokeEndpoint } from './oauth/introspect.ts'
import { logoutEndpoint } from './oauth/logout.ts'
import { discovery, jwks } from './oauth/metadata.ts'
import { provesNothing, pushEndpoint } from './oauth/par.ts'
import { token } from './oauth/token.ts'
import { userinfoEndpoint } from './oauth/userinfo.ts'
import { openapiEndpoint } from './openapi.ts'
import { choosePage } from './pages/choose.ts'
import { emailPage } from './pages/email.ts'
import { failurePage, signInErrorPage } from './pages/error.ts'
import { errorListPage } from './pages/error-list.ts'
import { stylesheetPath } from './pages/page.ts'
import { stylesheet } from './pages/stylesheet.ts'
import { type Limiter, openLimiter } from './rate-limit.ts'

type Endpoint = (http: HttpContext, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
type Surface = readonly (readonly [HTTPMethods | HTTPMethods[], string, Endpoint])[]

/** Where a sign-in begins, and a row with it. */
const beginnings: Surface = [
  [['GET', 'POST'], '/oauth/authorize', authorize],
  ['GET', '/signin', emailPage],
  ['GET', '/signin/choose', choosePage],
]

/** What else people see. */
const pages: Surface = [
  [['GET', 'POST'], '/oauth/logout', logoutEndpoint],
  ['GET', '/sso/oidc/callback/:connection', oidcCallback],
  ['GET', '/sso/oidc/callback/:connection/', oidcCallback],
  ['GET', '/error/:sign_in', signInErrorPage],
]

/** What clients call. */
const oauth: Surface = [
  ['POST', '/oauth/token', crossOrigin(token)],
  [['GET', 'POST'], '/oauth/userinfo', crossOrigin(userinfoEndpoint)],
  ['POST', '/oauth/introspect', introspectEndpoint],
  ['POST', '/oauth/revoke', crossOrigin(revokeEndpoint)],
  ...['token', 'userinfo', 'revoke', 'par'].map((name) => ['OPTIONS', `/oauth/${name}`, preflight] as const),
  ['GET', '/oauth/jwks', jwks],
  ['GET', '/.well-known/openid-configuration', discovery],
]

/** What a client may write ahead of a sign-in. */
const pushes: Surface = [['POST', '/oauth/par', crossOrigin(pushEndpoint)]]

export interface ServerOptions {
  /** Of the gateway; in documents. */
  readonly version: string
  /** Addresses of proxies whose forwarded headers count; none by default. */
  readonly trusted_proxies: readonly string[]
  /** Whether the parts that a request needs are there; the name of the first that is not. */
  readonly ready: () => Promise<string | null>
  /** How often somebody may call in a minute; 0 for no limit. */
  readonly limits: { readonly api: number; readonly sign_in: number }
  /** Whether this process is about to stop: then connections are not kept, so that their next request goes elsewhere. */
  readonly stopping: () => boolean
}

/** Seconds after which to try again what was not available. */
const retryAfterSeconds = 2

/** 256 KiB, and 15 seconds to send it. */
const bodyLimit = 256 * 1024
const requestTimeout = 15_000

export function createServer(
  http: HttpContext,
  { version, trusted_proxies, limits, ready, stopping }: ServerOptions,
): FastifyInstance {
  const app = fastify({
    logger: false, // one line for each request is written below, from an allow-list
    bodyLimit,
    requestTimeout,
    trustProxy: trusted_proxies.length > 0 ? [...trusted_proxies] : false,
    genReqId: () => `req_${http.ports.keys.newSecret(128)}`,
    // Queries stay text until an endpoint parses them once, in its own way.
    routerOptions: { querystringParser: (text) => ({ text }), maxParamLength: 1_000 },
    return503OnClosing: true,
    // Addresses that the router cannot read; no hook has seen them.
    frameworkErrors: (error, request, reply) => {
      setHeaders(http, request, reply)
      void refuse(http, request, reply, failureOf(error))
    },
  })

  app.addHook('onRequest', (request, reply, done) => {
    setHeaders(http, request, reply)
    done()
  })
  app.addHook('onSend', (_, reply, payload, done) => {
    if (stopping()) reply.header('connection', 'close')
    if (reply.statusCode === 503) reply.header('retry-after', retryAfterSeconds)
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions, id } = request
    const ms = Math.round(reply.elapsedTime * 100) / 100
    http.log.info(
      { request_id: id, method, route: routeOptions.url ?? 'unknown', status: reply.statusCode, ms },
      'request',
    )
    done()
  })

  app.register(async (scope) => {
    await scope.register(formbody, { parser: (text) => ({ text }) })
    scope.removeContentTypeParser(['application/json', 'text/plain'])
    await scope.register(rateLimit, { global: false })
    const limit = openLimiter(scope, limits.sign_in)
    scope.setErrorHandler((error, request, reply) => failurePage(http, request, reply, failureOf(error)))
    mount(scope, http, beginnings, limit)
    mount(scope, http, pages)
  })
  app.register(async (scope) => {
    await scope.register(formbody, { parser: (text) => ({ text }) })
    scope.removeContentTypeParser(['application/json', 'text/plain'])
    await scope.register(rateLimit, { global: false })
    const limit = openLimiter(scope, limits.sign_in)
    scope.setErrorHandler((error, request, reply) => sendOAuthError(http, request, reply, failureOf(error)))
    mount(scope, http, oauth)
    mount(scope, http, pushes, async (request, reply) => {
      if (provesNothing(request)) await limit(request, reply)
    })
  })
  app.register((scope) => mountApi(scope, http, limits.api))

  app.get(stylesheetPath(http), (_, reply) =>
    reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(stylesheet),
  )
  app.get('/openapi.json', openapiEndpoint(http, version))
  app.get('/docs/errors', (request, reply) => errorListPage(http, request, reply))
  app.get('/livez', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    const failing = await ready()
    return reply.code(failing === null ? 200 : 503).send({ status: failing === null ? 'ok' : 'unavailable', failing })
  })

  const methods = allowedMethods()
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allow = methods(path)
    if (allow.length > 0) reply.header('allow', allow.join(', '))
    return refuse(http, request, reply, new Failure(allow.length > 0 ? 'method_not_allowed' : 'route_missing'))
  })
  app.setErrorHandler((error, request, reply) => {
    if (isFailure(error)) return sendApiError(http, request, reply, error)
    return sendApiError(http, request, reply, failureOf(error))
  })
  return app
}

/** What every answer has. */
function setHeaders({ secure }: HttpContext, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' })
  if (secure) reply.header('strict-transport-security', 'max-age=31536000')
}

/** Refuses what belongs to no surface: a page for people, the shape of the API for everybody else. */
async function refuse(http: HttpContext, request: FastifyRequest, reply: FastifyReply, failure: Failure) {
  const isApi = /^\/v1(?:\/|$)/.test(request.url)
  if (!isApi && request.headers.accept?.includes('text/html')) return failurePage(http, request, reply, failure)
  return sendApiError(http, request, reply, failure)
}

function mount(scope: FastifyInstance, http: HttpContext, surface: Surface, limit?: Limiter): void {
  for (const prefix of environmentPrefixes) {
    for (const [method, path, endpoint] of surface) {
      const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
        if (limit) await limit(request, reply)
        return endpoint(http, request, reply)
      }
      // A GET of a page can begin or finish a sign-in; HEAD promises to change nothing, and scanners of links rely on it.
      scope.route({ method, url: `${prefix}${path}`, handler, exposeHeadRoute: surface === oauth })
    }
  }
}

/** Which methods an address takes, for 405: the router itself only says that it found nothing. */
function allowedMethods(): (path: string) => readonly string[] {
  const surfaces = [...beginnings, ...pages, ...oauth, ...pushes].flatMap(([method, path]) =>
    environmentPrefixes.map((prefix) => ({ methods: [method].flat(), path: `${prefix}${path}` })),
  )
  const api = operations.map(({ method, path }) => ({ methods: [method], path: path.replace(/\{(\w+)\}/g, ':$1') }))
  const patterns = [...surfaces, ...api].map(({ methods, path }) => ({
    methods,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }))
  return (path) => [...new Set(patterns.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))]
}
