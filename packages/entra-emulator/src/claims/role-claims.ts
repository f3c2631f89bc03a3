import type { Application } from '../directory/application.ts'
import { assignmentsOf, roleValues } from '../directory/assignment.ts'
import type { Directory } from '../directory/directory.ts'
import { settingsIn } from '../directory/enterprise-application.ts'
import type { Tenant } from '../directory/tenant.ts'

/** App roles of a person at the application that defines them. Undefined if there are none, not an empty list. */
export function roleClaim(
  directory: Directory,
  tenant: Tenant,
  application: Application,
  userId: string,
): readonly string[] | undefined {
  const values = roleValues(application, assignmentsOf(directory, tenant, application, userId))
  return values.length > 0 ? values : undefined
}

/** App roles of a program at an API. Groups do not count for programs. */
export function programRoles(tenant: Tenant, api: Application, servicePrincipalId: string): readonly string[] {
  const all = settingsIn(tenant, api)?.appRoleAssignments ?? []
  return roleValues(
    api,
    all.filter(({ principalId }) => principalId === servicePrincipalId),
  )
}
