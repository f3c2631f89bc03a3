/**
 * The HTTP server: surfaces, each with its own routes and its own way of printing a failure.
 *
 *   pages      /signin /signin/choose /error/{sign_in} /oauth/authorize /oauth/logout /sso/…   a page
 *   setup      /setup /setup/{token} /setup/{provider}/{step} /branding/…                    a page
 *   console    /console /console/sign_in /console/join/{token} /console/enter/{token}        a page
 *   OAuth      /oauth/token /oauth/userinfo /oauth/jwks /.well-known/…                          OAuth JSON
 *   signals    /sso/logout/… /sso/revocation/…                                             OAuth JSON
 *   access     /v1/access/verify                                                            the one error shape
 *   API        /v1/…                                                                           the one error shape
 *   federation /federation/…                                                                JSON
 *   home       /                                                                              a page, or JSON
 *   docs       /docs /docs/{page} /docs/search /llms.txt                                       a page, or Markdown
 *   health     /livez /readyz                                                                  JSON
 *
 * Nothing here knows SQL, an identity provider or a rule: it parses, calls the domain and prints.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify'
import { mountAccess } from './access/verify.ts'
import { failureOf, sendApiError } from './api/error.ts'
import { apiAddresses, isApiUrl, mountApi } from './api/mount.ts'
import { serveAlias } from './callback-alias.ts'
import { answerClientError, answerConnect, answerExpectation, commonHeaders, newRequestId } from './client-error.ts'
import { consoleSurface } from './console/surface.ts'
import { consolePath, sendConsoleFile } from './console-files.ts'
import type { HttpContext } from './context.ts'
import { docsPaths, mountDocs } from './docs/docs.ts'
import { federationEndpoint, federationPaths } from './federation.ts'
import { logoutSignals } from './logout-signals.ts'
import { oauth } from './oauth/surface.ts'
import { openapiEndpoint } from './openapi.ts'
import { leadFromOrganizationHost, ownHost } from './organization-host.ts'
import { type FindAddress, findAddress, refuseOtherMethod } from './other-methods.ts'
import { failurePage } from './pages/error.ts'
import { homePage } from './pages/home.ts'
import { stylesheetPath } from './pages/page.ts'
import { stylesheet } from './pages/stylesheet.ts'
import { pages } from './pages/surface.ts'
import { setupStylesheetPath } from './setup/frame.ts'
import { setupStylesheet } from './setup/stylesheet.ts'
import { setupPortal } from './setup/surface.ts'
import { addressesOf, type Mounted, mountSurface } from './surface.ts'
import { defaultTimeLimits, type TimeLimits } from './time-limits.ts'

export interface ServerOptions {
  /** Of the gateway; in documents. */
  readonly version: string
  /** Whether the forwarded headers of an address count; `false` for none. */
  readonly trusted_proxies: false | ((address: string) => boolean)
  /** The name of the first part that a request needs and that is not there; `null` when all are there. */
  readonly ready: () => Promise<string | null>
  /** How often somebody may call in a minute; 0 for no limit. */
  readonly limits: { readonly api: number; readonly sign_in: number }
  readonly time_limits?: TimeLimits | undefined
  /** Whether this process is about to stop. Then it closes connections, so that their next request goes elsewhere. */
  readonly stopping: () => boolean
}

/** Seconds until a client should try again after a 503. */
const retryAfterSeconds = 2

/** 256 KiB */
const bodyLimit = 256 * 1024

export function createServer(
  http: HttpContext,
  { version, trusted_proxies, limits, time_limits = defaultTimeLimits, ready, stopping }: ServerOptions,
): FastifyInstance {
  const surfaces = [pages, setupPortal, consoleSurface, oauth, logoutSignals]
  const find = findAddress([...surfaces.flatMap(addressesOf), ...apiAddresses, ...ownAddresses(http)])
  const app = fastify({
    logger: false, // one line for each request is written below, from an allow-list
    bodyLimit,
    requestTimeout: time_limits.request_ms,
    keepAliveTimeout: time_limits.idle_ms,
    trustProxy: trusted_proxies,
    genReqId: () => newRequestId(http),
    // Queries stay text until an endpoint parses them once, in its own way.
    routerOptions: { querystringParser: (text) => ({ text }), maxParamLength: 1_000 },
    return503OnClosing: true,
    // For addresses that the router cannot read; hooks do not run for them.
    frameworkErrors: (error, request, reply) => {
      setHeaders(http, request, reply)
      reply.raw.once('finish', () => logRequest(http, find, request, reply))
      void refuse(http, request, reply, failureOf(error))
    },
    clientErrorHandler: (error, socket) => answerClientError(http, error, socket),
    http: {
      // Node's own answer to a request without `Host` has no body and no line in the log.
      requireHostHeader: false,
      headersTimeout: time_limits.request_ms,
      connectionsCheckingInterval: time_limits.check_ms,
      keepAliveTimeoutBuffer: 0,
    },
  })

  app.server.on('checkExpectation', (_, response) => answerExpectation(http, response))
  app.server.on('connect', (_, socket) => answerConnect(http, socket))
  const isOwnHost = ownHost(http)
  const serveHere = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    if (refuseOtherMethod(http, find, request, reply)) return
    if (request.is404) serveAlias(http, request, reply).then((served) => served || done(), done)
    else done()
  }
  app.addHook('onRequest', (request, reply, done) => {
    setHeaders(http, request, reply)
    // RFC 9112, 3.2
    const { httpVersion, headers } = request.raw
    if (headers.host !== undefined || httpVersion === '1.0') {
      if (isOwnHost(request)) serveHere(request, reply, done)
      else leadFromOrganizationHost(http, request, reply).then((led) => led || serveHere(request, reply, done), done)
      return
    }
    reply.header('connection', 'close')
    void refuse(http, request, reply, new Failure('request_malformed', { expected: '`Host`' }))
  })
  app.addHook('onSend', (_, reply, payload, done) => {
    if (stopping()) reply.header('connection', 'close')
    if (reply.statusCode === 503) reply.header('retry-after', retryAfterSeconds)
    done(null, payload)
  })
  app.addHook('onResponse', (request, reply, done) => {
    logRequest(http, find, request, reply)
    done()
  })

  for (const surface of surfaces) app.register((scope) => mountSurface(scope, http, surface, limits.sign_in))
  app.register((scope) => mountApi(scope, http, limits.api))
  app.register((scope) => mountAccess(scope, http, limits.api))

  for (const [path, content] of stylesheets(http)) {
    app.get(path, (_, reply) =>
      reply
        .header('content-type', 'text/css; charset=utf-8')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .send(content),
    )
  }
  app.get(`${consolePath}*`, (request, reply) => {
    const sent = sendConsoleFile(http.console, request, reply)
    if (sent === undefined) throw new Failure('route_missing')
    return sent
  })
  app.get('/', homePage(http, version))
  app.get('/favicon.ico', (_, reply) => reply.code(204).header('cache-control', 'public, max-age=86400').send())
  app.get('/openapi.json', openapiEndpoint(http, version))
  for (const path of federationPaths) app.get(path, federationEndpoint(http, path))
  app.register((scope) => mountDocs(scope, http, limits.sign_in))
  app.get('/livez', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    const failing = await ready()
    return reply.code(failing === null ? 200 : 503).send({ status: failing === null ? 'ok' : 'unavailable', failing })
  })

  app.setNotFoundHandler((request, reply) => refuse(http, request, reply, new Failure('route_missing')))
  app.setErrorHandler((error, request, reply) => sendApiError(http, request, reply, error))
  return app
}

/** The style sheets, by their paths. */
function stylesheets(http: HttpContext): readonly (readonly [string, string])[] {
  return [
    [stylesheetPath(http), stylesheet],
    [setupStylesheetPath(http), setupStylesheet],
  ]
}

/** The addresses that belong to no surface. */
function ownAddresses(http: HttpContext): readonly Mounted[] {
  const documents = ['/openapi.json', ...docsPaths, ...federationPaths]
  const styles = stylesheets(http).map(([path]) => path)
  const urls = ['/', ...styles, `${consolePath}*`, '/favicon.ico', ...documents, '/livez', '/readyz']
  return urls.map((url) => ({ url, methods: ['GET'], printError: refuse }))
}

function setHeaders(http: HttpContext, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(commonHeaders(http, request.id))
}

/** The line that each request leaves. */
function logRequest({ log }: HttpContext, find: FindAddress, request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions, url, id } = request
  const route = routeOptions.url ?? find(url)?.url ?? 'unknown'
  const ms = Math.round(reply.elapsedTime * 100) / 100
  log.info({ request_id: id, method, route, status: reply.statusCode, ms }, 'request')
}

/** Refuses a request that no surface takes: a page for people, the shape of the API for everybody else. */
async function refuse(http: HttpContext, request: FastifyRequest, reply: FastifyReply, failure: unknown) {
  if (!isApiUrl(request.url) && request.headers.accept?.includes('text/html'))
    return failurePage(http, request, reply, failure)
  return sendApiError(http, request, reply, failure)
}
