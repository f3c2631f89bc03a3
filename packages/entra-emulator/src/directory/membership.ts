import type { Directory } from './directory.ts'
import type { Group } from './group.ts'
import type { Tenant } from './tenant.ts'

/** Groups with this person as a direct member. App role assignments and "assigned groups" use only these. */
export function directGroups(directory: Directory, tenant: Tenant, memberId: string): readonly Group[] {
  return directory.index(tenant).groupsWithMember(memberId)
}

/** Groups with this person as a direct or nested member. Each comes once, even if groups contain each other. */
export function transitiveGroups(directory: Directory, tenant: Tenant, memberId: string): readonly Group[] {
  const { groupsWithMember } = directory.index(tenant)
  const found = new Map<string, Group>()
  const open = [memberId]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const group of groupsWithMember(id)) {
      if (found.has(group.id)) continue
      found.set(group.id, group)
      open.push(group.id)
    }
  }
  return [...found.values()]
}
