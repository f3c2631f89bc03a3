/** A token or an assertion that leaves out the groups, because they are too many: what is read instead, and what is missing. */
import { type ClaimMap, missingAttributes, readsGroups } from '@gatehouse-sso/core/mapping/profile'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { AnyProvider } from '../../providers/provider.ts'
import type { DirectoryGroups } from './directory-groups.ts'

/** Whether the groups are missing, and the connection uses them. */
export function lacksGroups(
  { groupsIncomplete }: Pick<AnyProvider, 'groupsIncomplete'>,
  mapping: ClaimMap,
  claims: Claims,
): boolean {
  if (!groupsIncomplete?.(claims)) return false
  return readsGroups('groups', mapping.groups) || readsGroups('roles', mapping.roles)
}

/**
 * The parts of an identity that say what could be read.
 * @param directory the groups in place of the missing ones; `undefined` if none are missing
 * @param unread other attributes that could not be read
 */
export function completeness(
  directory: DirectoryGroups | undefined,
  mapping: ClaimMap,
  claims: Claims,
  unread: VerifiedIdentity['incomplete'] = [],
): Pick<VerifiedIdentity, 'incomplete' | 'incomplete_because' | 'directory_groups'> {
  if (directory === undefined) return { incomplete: unread }
  if ('groups' in directory) return { incomplete: unread, directory_groups: directory.groups }
  const lacksRoles = readsGroups('roles', mapping.roles) && missingAttributes(mapping, claims).includes('roles')
  return {
    incomplete: ['groups', ...(lacksRoles ? (['roles'] as const) : []), ...unread],
    incomplete_because: directory.problem,
  }
}
