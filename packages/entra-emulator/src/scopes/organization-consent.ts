import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { changeSettings } from '../directory/enterprise-application.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { defaultValues, recordConsent } from './consent.ts'
import type { ResolvedScope } from './resource.ts'
import { isOpenIdScope } from './scope.ts'

/** The permissions that an administrator grants for the whole organization. */
export interface OrganizationPermissions {
  /** Permissions on behalf of a person. */
  readonly delegated: readonly ResolvedScope[]
  /** Permissions of the application itself, at Microsoft Graph. Only `.default` asks for them. */
  readonly application: readonly string[]
}

/** The permissions behind the scopes. `.default` stands for all permissions of the registration. */
export function organizationPermissions(
  client: Application,
  scopes: readonly ResolvedScope[],
): OrganizationPermissions {
  const asksAll = scopes.some(({ resource, value }) => resource.kind === 'graph' && value === '.default')
  return {
    delegated: scopes.flatMap((scope) =>
      scope.value === '.default'
        ? defaultValues(scope.resource, client).map((value) => ({ ...scope, value }))
        : [scope],
    ),
    application: asksAll ? client.apiPermissions.application : [],
  }
}

/** Records the consent of the organization. The application gets a service principal if it has none in this tenant. */
export function recordOrganizationConsent(
  directory: Directory,
  tenant: Tenant,
  client: Application,
  user: User,
  { delegated, application }: OrganizationPermissions,
): void {
  recordConsent(directory, tenant, client, user, delegated, true)
  changeSettings(directory, tenant.id, client, ({ applicationPermissions }) => ({
    applicationPermissions: [...new Set([...applicationPermissions, ...application])],
  }))
}

/** The parameter `scope` of the response. Permissions have the prefix of their API, and those of OpenID have none. */
export function grantedScope({ delegated, application }: OrganizationPermissions): string {
  const words = delegated.map(({ resource, value }) => {
    if (isOpenIdScope(value)) return value
    return `${resource.kind === 'graph' ? 'https://graph.microsoft.com' : resource.identifier}/${value}`
  })
  return [...new Set([...words, ...application.map((value) => `https://graph.microsoft.com/${value}`)])].join(' ')
}
