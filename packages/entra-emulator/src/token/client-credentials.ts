import { appTokenClaims, type Program } from '../claims/app-token.ts'
import { graphAppTokenClaims } from '../claims/graph-token.ts'
import { programRoles } from '../claims/role-claims.ts'
import { signGraphToken } from '../claims/sign-token.ts'
import { appTokenSeconds } from '../claims/token-times.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import type { ServicePrincipalSettings } from '../directory/enterprise-settings.ts'
import type { Tenant } from '../directory/tenant.ts'
import { EntraError } from '../errors/entra-error.ts'
import { requiredParameter } from '../http/parameters.ts'
import { findResource, type Resource } from '../scopes/resource.ts'
import { readScopes } from '../scopes/scope.ts'
import { authenticateClient } from './client-authentication.ts'
import { drawTokenFaults, signWithFaults } from './issue-tokens.ts'
import type { TokenAnswer } from './token-answer.ts'
import type { TokenRequest } from './token-request.ts'

/**
 * Reads the one API in `scope`, written as `{identifier}/.default`.
 * @throws EntraError 70011, 28000, 500011
 */
function readResource(request: TokenRequest, tenant: Tenant): Resource {
  const text = requiredParameter(request.parameters, 'scope')
  const scopes = readScopes(text)
  const [scope] = scopes
  if (scope?.value !== '.default') throw new EntraError(70011, { scope: text })
  if (scopes.length > 1) throw new EntraError(28000, { scope: text })
  const { address, directory } = request.emulation
  return findResource(directory, tenant, scope.resource, address.baseUrl())
}

function tokenFor(
  request: TokenRequest,
  program: Program,
  settings: ServicePrincipalSettings,
  resource: Resource,
): Promise<string> {
  const { emulation } = request
  const { tenant, client } = program
  if (resource.kind === 'graph') {
    const claims = graphAppTokenClaims(emulation, program, settings.applicationPermissions)
    return signGraphToken(claims, emulation.keys.tenantSigner(), emulation.entropy)
  }
  const api = resource.application
  const roles = programRoles(tenant, api, settings.servicePrincipalId)
  const isRequired = settingsIn(tenant, api)?.appRoleAssignmentRequired ?? false
  const isItself = api.appId === client.appId
  if (isRequired && !isItself && !hasAssignment(tenant, resource, settings.servicePrincipalId)) {
    throw new EntraError(501051, {
      client: client.appId,
      clientName: client.displayName,
      app: api.appId,
      name: api.displayName,
    })
  }
  const claims = appTokenClaims(emulation, program, api, resource.identifier, roles)
  return signWithFaults(emulation, api, claims, drawTokenFaults(emulation, tenant.id))
}

function hasAssignment(tenant: Tenant, resource: Resource, principalId: string): boolean {
  if (resource.kind === 'graph') return true
  const assignments = settingsIn(tenant, resource.application)?.appRoleAssignments ?? []
  return assignments.some((assignment) => assignment.principalId === principalId)
}

/** `grant_type=client_credentials`: a program's own token, in one tenant, for one API. There is no refresh token. */
export async function grantToProgram(request: TokenRequest): Promise<TokenAnswer> {
  const { authority, client } = request
  if (authority.kind !== 'tenant') throw new EntraError(9001023, { grant: 'client_credentials' })
  const authentication = await authenticateClient(request, 'web')
  const { tenant } = authority
  const settings = settingsIn(tenant, client)
  if (!settings) throw new EntraError(7000229, { app: client.appId, tenant: tenant.id })
  const resource = readResource(request, tenant)
  const program: Program = {
    tenant,
    client,
    service_principal_id: settings.servicePrincipalId,
    client_authentication: authentication,
  }
  return {
    token_type: 'Bearer',
    expires_in: appTokenSeconds - 1,
    ext_expires_in: appTokenSeconds - 1,
    access_token: await tokenFor(request, program, settings, resource),
  }
}
