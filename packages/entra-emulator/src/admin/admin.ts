/**
 * The admin API below /_admin changes a running emulator. It reads and writes JSON. The directory has the property
 * names of Microsoft Graph; the emulator's own properties are snake_case.
 *
 *   directory-routes     tenants, users, groups, applications: read, add, merge, delete
 *   application-routes   secrets, assignments, consents
 *   saml-routes          certificates with which Entra signs for one application
 *   change-routes        what breaks sign-ins in practice, in one call
 *   control-routes       clock, keys, faults, sessions, the log of requests, reset
 *
 * It has no password. It answers only this machine, and refuses everything that a web page can send (guard.ts).
 * Errors are {"error": {"code", "message"}}; the message names the exact place in the body.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { InitialState } from '../directory/fixture.ts'
import { FixtureError } from '../directory/reader.ts'
import type { Emulation } from '../emulation.ts'
import { AdminError, type AdminRoute } from './admin-route.ts'
import { applicationRoutes } from './application-routes.ts'
import { changeRoutes } from './change-routes.ts'
import { controlRoutes } from './control-routes.ts'
import { directoryRoutes } from './directory-routes.ts'
import { guard } from './guard.ts'
import { samlRoutes } from './saml-routes.ts'

const overview: AdminRoute = {
  method: 'GET',
  path: '/_admin',
  says: 'this list',
  act: () => ({ routes: adminRouteList.map(({ method, path, says }) => ({ method, path, says })) }),
}

export const adminRouteList: readonly AdminRoute[] = [
  overview,
  ...directoryRoutes,
  ...applicationRoutes,
  ...samlRoutes,
  ...changeRoutes,
  ...controlRoutes,
]

export function adminRoutes(app: FastifyInstance, emulation: Emulation, initial: InitialState): void {
  app.register(async (admin) => {
    // JSON is the only body here: any web page can send a form.
    admin.removeContentTypeParser(['application/x-www-form-urlencoded', 'text/plain'])
    admin.addHook('onRequest', async (request: FastifyRequest) => guard(emulation, request))
    admin.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
      if (error instanceof AdminError) {
        return reply.code(error.status).send({ error: { code: error.code, message: error.message } })
      }
      const status = error instanceof FixtureError ? 400 : (error.statusCode ?? 500)
      return reply.code(status).send({ error: { code: status < 500 ? 'invalid' : 'failed', message: error.message } })
    })
    for (const route of adminRouteList) {
      admin.route<{ Params: Record<string, string>; Querystring: Record<string, string | undefined> }>({
        method: route.method,
        url: route.path,
        handler: async (request, reply) => {
          const { params, query, body } = request
          const answer = await route.act({ emulation, initial, params, query, body })
          return answer === undefined ? reply.code(204).send() : answer
        },
      })
    }
  })
}
