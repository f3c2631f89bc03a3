import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { mayConsentForOrganization } from '../directory/directory-role.ts'
import { changeSettings, settingsIn } from '../directory/enterprise-application.ts'
import { type Consent, microsoftGraphAppId } from '../directory/enterprise-settings.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { graphPermissions, lowImpact } from './graph-permission.ts'
import type { ResolvedScope, Resource } from './resource.ts'
import { isOpenIdScope } from './scope.ts'

/** The permissions for this API with the consent of the person or of the organization. */
export function consentedValues(
  tenant: Tenant,
  client: Application,
  user: User,
  resourceAppId: string,
): ReadonlySet<string> {
  const consents = settingsIn(tenant, client)?.consents ?? []
  return new Set(
    consents
      .filter((consent) => consent.resourceAppId === resourceAppId)
      .filter(({ consentType, principalId }) => consentType === 'AllPrincipals' || principalId === user.id)
      .flatMap(({ scope }) => scope.split(' ')),
  )
}

function isPreAuthorized(resource: Resource, value: string, client: Application): boolean {
  if (resource.kind === 'graph') return false
  const { oauth2PermissionScopes, preAuthorizedApplications } = resource.application.api
  const id = oauth2PermissionScopes.find((scope) => scope.value === value)?.id
  const granted = preAuthorizedApplications.find(({ appId }) => appId === client.appId)?.delegatedPermissionIds ?? []
  return granted.some((permission) => permission === id || permission === value)
}

/** The permissions that `.default` requests if there is no consent yet: those of the registration. */
export function defaultValues(resource: Resource, client: Application): readonly string[] {
  if (resource.kind === 'graph') return client.apiPermissions.delegated
  const asked = client.apiPermissions.otherApis.find(({ resourceAppId }) => resourceAppId === resource.app_id)
  const enabled = resource.application.api.oauth2PermissionScopes.filter(({ isEnabled }) => isEnabled)
  return enabled.map(({ value }) => value).filter((value) => !asked || asked.delegated.includes(value))
}

/** Whether the organization's consent to `User.Read`, "Sign in and read user profile", includes this permission. */
function isPartOfSignIn(tenant: Tenant, client: Application, { resource, value }: ResolvedScope): boolean {
  if (resource.kind !== 'graph' || !isOpenIdScope(value)) return false
  const consents = settingsIn(tenant, client)?.consents ?? []
  return consents.some(
    ({ consentType, resourceAppId, scope }) =>
      consentType === 'AllPrincipals' &&
      resourceAppId === microsoftGraphAppId &&
      scope.split(' ').includes('User.Read'),
  )
}

/** The permissions that still need consent. */
export function missingConsent(
  tenant: Tenant,
  client: Application,
  user: User,
  scopes: readonly ResolvedScope[],
): readonly ResolvedScope[] {
  return scopes.flatMap((scope) => {
    const consented = consentedValues(tenant, client, user, scope.resource.app_id)
    if (scope.value === '.default' && consented.size > 0) return []
    const values = scope.value === '.default' ? defaultValues(scope.resource, client) : [scope.value]
    return values
      .filter((value) => !consented.has(value) && !isPartOfSignIn(tenant, client, { ...scope, value }))
      .filter((value) => !isPreAuthorized(scope.resource, value, client))
      .map((value) => ({ ...scope, value }))
  })
}

export function needsAdministrator({ resource, value }: ResolvedScope): boolean {
  if (resource.kind === 'graph') return graphPermissions[value]?.admin ?? false
  return resource.application.api.oauth2PermissionScopes.some(
    (scope) => scope.value === value && scope.type === 'Admin',
  )
}

/** Whether the user may consent to these permissions. An administrator always may, others if the tenant allows it. */
export function mayConsent(
  tenant: Tenant,
  client: Application,
  user: User,
  missing: readonly ResolvedScope[],
): boolean {
  if (mayConsentForOrganization(user.directoryRoles)) return true
  if (settingsIn(tenant, client)?.userConsent === 'admin_only') return false
  if (tenant.userConsentSettings === 'do_not_allow') return false
  if (tenant.userConsentSettings === 'allow_low_impact') {
    const isOwn = tenant.applications.some(({ appId }) => appId === client.appId)
    const isLow = missing.every(({ resource, value }) => resource.kind === 'graph' && lowImpact.has(value))
    if (!isOwn || !isLow) return false
  }
  return !missing.some(needsAdministrator)
}

/** Records one consent for each API. */
export function recordConsent(
  directory: Directory,
  tenant: Tenant,
  client: Application,
  user: User,
  scopes: readonly ResolvedScope[],
  forOrganization: boolean,
): void {
  const principalId = forOrganization ? null : user.id
  const byResource = new Map<string, Set<string>>()
  for (const { resource, value } of scopes) {
    if (value === '.default') continue
    byResource.set(resource.app_id, (byResource.get(resource.app_id) ?? new Set()).add(value))
  }
  changeSettings(directory, tenant.id, client, (settings) => {
    const isTouched = (consent: Consent): boolean =>
      consent.principalId === principalId && byResource.has(consent.resourceAppId)
    const added = [...byResource].map(([resourceAppId, values]): Consent => {
      const before = settings.consents
        .filter((consent) => isTouched(consent) && consent.resourceAppId === resourceAppId)
        .flatMap(({ scope }) => scope.split(' '))
      return {
        consentType: forOrganization ? 'AllPrincipals' : 'Principal',
        principalId,
        resourceAppId,
        scope: [...new Set([...before, ...values])].join(' '),
      }
    })
    return { consents: [...settings.consents.filter((consent) => !isTouched(consent)), ...added] }
  })
}

/** The values for a token from the scopes of one API. `.default` stands for all permissions with consent. */
export function grantedValues(
  tenant: Tenant,
  client: Application,
  user: User,
  scopes: readonly ResolvedScope[],
): readonly string[] {
  const values = scopes.flatMap((scope) => {
    if (scope.value !== '.default') return [scope.value]
    const consented = [...consentedValues(tenant, client, user, scope.resource.app_id)]
    const preAuthorized = defaultValues(scope.resource, client).filter((value) =>
      isPreAuthorized(scope.resource, value, client),
    )
    return [...consented, ...preAuthorized]
  })
  const withoutRefresh = values.filter((value) => value !== 'offline_access')
  return [...new Set(withoutRefresh)].sort((a, b) => (a < b ? -1 : 1))
}

/** The `scope` in the response of /token. Permissions of Microsoft Graph have no prefix. */
export function scopeInAnswer(resource: Resource, values: readonly string[]): string {
  if (resource.app_id === microsoftGraphAppId || resource.kind === 'graph') return values.join(' ')
  return values.map((value) => `${resource.identifier}/${value}`).join(' ')
}
