import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Emulation } from '../emulation.ts'
import { provoke } from '../faults/provoke.ts'
import { type Parameters, readForm, readParameters, requiredParameter } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { sessionOf } from '../sessions/session-cookie.ts'
import { authorityWord, findAuthority } from '../tenants/authority.ts'
import { answering, proceed } from './answer.ts'
import { readAuthorizationRequest, readTarget } from './authorization-request.ts'
import { findClient } from './client.ts'
import { openFlow } from './flow.ts'
import { findRedirect } from './redirect-uri.ts'

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

/**
 * The steps of `/authorize`. First it checks tenant, application and redirect URI, and shows their errors on a page.
 * Then it checks everything else, and sends those errors to the application. Then it shows the first page, or responds.
 */
async function authorize(
  emulation: Emulation,
  request: TenantRequest,
  reply: FastifyReply,
  read: () => Parameters,
): Promise<FastifyReply> {
  return answering(emulation, request, reply, undefined, async () => {
    const parameters = read()
    logRequest(emulation, request, 'authorize', parameters)
    const authority = findAuthority(emulation.directory, request.params.tenant)
    const tenant = authority.kind === 'tenant' ? authority.tenant : undefined
    const client = findClient(emulation.directory, authority, requiredParameter(parameters, 'client_id'))
    provoke(emulation, 'request', { tenant, application: client, redirect_uri: parameters.get('redirect_uri') })
    const redirect = findRedirect(client, parameters.get('redirect_uri'))
    const target = readTarget(parameters, redirect)
    const silent = parameters.get('prompt') === 'none'
    return answering(emulation, request, reply, { target, silent }, async () => {
      const asked = readAuthorizationRequest(
        parameters,
        { app_id: client.appId, authority: authorityWord(authority), redirect, target },
        { id_token_from_authorize: client.web.implicitGrantSettings.enableIdTokenIssuance },
      )
      return proceed(emulation, openFlow(emulation, asked), sessionOf(emulation, request), request, reply)
    })
  })
}

export function authorizeRoutes(app: FastifyInstance, emulation: Emulation): void {
  const path = '/:tenant/oauth2/v2.0/authorize'
  app.get(path, (request: TenantRequest, reply) =>
    authorize(emulation, request, reply, () => readParameters(request.query)),
  )
  app.post(path, (request: TenantRequest, reply) => authorize(emulation, request, reply, () => readForm(request)))
}
