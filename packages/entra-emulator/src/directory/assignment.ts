import type { Application } from './application.ts'
import type { Directory } from './directory.ts'
import { settingsIn } from './enterprise-application.ts'
import type { AppRoleAssignment } from './enterprise-settings.ts'
import { directGroups } from './membership.ts'
import type { Tenant } from './tenant.ts'

/**
 * The assignments of an application that apply to this person: their own, and those of groups with the person as a
 * direct member. Entra ignores nested groups.
 */
export function assignmentsOf(
  directory: Directory,
  tenant: Tenant,
  application: Application,
  userId: string,
): readonly AppRoleAssignment[] {
  const principals = new Set([userId, ...directGroups(directory, tenant, userId).map((group) => group.id)])
  const all = settingsIn(tenant, application)?.appRoleAssignments ?? []
  return all.filter(({ principalId }) => principals.has(principalId))
}

/** The values of the app roles in these assignments. "Default access" and roles without a value give none. */
export function roleValues(application: Application, assignments: readonly AppRoleAssignment[]): readonly string[] {
  const ids = new Set(assignments.map(({ appRoleId }) => appRoleId))
  return application.appRoles.flatMap(({ id, value }) => (ids.has(id) && value !== null ? [value] : []))
}
