/**
 * POST /{tenant}/oauth2/v2.0/token
 *
 *   tenant -> grant type -> client -> credential -> grant
 *     authorization_code   authorization-code.ts    a code, once, within 10 minutes, under the same tenant path
 *     refresh_token        refresh-token.ts         rotating; the old one is not revoked
 *     client_credentials   client-credentials.ts    a program's own token
 *     …:device_code        device-code.ts           after a person has typed the user code
 *     …:jwt-bearer         on-behalf-of.ts          an API's token for another API, for the person who called it
 *
 * The first phases are here, so that a grant cannot leave one out. Every error is JSON (errors/error-document.ts), 401
 * for `invalid_client`, else 400. The newest 20,000 codes and 50,000 refresh tokens are kept in memory.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findClient } from '../authorize/client.ts'
import type { Emulation } from '../emulation.ts'
import { EntraError } from '../errors/entra-error.ts'
import { actedFaulty } from '../faults/endpoint-faults.ts'
import { provoke } from '../faults/provoke.ts'
import { tokenHeaders } from '../http/entra-headers.ts'
import { type Parameters, readForm, requiredParameter } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { traceOf } from '../http/trace.ts'
import { errorPage } from '../pages/error-page.ts'
import { sendPage } from '../pages/send-page.ts'
import { findAuthority } from '../tenants/authority.ts'
import { redeemCode } from './authorization-code.ts'
import { readPresentedClient } from './client-authentication.ts'
import { grantToProgram } from './client-credentials.ts'
import { redeemDeviceCode } from './device-code.ts'
import { exchangeOnBehalfOf } from './on-behalf-of.ts'
import { refresh } from './refresh-token.ts'
import type { TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

type Grant = (request: TokenRequest) => Promise<TokenAnswer>

const grants: Readonly<Record<string, Grant>> = {
  authorization_code: redeemCode,
  refresh_token: refresh,
  client_credentials: grantToProgram,
  'urn:ietf:params:oauth:grant-type:device_code': redeemDeviceCode,
  // Microsoft's libraries send the name that is older than RFC 8628.
  device_code: redeemDeviceCode,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': exchangeOnBehalfOf,
}

function grantNamed(parameters: Parameters): Grant {
  const type = requiredParameter(parameters, 'grant_type')
  const grant = Object.hasOwn(grants, type) ? grants[type] : undefined
  if (!grant) throw new EntraError(70003, { grant: type })
  return grant
}

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

async function answerTokenRequest(emulation: Emulation, request: TenantRequest, reply: FastifyReply): Promise<unknown> {
  tokenHeaders(reply)
  if (request.headers.origin !== undefined) reply.header('Access-Control-Allow-Origin', '*')
  const parameters = readForm(request)
  logRequest(emulation, request, 'token', parameters)
  const authority = findAuthority(emulation.directory, request.params.tenant)
  const tenantId = authority.kind === 'tenant' ? authority.tenant.id : undefined
  if (await actedFaulty(emulation.faults, 'token', tenantId, reply)) return reply
  const grant = grantNamed(parameters)
  const presented = readPresentedClient(request.headers.authorization, parameters)
  const client = findClient(emulation.directory, authority, presented.app_id)
  provoke(emulation, 'token', {
    tenant: authority.kind === 'tenant' ? authority.tenant : undefined,
    application: client,
    redirect_uri: parameters.get('redirect_uri'),
  })
  if (emulation.faults.draw(tenantId, ['secret-expired']).has('secret-expired')) {
    throw new EntraError(7000222, { app: client.appId })
  }
  return grant({
    emulation,
    parameters,
    authority,
    client,
    credential: presented.credential,
    origin: request.headers.origin,
  })
}

export function tokenRoutes(app: FastifyInstance, emulation: Emulation): void {
  const path = '/:tenant/oauth2/v2.0/token'
  app.post(path, (request: TenantRequest, reply) => answerTokenRequest(emulation, request, reply))
  // For the back button, or a person who opens the URL.
  app.get(path, async (request, reply) => {
    const failure = new EntraError(900561, { method: request.method })
    return sendPage(reply, 400, errorPage(failure, traceOf(request, emulation.clock)))
  })
  // The CORS preflight of a single-page application.
  app.options(path, async (_request, reply) =>
    reply
      .header('Access-Control-Allow-Origin', '*')
      .header('Access-Control-Allow-Methods', 'POST, OPTIONS')
      .header('Access-Control-Allow-Headers', 'content-type, client-request-id, x-client-sku, x-client-ver')
      .code(200)
      .send(),
  )
}
