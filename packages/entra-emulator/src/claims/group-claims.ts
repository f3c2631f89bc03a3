import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { everyMember } from '../directory/directory-role.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import type { Group } from '../directory/group.ts'
import { directGroups, transitiveGroups } from '../directory/membership.ts'
import type { OptionalClaim, OptionalClaims } from '../directory/optional-claim.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'
import { guidFromName } from '../identifier.ts'
import type { Claims } from './claim-order.ts'

/** The largest number of groups in a token from /token, in a token in a redirect, and in an assertion of SAML. */
export const groupLimits = { token: 200, redirect: 5, saml: 150 } as const

/** Object id of a directory role in a tenant. It differs from the id of the role's template. */
export function directoryRoleObjectId(tenantId: string, templateId: string): string {
  return guidFromName('directoryRole', tenantId, templateId)
}

type Format = (group: Group) => string | null

const formats: Readonly<Record<string, Format>> = {
  sam_account_name: (group) => group.onPremisesSamAccountName,
  dns_domain_and_sam_account_name: ({ onPremisesDomainName: domain, onPremisesSamAccountName: name }) =>
    domain === null || name === null ? null : `${domain}\\${name}`,
  netbios_domain_and_sam_account_name: ({ onPremisesNetBiosName: domain, onPremisesSamAccountName: name }) =>
    domain === null || name === null ? null : `${domain}\\${name}`,
  on_premise_security_identifier: (group) => group.onPremisesSecurityIdentifier,
}

/** The value for a group. In a name format, a cloud group without a name is left out or has its display name. */
function formatOf(entry: OptionalClaim | undefined, onlyAssigned: boolean): Format {
  const properties = entry?.additionalProperties ?? []
  const named = properties.map((property) => formats[property]).find((format) => format !== undefined)
  const displayed = onlyAssigned && properties.includes('cloud_displayname')
  if (!named) return displayed ? (group) => group.displayName : (group) => group.id
  return (group) => named(group) ?? (displayed ? group.displayName : null)
}

function chosenGroups(
  directory: Directory,
  tenant: Tenant,
  application: Application,
  user: User,
  modes: readonly string[],
): readonly Group[] {
  if (modes.includes('All')) return transitiveGroups(directory, tenant, user.id)
  const security = modes.includes('SecurityGroup')
    ? transitiveGroups(directory, tenant, user.id).filter((group) => group.securityEnabled)
    : []
  if (!modes.includes('ApplicationGroup')) return security
  const assigned = new Set(settingsIn(tenant, application)?.appRoleAssignments.map(({ principalId }) => principalId))
  const direct = directGroups(directory, tenant, user.id).filter((group) => assigned.has(group.id))
  return [...new Set([...security, ...direct])]
}

/**
 * `groups`, `wids` and their replacements.
 * @param application the audience of the token; its registration decides
 * @param carrier the carrier of the token, which sets the limit. Above the limit the token has a pointer instead of the
 *   groups. The pointer names a host that Microsoft has switched off, so clients must not follow it.
 */
export function groupClaims(
  directory: Directory,
  tenant: Tenant,
  application: Application,
  user: User,
  token: keyof OptionalClaims,
  carrier: keyof typeof groupLimits,
  forcedOverage = false,
): Claims {
  const modes = (application.groupMembershipClaims ?? 'None').split(',').map((mode) => mode.trim())
  const entry = application.optionalClaims[token].find(({ name }) => name === 'groups')
  const chosen = chosenGroups(directory, tenant, application, user, modes)
  const format = formatOf(entry, modes.length === 1 && modes[0] === 'ApplicationGroup')
  const roleIds = modes.includes('SecurityGroup')
    ? user.directoryRoles.map((role) => directoryRoleObjectId(tenant.id, role))
    : []
  const values = [...chosen.flatMap((group) => format(group) ?? []), ...roleIds]
  const wids =
    modes.includes('All') || modes.includes('DirectoryRole') ? [...user.directoryRoles, everyMember] : undefined

  if (values.length > groupLimits[carrier] || forcedOverage) {
    if (carrier === 'redirect') return { hasgroups: true, wids }
    const endpoint = `https://graph.windows.net/${tenant.id}/users/${user.id}/getMemberObjects`
    return { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint } }, wids }
  }
  if (values.length === 0) return { wids }
  return entry?.additionalProperties.includes('emit_as_roles') ? { roles: values, wids } : { groups: values, wids }
}

/** Whether "Emit groups as role claims" replaces the app roles. It does so even for a person without groups. */
export function groupsReplaceRoles(application: Application, token: keyof OptionalClaims): boolean {
  const entry = application.optionalClaims[token].find(({ name }) => name === 'groups')
  return (
    (application.groupMembershipClaims ?? 'None') !== 'None' &&
    (entry?.additionalProperties.includes('emit_as_roles') ?? false)
  )
}
