/**
 * One HTTP server for everything.
 *
 *   request -> id (GUID: trace id, x-ms-request-id) -> headers of every response -> route
 *   EntraError                     JSON of error-document.ts, unless the route shows a page or redirects
 *   any other error                500, and its stack on stderr: a bug
 *   no route                       404 not_emulated, instead of a response that looks like Entra's
 *
 * Paths are not case-sensitive, as Entra's are not. Only request-log.ts logs, for the admin API.
 */
import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import formbody from '@fastify/formbody'
import fastify, { type FastifyInstance } from 'fastify'
import { adminRoutes } from '../admin/admin.ts'
import { adminCenterRoutes } from '../admin-center/admin-center.ts'
import { adminConsentRoutes } from '../admin-consent/admin-consent.ts'
import { authorizeRoutes } from '../authorize/authorize.ts'
import { pagePostRoutes } from '../authorize/page-posts.ts'
import { deviceAuthorizationRoutes } from '../device/device-authorization.ts'
import { deviceLoginRoutes } from '../device/device-login.ts'
import type { InitialState } from '../directory/fixture.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { errorDocument } from '../errors/error-document.ts'
import { errorLookupRoutes } from '../errors/error-lookup.ts'
import { graphRoutes } from '../graph/graph.ts'
import { logoutRoutes } from '../logout/logout.ts'
import { homeRoutes } from '../pages/home-posts.ts'
import { personaRoutes } from '../personas/personas.ts'
import { certificateRoutes } from '../saml/certificate-route.ts'
import { launcherRoutes } from '../saml/launcher.ts'
import { metadataRoutes } from '../saml/metadata-route.ts'
import { samlRoutes } from '../saml/saml.ts'
import { discoveryRoutes } from '../tenants/discovery.ts'
import { tokenRoutes } from '../token/token.ts'
import { commonHeaders, tokenHeaders } from './entra-headers.ts'
import { noteRequests } from './recent-requests.ts'
import { traceOf } from './trace.ts'

export interface Tls {
  readonly key: string
  readonly cert: string
}

/** The response for everything that is not emulated. */
const notEmulated = {
  error: 'not_emulated',
  error_description: 'This emulator has nothing at this path. Its README lists the emulated features.',
}

function errorHandling(app: FastifyInstance, emulation: Emulation): void {
  const { address, clock } = emulation
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) => {
    const trace = traceOf(request, clock)
    if (error instanceof EntraError) {
      tokenHeaders(reply, error.code)
      return reply.code(error.status).send(errorDocument(error, trace, address.baseUrl()))
    }
    const status = error.statusCode ?? 500
    if (status >= 500) process.stderr.write(`entra-emulator: ${request.method} ${request.url}: ${error.stack}\n`)
    const message = status < 500 ? error.message : 'The emulator failed because of a bug. Its stderr has the details.'
    return reply.code(status).send({ error: 'server_error', error_description: message, trace_id: trace.trace_id })
  })
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(notEmulated))
}

/**
 * Builds the server with all routes. It does not listen yet.
 * @param initial the state that "reset" restores
 */
export function buildServer(emulation: Emulation, initial: InitialState, tls: Tls | undefined): FastifyInstance {
  const app = fastify({
    serverFactory: (handler) =>
      tls ? createHttpsServer({ key: tls.key, cert: tls.cert }, handler) : createHttpServer(handler),
    genReqId: () => randomUUID(),
    forceCloseConnections: true,
    routerOptions: { caseSensitive: false, maxParamLength: 400 },
  })
  app.register(formbody)
  app.addHook('onRequest', async (request, reply) => commonHeaders(request, reply))
  noteRequests(app, emulation)
  errorHandling(app, emulation)
  app.register(async (routes) => {
    homeRoutes(routes, emulation, initial)
    discoveryRoutes(routes, emulation)
    authorizeRoutes(routes, emulation)
    metadataRoutes(routes, emulation)
    certificateRoutes(routes, emulation)
    samlRoutes(routes, emulation)
    launcherRoutes(routes, emulation)
    personaRoutes(routes, emulation)
    adminConsentRoutes(routes, emulation)
    pagePostRoutes(routes, emulation)
    deviceAuthorizationRoutes(routes, emulation)
    deviceLoginRoutes(routes, emulation)
    tokenRoutes(routes, emulation)
    logoutRoutes(routes, emulation)
    graphRoutes(routes, emulation)
    errorLookupRoutes(routes)
    adminRoutes(routes, emulation, initial)
    adminCenterRoutes(routes, emulation)
  })
  return app
}
