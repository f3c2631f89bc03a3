import type { ApiPermissions } from '../../directory/api-permissions.ts'
import type { Application } from '../../directory/application.ts'
import { settingsIn } from '../../directory/enterprise-application.ts'
import { microsoftGraphAppId } from '../../directory/enterprise-settings.ts'
import type { Tenant } from '../../directory/tenant.ts'
import { graphPermissions } from '../../scopes/graph-permission.ts'

/** One permission that a registration asks for, as a row of "API permissions". */
export interface AskedPermission {
  readonly api_id: string
  readonly api_name: string
  readonly value: string
  readonly type: 'delegated' | 'application'
  readonly says: string
  /** "Admin consent required" */
  readonly needs_admin: boolean
  /** Whether the API still offers it. */
  readonly is_offered: boolean
  readonly is_granted: boolean
}

const graphName = 'Microsoft Graph'

function grantedScopes(tenant: Tenant, application: Application, apiId: string): ReadonlySet<string> {
  const consents = settingsIn(tenant, application)?.consents ?? []
  const whole = consents.filter((one) => one.consentType === 'AllPrincipals' && one.resourceAppId === apiId)
  return new Set(whole.flatMap(({ scope }) => scope.split(' ')))
}

function graphRows(tenant: Tenant, application: Application): readonly AskedPermission[] {
  const granted = grantedScopes(tenant, application, microsoftGraphAppId)
  const ownGranted = settingsIn(tenant, application)?.applicationPermissions ?? []
  const api = { api_id: microsoftGraphAppId, api_name: graphName }
  const says = (value: string): string => graphPermissions[value]?.admin_title ?? value
  return [
    ...application.apiPermissions.delegated.map((value) => ({
      ...api,
      value,
      type: 'delegated' as const,
      says: says(value),
      needs_admin: graphPermissions[value]?.admin ?? false,
      is_offered: true,
      is_granted: granted.has(value),
    })),
    ...application.apiPermissions.application.map((value) => ({
      ...api,
      value,
      type: 'application' as const,
      says: says(value),
      needs_admin: true,
      is_offered: true,
      is_granted: ownGranted.includes(value),
    })),
  ]
}

function otherRows(
  tenant: Tenant,
  application: Application,
  find: (appId: string) => Application | undefined,
): readonly AskedPermission[] {
  const principalId = settingsIn(tenant, application)?.servicePrincipalId
  return application.apiPermissions.otherApis.flatMap((asked) => {
    const api = find(asked.resourceAppId)
    const named = { api_id: asked.resourceAppId, api_name: api?.displayName ?? asked.resourceAppId }
    const granted = grantedScopes(tenant, application, asked.resourceAppId)
    const assigned = (api && settingsIn(tenant, api)?.appRoleAssignments) ?? []
    const scopes = asked.delegated.map((value): AskedPermission => {
      const scope = api?.api.oauth2PermissionScopes.find((one) => one.value === value)
      const says = scope?.adminConsentDisplayName ?? value
      const needs_admin = scope?.type === 'Admin'
      const is_offered = scope?.isEnabled ?? false
      return { ...named, value, type: 'delegated', says, needs_admin, is_offered, is_granted: granted.has(value) }
    })
    const roles = asked.application.map((value): AskedPermission => {
      const role = api?.appRoles.find((one) => one.value === value)
      const isGranted = assigned.some((one) => one.principalId === principalId && one.appRoleId === role?.id)
      return {
        ...named,
        value,
        type: 'application',
        says: role?.displayName ?? value,
        needs_admin: true,
        is_offered: role?.isEnabled ?? false,
        is_granted: isGranted,
      }
    })
    return [...scopes, ...roles]
  })
}

/** Every permission that the registration asks for, and whether the tenant's administrator has granted it. */
export function askedPermissions(
  tenant: Tenant,
  application: Application,
  find: (appId: string) => Application | undefined,
): readonly AskedPermission[] {
  return [...graphRows(tenant, application), ...otherRows(tenant, application, find)]
}

/** The permissions of a registration with these of one API added. */
export function withPermissions(
  before: ApiPermissions,
  apiId: string,
  type: 'delegated' | 'application',
  change: (values: readonly string[]) => readonly string[],
): ApiPermissions {
  if (apiId === microsoftGraphAppId) return { ...before, [type]: change(before[type]) }
  const known = before.otherApis.find(({ resourceAppId }) => resourceAppId === apiId)
  const api = known ?? { resourceAppId: apiId, delegated: [], application: [] }
  const changed = { ...api, [type]: change(api[type]) }
  const others = before.otherApis.filter(({ resourceAppId }) => resourceAppId !== apiId)
  const isEmpty = changed.delegated.length === 0 && changed.application.length === 0
  return { ...before, otherApis: isEmpty ? others : [...others, changed] }
}
