/**
 * Decides the roles of a person: the roles of their groups, and the roles whose claim values were sent, else the default
 * role. Names are compared exactly, including case. Ids that are GUIDs are compared without case, because Entra writes
 * them in both.
 */
import type { RoleReason } from './explain.ts'

/**
 * When a sign-in changes roles. `full`: at each, so that a person who leaves a group loses its role. `additive`: roles
 * come and never go. `first_sign_in`: only the first one decides.
 */
export const roleSyncs = ['full', 'additive', 'first_sign_in'] as const

export type RoleSync = (typeof roleSyncs)[number]

export interface RoleRules {
  /** Roles of the environment, the highest first. */
  readonly roles: readonly {
    readonly slug: string
    readonly is_default: boolean
    /** Values of the roles or groups claim that give the role, besides its slug in the roles claim. */
    readonly claim_values: readonly string[]
  }[]
  /** The groups known to the organization, with the roles they give. */
  readonly groups: readonly { readonly idp_id: string; readonly roles: readonly string[] }[]
  readonly sync: RoleSync
  /** Roles that everybody has besides their own. */
  readonly default_roles?: readonly string[]
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
  /** Values of the roles claim that gave nothing: a role without a mapping, or a slip in its name. */
  readonly unmatched: readonly string[]
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The form in which group ids are compared. */
export function groupKey(idp_id: string): string {
  return guid.test(idp_id) ? idp_id.toLowerCase() : idp_id.normalize('NFC')
}

/**
 * Decides the roles.
 * @returns `null` if the groups are incomplete and groups give roles, or the roles claim is incomplete, and there are no
 * previous roles to keep. The default role would then be a guess.
 */
export function decideRoles(rules: RoleRules, input: RoleInput): RoleDecision | null {
  const known = new Set(rules.roles.map((role) => role.slug))
  const previous = input.previous_roles?.filter((role) => known.has(role)) ?? null
  if (rules.sync === 'first_sign_in' && previous !== null && previous.length > 0)
    return decided(rules, previous.map(kept))

  const sent = new Map(input.groups.map((group) => [groupKey(group), group]))
  const claimed = new Map(input.role_claims.map((value) => [groupKey(value), value]))
  const given = (rules.default_roles ?? []).filter((role) => known.has(role))
  const reasons: RoleReason[] = [
    ...fromGroups(rules, sent, known),
    ...fromClaimValues(rules, sent, claimed),
    ...given.map((role) => ({ role, because: 'organization' as const, from: null })),
  ]
  const unmatched = unmatchedOf(rules, claimed)
  const isIncomplete = input.role_claims_incomplete || (input.groups_incomplete && groupsDecide(rules))
  if (isIncomplete && previous === null) return null
  if (previous !== null && (isIncomplete || rules.sync === 'additive')) reasons.push(...previous.map(kept))
  if (isIncomplete && reasons.length === 0 && rules.roles.length > 0) return null
  return decided(rules, reasons, unmatched)
}

const kept = (role: string): RoleReason => ({ role, because: 'kept', from: null })

function decided(rules: RoleRules, reasons: readonly RoleReason[], unmatched: readonly string[] = []): RoleDecision {
  const fallback = reasons.length === 0 ? rules.roles.find((role) => role.is_default) : undefined
  const all: readonly RoleReason[] = fallback ? [{ role: fallback.slug, because: 'default', from: null }] : reasons
  const given = new Set(all.map((reason) => reason.role))
  const roles = rules.roles.map((role) => role.slug).filter((slug) => given.has(slug))
  return { role: roles[0] ?? null, roles, reasons: all, unmatched }
}

/** Whether roles depend on groups. */
export function groupsDecide({ roles, groups }: RoleRules): boolean {
  return groups.some((group) => group.roles.length > 0) || roles.some((role) => role.claim_values.length > 0)
}

function fromGroups(
  rules: RoleRules,
  sent: ReadonlyMap<string, string>,
  known: ReadonlySet<string>,
): readonly RoleReason[] {
  if (sent.size === 0) return []
  return rules.groups.flatMap((group) => {
    const from = sent.get(groupKey(group.idp_id))
    if (from === undefined) return []
    return group.roles.filter((role) => known.has(role)).map((role) => ({ role, because: 'group' as const, from }))
  })
}

/** An identity provider may send groups in its roles claim, and the other way round: both are looked through. */
function fromClaimValues(
  rules: RoleRules,
  sent: ReadonlyMap<string, string>,
  claimed: ReadonlyMap<string, string>,
): readonly RoleReason[] {
  if (sent.size === 0 && claimed.size === 0) return []
  return rules.roles.flatMap(({ slug, claim_values }): readonly RoleReason[] => {
    if (claimed.has(slug)) return [{ role: slug, because: 'role_claim', from: slug }]
    for (const value of claim_values) {
      const role = claimed.get(groupKey(value))
      if (role !== undefined) return [{ role: slug, because: 'role_claim', from: role }]
      const group = sent.get(groupKey(value))
      if (group !== undefined) return [{ role: slug, because: 'group', from: group }]
    }
    return []
  })
}

function unmatchedOf({ roles }: RoleRules, claimed: ReadonlyMap<string, string>): readonly string[] {
  if (claimed.size === 0) return []
  const matched = new Set(roles.flatMap(({ slug, claim_values }) => [slug, ...claim_values.map(groupKey)]))
  return [...claimed].filter(([key]) => !matched.has(key)).map(([, value]) => value)
}

/**
 * Whether a decision takes away a role that the person had. A higher role in place of the default role is not a loss:
 * the default role is for people without any other role.
 * @param roles the roles of the environment, the highest first
 */
export function losesRole(
  roles: readonly { readonly slug: string; readonly is_default: boolean }[],
  previous: readonly string[],
  decision: Pick<RoleDecision, 'role' | 'roles'>,
): boolean {
  const rank = (slug: string | null): number => roles.findIndex((role) => role.slug === slug)
  return previous.some((slug) => {
    if (decision.roles.includes(slug)) return false
    const isDefault = roles[rank(slug)]?.is_default === true
    return !(isDefault && decision.role !== null && rank(decision.role) < rank(slug))
  })
}
