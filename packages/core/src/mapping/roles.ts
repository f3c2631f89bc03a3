/**
 * Decides the roles of a person: the roles of their groups and the roles in the roles claim, else the default role.
 * Roles are decided anew at each sign-in, so that a person who leaves a group loses its role. Names are compared
 * exactly, including case. Group ids that are GUIDs are compared without case, because Entra writes them in both.
 */
import type { RoleReason } from './explain.ts'

export interface RoleRules {
  /** Roles of the environment, the highest first. */
  readonly roles: readonly { readonly slug: string; readonly is_default: boolean }[]
  /** The groups known to the organization, with the roles they give. */
  readonly groups: readonly { readonly idp_id: string; readonly roles: readonly string[] }[]
}

export interface RoleInput {
  readonly groups: readonly string[]
  readonly role_claims: readonly string[]
  /** The identity provider has more groups than were read. */
  readonly groups_incomplete: boolean
  /** The roles claim could not be read, or not as a whole. */
  readonly role_claims_incomplete: boolean
  /** The roles of the person before this sign-in. They are kept if groups or roles are incomplete. */
  readonly previous_roles: readonly string[] | null
}

export interface RoleDecision {
  /** The highest role, or `null` where the environment has none. */
  readonly role: string | null
  /** All roles, the highest first. */
  readonly roles: readonly string[]
  readonly reasons: readonly RoleReason[]
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The form in which group ids are compared. */
export function groupKey(idp_id: string): string {
  return guid.test(idp_id) ? idp_id.toLowerCase() : idp_id.normalize('NFC')
}

/**
 * Decides the roles.
 * @returns `null` if the groups are incomplete and some group gives roles, or the roles claim is incomplete, and the
 * previous roles are not known. The default role would then be a guess.
 */
export function decideRoles(rules: RoleRules, input: RoleInput): RoleDecision | null {
  const known = new Set(rules.roles.map((role) => role.slug))
  const reasons = [...fromGroups(rules, input.groups, known), ...fromClaims(input.role_claims, known)]
  const groupsDecide = rules.groups.some((group) => group.roles.length > 0)
  if (input.role_claims_incomplete || (input.groups_incomplete && groupsDecide)) {
    if (input.previous_roles === null) return null
    for (const role of input.previous_roles) if (known.has(role)) reasons.push({ role, because: 'kept', from: null })
  }
  if (reasons.length === 0) {
    const fallback = rules.roles.find((role) => role.is_default)
    if (fallback) reasons.push({ role: fallback.slug, because: 'default', from: null })
  }
  const given = new Set(reasons.map((reason) => reason.role))
  const roles = rules.roles.map((role) => role.slug).filter((slug) => given.has(slug))
  return { role: roles[0] ?? null, roles, reasons }
}

function fromGroups(rules: RoleRules, groups: readonly string[], known: ReadonlySet<string>): RoleReason[] {
  const sent = new Map(groups.map((group) => [groupKey(group), group]))
  return rules.groups.flatMap((group) => {
    const from = sent.get(groupKey(group.idp_id))
    if (from === undefined) return []
    return group.roles.filter((role) => known.has(role)).map((role) => ({ role, because: 'group' as const, from }))
  })
}

function fromClaims(role_claims: readonly string[], known: ReadonlySet<string>): RoleReason[] {
  return role_claims.filter((role) => known.has(role)).map((role) => ({ role, because: 'role_claim', from: role }))
}

/**
 * Whether a decision takes away a role that the person had. A higher role in place of the default role is not a loss:
 * the default role is for people without any other role.
 * @param roles the roles of the environment, the highest first
 */
export function losesRole(roles: RoleRules['roles'], previous: readonly string[], decision: RoleDecision): boolean {
  const rank = (slug: string | null): number => roles.findIndex((role) => role.slug === slug)
  return previous.some((slug) => {
    if (decision.roles.includes(slug)) return false
    const isDefault = roles[rank(slug)]?.is_default === true
    return !(isDefault && decision.role !== null && rank(decision.role) < rank(slug))
  })
}
