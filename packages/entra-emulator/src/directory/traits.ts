import { emailDomainOwnerVerified } from '../claims/email-claim.ts'
import { groupLimits } from '../claims/group-claims.ts'
import type { Directory } from './directory.ts'
import { directoryRoles, mayConsentForOrganization } from './directory-role.ts'
import { transitiveGroups } from './membership.ts'
import type { Tenant } from './tenant.ts'
import type { User } from './user.ts'

const roleNames: ReadonlyMap<string, string> = new Map(Object.entries(directoryRoles).map(([name, id]) => [id, name]))

/** The special things about a person that change a sign-in, in a few words each, the strongest first. */
export function traitsOf(directory: Directory, tenant: Tenant, user: User): readonly string[] {
  const isAdministrator = mayConsentForOrganization(user.directoryRoles)
  const otherRoles = isAdministrator ? [] : user.directoryRoles.map((role) => roleNames.get(role) ?? role)
  const traits: readonly (readonly [boolean, string])[] = [
    [!user.accountEnabled, 'disabled'],
    [user.accountLocked, 'locked'],
    [user.passwordExpired, 'password expired'],
    [isAdministrator, 'administrator'],
    [user.userType === 'Guest', 'guest'],
    [user.mail === null, 'no email'],
    [user.mail !== null && emailDomainOwnerVerified(tenant, user) === false, 'unverified email'],
    [
      transitiveGroups(directory, tenant, user.id).length > groupLimits.token,
      `in more than ${groupLimits.token} groups`,
    ],
  ]
  return [...traits.filter(([applies]) => applies).map(([, words]) => words), ...otherRoles]
}
