/**
 * Entitlements: the roles, the groups and the administrator flag of a person, decided anew at each sign-in from claims
 * and the policy of the connection.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import { type AdministratorReason, decideAdministrator } from '@gatehouse-sso/core/mapping/administrator'
import {
  groupsBudgetBytes,
  groupsBytes,
  groupsFor,
  groupsWarningBytes,
  unmappedGroups,
} from '@gatehouse-sso/core/mapping/groups-claim'
import type { Attribute, Mapped } from '@gatehouse-sso/core/mapping/profile'
import { decideRoles, groupsDecide, type RoleDecision, type RoleRules } from '@gatehouse-sso/core/mapping/roles'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { OrganizationConfiguration } from '../ports/configuration.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { UserRecord } from '../stores/users.ts'

export interface Entitlements {
  readonly rules: RoleRules
  readonly roles: RoleDecision
  readonly administrator: AdministratorReason
  /** The groups to store with the user. */
  readonly groups: readonly string[]
  /** Groups that were sent and that nothing in Gatehouse names. */
  readonly unmapped_groups: readonly string[]
  /** Attributes that were not read as a whole, so that earlier values were kept. */
  readonly kept: readonly Attribute[]
  /** Sentences for the operator. */
  readonly warnings: readonly string[]
}

/**
 * @param known the user with the roles and groups of the last sign-in; `undefined` for a person without any
 * @throws Failure groups_incomplete, group_required
 */
export async function decideEntitlements(
  ports: Ports,
  { environment_id, policy }: Pick<ConnectionRecord, 'environment_id' | 'policy'>,
  { organization, groups: known_groups }: OrganizationConfiguration,
  identity: VerifiedIdentity,
  { profile, incomplete: unusable }: Mapped,
  known: UserRecord | undefined,
): Promise<Entitlements> {
  const { default_role, role_sync, admin_values, on_incomplete_groups, groups_claim } = policy
  const { default_roles, default_groups, require_group } = organization.policy
  const fallback = default_role ?? organization.policy.default_role
  const roles = (await ports.configuration.roles(environment_id)).map(({ slug, is_default, claim_values }) => ({
    slug,
    claim_values,
    is_default: fallback === null ? is_default : slug === fallback,
  }))
  const rules: RoleRules = { roles, groups: known_groups, sync: role_sync, default_roles }
  const incomplete = new Set<Attribute>([...identity.incomplete, ...unusable])
  const groupsMatter = groupsDecide(rules) || admin_values.length > 0
  const refusal = () => incompleteFailure(incomplete, identity.incomplete_because)
  if (on_incomplete_groups === 'refuse' && incomplete.has('groups') && groupsMatter) throw refusal()

  const unmapped_groups = unmappedGroups(profile.groups, rules, admin_values)
  const counted = require_group === 'known' ? profile.groups.length - unmapped_groups.length : profile.groups.length
  if (require_group !== false) requireGroup(counted, incomplete, known)
  const all_groups = default_groups.length === 0 ? profile.groups : [...new Set([...profile.groups, ...default_groups])]

  const decision = decideRoles(rules, {
    groups: all_groups,
    role_claims: profile.role_claims,
    groups_incomplete: incomplete.has('groups'),
    role_claims_incomplete: incomplete.has('roles'),
    previous_roles: known?.roles ?? null,
  })
  const administrator = administratorOf(policy, { ...profile, groups: all_groups }, incomplete, known)
  if (decision === null || administrator === null) throw refusal()

  const groups =
    incomplete.has('groups') && known ? known.groups : groupsFor(groups_claim, all_groups, rules, admin_values)
  return {
    rules,
    roles: decision,
    administrator,
    groups,
    unmapped_groups,
    kept: [...incomplete],
    warnings: [...incompleteWarning(incomplete, identity.incomplete_because), ...sizeWarning(groups)],
  }
}

/** Groups that could not be read do not count against a person who had some. @throws Failure group_required */
function requireGroup(groups: number, incomplete: ReadonlySet<Attribute>, known: UserRecord | undefined): void {
  if (groups > 0 || (incomplete.has('groups') && known !== undefined)) return
  throw incomplete.has('groups') ? incompleteFailure(incomplete) : new Failure('group_required')
}

function administratorOf(
  { admin_values, role_sync }: ConnectionRecord['policy'],
  { is_admin, groups, role_claims }: Mapped['profile'],
  incomplete: ReadonlySet<Attribute>,
  known: UserRecord | undefined,
): AdministratorReason | null {
  if (known && (role_sync === 'first_sign_in' || (role_sync === 'additive' && known.is_admin))) {
    return { is_admin: known.is_admin, because: 'kept', from: null }
  }
  return decideAdministrator(admin_values, {
    is_admin,
    groups,
    role_claims,
    incomplete:
      incomplete.has('is_admin') || (admin_values.length > 0 && (incomplete.has('groups') || incomplete.has('roles'))),
    previous: known?.is_admin ?? null,
  })
}

function incompleteFailure(incomplete: ReadonlySet<Attribute>, because = 'not all of it'): Failure {
  return new Failure('groups_incomplete', { expected: [...incomplete].join(', '), received: because })
}

/** Says that a list of the identity provider is not whole. */
export function incompleteWarning(incomplete: ReadonlySet<Attribute>, because: string | undefined): readonly string[] {
  if (incomplete.size === 0) return []
  const kept = `${[...incomplete].join(', ')} could not be read as a whole: the earlier values stay`
  return [because === undefined ? kept : `${kept}. ${because}`]
}

/** Says that the groups of a person fill an ID token. */
export function sizeWarning(groups: readonly string[]): readonly string[] {
  const bytes = groupsBytes(groups)
  if (bytes <= groupsWarningBytes) return []
  const room = `${bytes} bytes of groups, of ${groupsBudgetBytes} that an ID token takes`
  return [
    bytes > groupsBudgetBytes
      ? `${room}: it has "hasgroups" instead, and userinfo has the groups. Set policy.groups_claim to "matched"`
      : `${room}. With policy.groups_claim "matched", applications receive only groups that Gatehouse knows`,
  ]
}
