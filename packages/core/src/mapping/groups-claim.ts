/** The groups that applications receive, and the room that they take in a token. */
import { groupKey, type RoleRules } from './roles.ts'

/** `received`: all groups that the identity provider sent. `matched`: those that Gatehouse knows. */
export const groupsClaims = ['received', 'matched'] as const

export type GroupsClaim = (typeof groupsClaims)[number]

/**
 * Bytes of the groups as JSON, at most, in an ID token. It is the room of 200 GUIDs, Entra's own limit. An application
 * keeps the token in cookies and headers, of which servers accept 8 to 16 KB.
 */
export const groupsBudgetBytes = 8 * 1024

/** From here on the record of a sign-in warns. */
export const groupsWarningBytes = groupsBudgetBytes / 2

/**
 * The groups that are stored with the user.
 * @param admin_values values that make a person an administrator
 */
export function groupsFor(
  claim: GroupsClaim,
  groups: readonly string[],
  rules: Pick<RoleRules, 'roles' | 'groups'>,
  admin_values: readonly string[],
): readonly string[] {
  if (claim === 'received' || groups.length === 0) return groups
  const matched = new Set([
    ...rules.groups.map(({ idp_id }) => groupKey(idp_id)),
    ...rules.roles.flatMap(({ claim_values }) => claim_values.map(groupKey)),
    ...admin_values.map(groupKey),
  ])
  return groups.filter((group) => matched.has(groupKey(group)))
}

/** The groups that no group of the organization, role or administrator value names. */
export function unmappedGroups(
  groups: readonly string[],
  rules: Pick<RoleRules, 'roles' | 'groups'>,
  admin_values: readonly string[],
): readonly string[] {
  if (groups.length === 0) return []
  const matched = new Set(groupsFor('matched', groups, rules, admin_values))
  return groups.filter((group) => !matched.has(group))
}

/** The bytes of the groups as JSON in UTF-8. */
export function groupsBytes(groups: readonly string[]): number {
  return groups.length === 0 ? 2 : new TextEncoder().encode(JSON.stringify(groups)).length
}

/** The groups as claims of a token. More than their room are replaced by `hasgroups`, as in Entra's tokens. */
export function groupsInToken(
  groups: readonly string[],
): { readonly groups: readonly string[] } | { readonly hasgroups: true } {
  return groupsBytes(groups) > groupsBudgetBytes ? { hasgroups: true } : { groups }
}
