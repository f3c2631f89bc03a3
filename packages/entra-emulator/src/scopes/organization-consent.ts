import type { AppRole } from '../directory/app-role.ts'
import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { changeSettings, settingsIn } from '../directory/enterprise-application.ts'
import type { AppRoleAssignment } from '../directory/enterprise-settings.ts'
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
  /** Roles that the application gets at other APIs. */
  readonly app_roles: readonly GrantedAppRole[]
}

/** A role of an API for an application itself. */
export interface GrantedAppRole {
  readonly api: Application
  readonly role: AppRole
}

function askedRoles(client: Application, { resource, value }: ResolvedScope): readonly GrantedAppRole[] {
  if (resource.kind === 'graph' || value !== '.default') return []
  const api = resource.application
  const asked = client.apiPermissions.otherApis.find(({ resourceAppId }) => resourceAppId === api.appId)?.application
  const isAsked = (role: AppRole): boolean => role.value !== null && (asked?.includes(role.value) ?? false)
  return api.appRoles.filter((role) => role.isEnabled && isAsked(role)).map((role) => ({ api, role }))
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
    app_roles: scopes.flatMap((scope) => askedRoles(client, scope)),
  }
}

/** Records the consent of the organization. The application gets a service principal if it has none in this tenant. */
export function recordOrganizationConsent(
  directory: Directory,
  tenant: Tenant,
  client: Application,
  user: User,
  { delegated, application, app_roles }: OrganizationPermissions,
): void {
  recordConsent(directory, tenant, client, user, delegated, true)
  changeSettings(directory, tenant.id, client, ({ applicationPermissions }) => ({
    applicationPermissions: [...new Set([...applicationPermissions, ...application])],
  }))
  const principalId = settingsIn(directory.tenantNamed(tenant.id) ?? tenant, client)?.servicePrincipalId
  if (principalId === undefined) return
  for (const { api, role } of app_roles) {
    const isSame = (one: AppRoleAssignment): boolean => one.principalId === principalId && one.appRoleId === role.id
    changeSettings(directory, tenant.id, api, ({ appRoleAssignments }) => ({
      appRoleAssignments: [...appRoleAssignments.filter((one) => !isSame(one)), { principalId, appRoleId: role.id }],
    }))
  }
}

/** The parameter `scope` of the response. Permissions have the prefix of their API, and those of OpenID have none. */
export function grantedScope({ delegated, application }: OrganizationPermissions): string {
  const words = delegated.map(({ resource, value }) => {
    if (isOpenIdScope(value)) return value
    return `${resource.kind === 'graph' ? 'https://graph.microsoft.com' : resource.identifier}/${value}`
  })
  return [...new Set([...words, ...application.map((value) => `https://graph.microsoft.com/${value}`)])].join(' ')
}
