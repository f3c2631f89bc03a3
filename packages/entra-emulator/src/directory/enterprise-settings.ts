import { guidFromName } from '../identifier.ts'
import { type MappedClaim, readClaimsMapping } from './mapped-claim.ts'
import { openReader, type Reader } from './reader.ts'

/** The assignment of an app role to a user, a group or a program. The all-zero role id is "Default access". */
export interface AppRoleAssignment {
  readonly principalId: string
  readonly appRoleId: string
}

/** A consent: `AllPrincipals` for the whole organization, `Principal` for one person. */
export interface Consent {
  readonly consentType: 'AllPrincipals' | 'Principal'
  readonly principalId: string | null
  /** Application id of the API. Default: Microsoft Graph. */
  readonly resourceAppId: string
  /** Permissions, separated by spaces. */
  readonly scope: string
}

/**
 * The settings of a tenant for an application, as on the portal's page "Enterprise applications". A fixture has them in
 * the registration for the tenant's own application, and in `servicePrincipals` for another tenant's application.
 */
export interface ServicePrincipalSettings {
  /** Object id of the service principal: `oid` and `sub` of its app-only tokens. */
  readonly servicePrincipalId: string
  /** "Enabled for users to sign-in?" */
  readonly enabled: boolean
  /** "Assignment required?" */
  readonly appRoleAssignmentRequired: boolean
  /** Assignments of roles of this application. */
  readonly appRoleAssignments: readonly AppRoleAssignment[]
  /** Whether people may consent. `admin_only` shows them "Need admin approval". */
  readonly userConsent: 'allowed' | 'admin_only'
  readonly consents: readonly Consent[]
  /** Application permissions of Microsoft Graph granted by an administrator, such as `GroupMember.Read.All`. */
  readonly applicationPermissions: readonly string[]
  /** Claims of the tenant's own policy, in tokens for this application. */
  readonly claimsMapping: readonly MappedClaim[]
  /** Tags of Microsoft Graph. With `HideApp` the property "Visible to users?" is No. */
  readonly tags: readonly string[]
}

/** The settings for an application that another tenant registered. */
export interface ServicePrincipal extends ServicePrincipalSettings {
  readonly appId: string
}

export type ServicePrincipalFixture = Partial<
  Omit<ServicePrincipalSettings, 'appRoleAssignments' | 'consents' | 'claimsMapping'>
> & {
  /** `group` may be the name of a group. */
  readonly claimsMapping?: readonly (Partial<MappedClaim> & Pick<MappedClaim, 'jwtClaimType'>)[]
  /** `principalId` may be the name of a user or group, `appRoleId` the value of a role. Default: "Default access". */
  readonly appRoleAssignments?: readonly (Pick<AppRoleAssignment, 'principalId'> & Partial<AppRoleAssignment>)[]
  readonly consents?: readonly (Partial<Consent> & Pick<Consent, 'scope'>)[]
}

export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000'
export const defaultAccess = '00000000-0000-0000-0000-000000000000'

function readAssignment(value: unknown, path: string): AppRoleAssignment {
  const reader = openReader(value, path)
  const assignment = {
    principalId: reader.text('principalId'),
    appRoleId: reader.textOr('appRoleId', defaultAccess),
  }
  reader.close()
  return assignment
}

function readConsent(value: unknown, path: string): Consent {
  const reader = openReader(value, path)
  const principalId = reader.textOrNull('principalId')
  const consent: Consent = {
    consentType: reader.oneOf(
      'consentType',
      ['AllPrincipals', 'Principal'],
      principalId === null ? 'AllPrincipals' : 'Principal',
    ),
    principalId,
    resourceAppId: reader.guidOr('resourceAppId', () => microsoftGraphAppId),
    scope: reader.text('scope'),
  }
  reader.close()
  return consent
}

/** Reads the members that both a service principal and an app registration have. */
export function readServicePrincipalSettings(
  reader: Reader,
  of: { readonly tenant_id: string; readonly appId: string },
): ServicePrincipalSettings {
  return {
    servicePrincipalId: reader.guidOr('servicePrincipalId', () =>
      guidFromName('servicePrincipal', of.tenant_id, of.appId),
    ),
    enabled: reader.flag('enabled', true),
    appRoleAssignmentRequired: reader.flag('appRoleAssignmentRequired', false),
    appRoleAssignments: reader.list('appRoleAssignments', readAssignment),
    userConsent: reader.oneOf('userConsent', ['allowed', 'admin_only'], 'allowed'),
    consents: reader.list('consents', readConsent),
    applicationPermissions: reader.texts('applicationPermissions'),
    claimsMapping: readClaimsMapping(reader),
    tags: reader.texts('tags'),
  }
}

export function readServicePrincipal(value: unknown, path: string, tenantId: string): ServicePrincipal {
  const reader = openReader(value, path)
  const appId = reader.text('appId').toLowerCase()
  const principal = { appId, ...readServicePrincipalSettings(reader, { tenant_id: tenantId, appId }) }
  reader.close()
  return principal
}

/** The initial settings of an application, when the first person of a tenant consents to it. */
export function newServicePrincipal(appId: string, tenantId: string): ServicePrincipal {
  return readServicePrincipal({ appId }, '', tenantId)
}
