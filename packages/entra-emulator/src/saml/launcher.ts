/**
 * My Apps: the tiles of a person's applications, and their addresses.
 *
 *   GET /myapps                              the tiles of every tenant; a person without access meets an error after it
 *   GET /api/signin/{appId}?tenantId={tid}   "User access URL", also behind the button Test: opens the Sign on URL, or sends a
 *                                            response that nobody asked for, with the Relay State of the settings
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answering, proceed } from '../authorize/answer.ts'
import { findClient } from '../authorize/client.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { readParameters, requiredParameter } from '../http/parameters.ts'
import { myAppsPage } from '../pages/my-apps-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { findAuthority } from '../tenants/authority.ts'
import { findAcs } from './authn-request.ts'
import { asSamlApplication } from './find-application.ts'
import { noHints, openSamlFlow } from './open-sign-in.ts'

type LauncherRequest = FastifyRequest<{ Params: { appId: string } }>

async function launch(emulation: Emulation, request: LauncherRequest, reply: FastifyReply): Promise<FastifyReply> {
  const parameters = readParameters(request.query)
  const authority = findAuthority(emulation.directory, requiredParameter(parameters, 'tenantId'))
  const application = asSamlApplication(findClient(emulation.directory, authority, request.params.appId))
  if (authority.kind !== 'tenant') throw new EntraError(50059)
  const { tenant } = authority
  if (!application) throw new EntraError(650056, { tenant: tenant.displayName })
  const { loginUrl, relayState } = application.saml
  if (loginUrl !== null) return reply.redirect(loginUrl, 302)
  const signIn = {
    app_id: application.appId,
    acs_url: findAcs(application, undefined),
    audience: application.identifierUris[0] ?? `spn:${application.appId}`,
    request_id: undefined,
    relay_state: relayState ?? undefined,
    name_id_format: undefined,
    name_qualifier: undefined,
    contexts: [],
  }
  const flow = openSamlFlow(emulation, signIn, tenant.id, noHints)
  const known = { target: flow.request.target, silent: false, ends: flow.ends }
  return answering(emulation, request, reply, known, () =>
    proceed(emulation, flow, sessionOf(emulation, request), request, reply),
  )
}

export function launcherRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.get('/myapps', async (_request, reply) => sendPage(reply, 200, myAppsPage(emulation.directory.tenants())))
  app.get('/api/signin/:appId', (request: LauncherRequest, reply) =>
    answering(emulation, request, reply, undefined, () => launch(emulation, request, reply)),
  )
}
