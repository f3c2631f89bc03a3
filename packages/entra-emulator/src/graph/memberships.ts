import { directoryRoleObjectId } from '../claims/group-claims.ts'
import type { Directory } from '../directory/directory.ts'
import { directoryRoles } from '../directory/directory-role.ts'
import type { Group } from '../directory/group.ts'
import { transitiveGroups } from '../directory/membership.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { User } from '../directory/user.ts'

export type DirectoryObject = Readonly<Record<string, unknown>> & { readonly id: string }

function groupObject(group: Group): DirectoryObject {
  const { members: _, ...properties } = group
  return { '@odata.type': '#microsoft.graph.group', ...properties }
}

function roleObject(tenant: Tenant, templateId: string): DirectoryObject {
  const name = Object.keys(directoryRoles).find((one) => directoryRoles[one] === templateId) ?? 'Custom role'
  return {
    '@odata.type': '#microsoft.graph.directoryRole',
    id: directoryRoleObjectId(tenant.id, templateId),
    displayName: name,
    roleTemplateId: templateId,
  }
}

/** The groups and roles of a person, also through nested groups. */
export function membershipsOf(directory: Directory, tenant: Tenant, user: User): readonly DirectoryObject[] {
  return [
    ...transitiveGroups(directory, tenant, user.id).map(groupObject),
    ...user.directoryRoles.map((role) => roleObject(tenant, role)),
  ]
}

/** `getMemberObjects`: ids of groups and roles. With `securityEnabledOnly`: ids of security groups only. */
export function memberObjectIds(
  directory: Directory,
  tenant: Tenant,
  user: User,
  securityEnabledOnly: boolean,
): readonly string[] {
  if (securityEnabledOnly) return memberGroupIds(directory, tenant, user, true)
  return membershipsOf(directory, tenant, user).map(({ id }) => id)
}

/** `getMemberGroups`: ids of groups. */
export function memberGroupIds(
  directory: Directory,
  tenant: Tenant,
  user: User,
  securityEnabledOnly: boolean,
): readonly string[] {
  return transitiveGroups(directory, tenant, user.id)
    .filter((group) => group.securityEnabled || !securityEnabledOnly)
    .map((group) => group.id)
}
