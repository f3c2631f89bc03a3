import { directoryRoles } from '../directory/directory-role.ts'
import type { User } from '../directory/user.ts'

/**
 * The directory roles that Entra demands for a change. Reading is for everybody in the tenant.
 * https://learn.microsoft.com/entra/identity/role-based-access-control/delegate-by-task
 */
const rolesFor = {
  applications: ['Cloud Application Administrator', 'Application Administrator', 'Global Administrator'],
  consent: [
    'Cloud Application Administrator',
    'Application Administrator',
    'Privileged Role Administrator',
    'Global Administrator',
  ],
  graph_roles: ['Privileged Role Administrator', 'Global Administrator'],
  consent_settings: ['Privileged Role Administrator', 'Global Administrator'],
  users: ['User Administrator', 'Global Administrator'],
  groups: ['Groups Administrator', 'User Administrator', 'Global Administrator'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Task = keyof typeof rolesFor

const roleNames: ReadonlyMap<string, string> = new Map(Object.entries(directoryRoles).map(([name, id]) => [id, name]))

/** The names of the roles of a person. */
export function rolesOf(user: User): readonly string[] {
  return user.directoryRoles.map((role) => roleNames.get(role) ?? role)
}

export function mayDo(user: User, task: Task): boolean {
  const names: readonly string[] = rolesFor[task]
  return rolesOf(user).some((role) => names.includes(role))
}

function listed(names: readonly string[], last: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`
}

/** Says which role is missing. */
export function missingRole(user: User, task: Task): string {
  const has = rolesOf(user)
  const own = has.length === 0 ? 'no directory role' : `the role ${listed(has, 'and')}`
  return `This needs the role ${listed(rolesFor[task], 'or')}. ${user.userPrincipalName} has ${own}.`
}
