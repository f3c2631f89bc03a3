import { type Application, isMultiTenant } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { microsoftGraphAppId } from '../directory/enterprise-settings.ts'
import type { Tenant } from '../directory/tenant.ts'
import { EntraError } from '../errors/entra-error.ts'
import { graphPermissionNamed } from './graph-permission.ts'
import type { RequestedScope } from './scope.ts'

/** An API that receives access tokens. */
export type Resource =
  | { readonly kind: 'graph'; readonly app_id: typeof microsoftGraphAppId }
  | {
      readonly kind: 'api'
      readonly app_id: string
      readonly application: Application
      /** The requested identifier: `aud` of v1.0 tokens. */
      readonly identifier: string
    }

/** One permission of one API. `.default` stands for all permissions with consent. */
export interface ResolvedScope {
  readonly requested: RequestedScope
  readonly resource: Resource
  readonly value: string
}

const graph: Resource = { kind: 'graph', app_id: microsoftGraphAppId }
const graphIdentifiers = ['https://graph.microsoft.com', 'https://graph.microsoft.com/', microsoftGraphAppId]

/**
 * Finds an API by identifier: an API of this tenant, or a multi-tenant one.
 * @param graphOrigin the emulator's origin, which is also its Microsoft Graph
 * @throws EntraError 500011
 */
export function findResource(
  directory: Directory,
  tenant: Tenant,
  identifier: string | null,
  graphOrigin: string,
): Resource {
  if (identifier === null || graphIdentifiers.includes(identifier) || identifier === graphOrigin) return graph
  for (const home of [tenant, ...directory.tenants()]) {
    const application = home.applications.find(
      ({ appId, identifierUris }) => appId === identifier.toLowerCase() || identifierUris.includes(identifier),
    )
    if (!application || (home.id !== tenant.id && !isMultiTenant(application))) continue
    return { kind: 'api', app_id: application.appId, application, identifier }
  }
  throw new EntraError(500011, { resource: identifier, tenant: tenant.displayName })
}

/**
 * @param client the requesting application, for the text of the error
 * @throws EntraError 500011, 650053
 */
export function resolveScopes(
  directory: Directory,
  tenant: Tenant,
  client: Application,
  scopes: readonly RequestedScope[],
  graphOrigin: string,
): readonly ResolvedScope[] {
  return scopes.map((requested) => {
    const resource = findResource(directory, tenant, requested.resource, graphOrigin)
    const unknown = (): EntraError =>
      new EntraError(650053, { name: client.displayName, scope: requested.value, resource: resource.app_id })
    if (requested.value === '.default') return { requested, resource, value: '.default' }
    if (resource.kind === 'graph') {
      const value = graphPermissionNamed(requested.value)
      if (value === undefined) throw unknown()
      return { requested, resource, value }
    }
    const scope = resource.application.api.oauth2PermissionScopes.find(({ value }) => value === requested.value)
    if (!scope?.isEnabled) throw unknown()
    return { requested, resource, value: scope.value }
  })
}
