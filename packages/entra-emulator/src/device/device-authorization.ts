import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readClaimsParameter } from '../authorize/claims-parameter.ts'
import { findClient } from '../authorize/client.ts'
import type { Emulation } from '../emulation.ts'
import { tokenHeaders } from '../http/entra-headers.ts'
import { readForm, requiredParameter } from '../http/parameters.ts'
import { logRequest } from '../http/request-log.ts'
import { newHandle } from '../identifier.ts'
import { readScopes } from '../scopes/scope.ts'
import { authorityWord, findAuthority } from '../tenants/authority.ts'
import { deviceCodeSeconds, newUserCode } from './device-codes.ts'

type TenantRequest = FastifyRequest<{ Params: { tenant: string } }>

/** The response of /devicecode, in Entra's order. It has no `verification_uri_complete`. */
interface DeviceAuthorization {
  readonly user_code: string
  readonly device_code: string
  readonly verification_uri: string
  readonly expires_in: number
  readonly interval: number
  readonly message: string
}

function authorizeDevice(emulation: Emulation, request: TenantRequest): DeviceAuthorization {
  const { address, clock, device_codes, directory, entropy } = emulation
  const parameters = readForm(request)
  logRequest(emulation, request, 'devicecode', parameters)
  const authority = findAuthority(directory, request.params.tenant)
  const client = findClient(directory, authority, requiredParameter(parameters, 'client_id'))
  const scopes = readScopes(requiredParameter(parameters, 'scope'))
  const issued = {
    device_code: newHandle(entropy),
    user_code: newUserCode(entropy),
    app_id: client.appId,
    authority: authorityWord(authority),
    scopes,
    claims: readClaimsParameter(parameters.get('claims')),
    expires_at: clock.now() + deviceCodeSeconds * 1000,
    decision: { kind: 'pending' as const },
  }
  device_codes.set(issued.device_code, issued)
  const page = `${address.baseUrl()}/devicelogin`
  return {
    user_code: issued.user_code,
    device_code: issued.device_code,
    verification_uri: page,
    expires_in: deviceCodeSeconds,
    interval: emulation.device_poll_seconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${issued.user_code} to authenticate.`,
  }
}

export function deviceAuthorizationRoutes(app: FastifyInstance, emulation: Emulation): void {
  app.post('/:tenant/oauth2/v2.0/devicecode', async (request: TenantRequest, reply) => {
    tokenHeaders(reply)
    return authorizeDevice(emulation, request)
  })
}
