/** Decides whether a person is an administrator: by the flag that was mapped, or by a value among groups and roles. */
import { groupKey } from './roles.ts'

export interface AdministratorReason {
  readonly is_admin: boolean
  readonly because: 'claim' | 'group' | 'role_claim' | 'kept' | 'not_sent'
  /** The value that made the person an administrator. */
  readonly from: string | null
}

export interface AdministratorInput {
  /** The mapped flag. */
  readonly is_admin: boolean
  readonly groups: readonly string[]
  readonly role_claims: readonly string[]
  /** The flag, the groups or the roles could not be read as a whole, and the answer depends on them. */
  readonly incomplete: boolean
  /** The answer of the sign-in before. */
  readonly previous: boolean | null
}

/**
 * @param admin_values compared like group ids: exactly, GUIDs without case
 * @returns `null` if claims are incomplete and there is no earlier answer. `false` would be a guess
 */
export function decideAdministrator(
  admin_values: readonly string[],
  { is_admin, groups, role_claims, incomplete, previous }: AdministratorInput,
): AdministratorReason | null {
  if (is_admin) return { is_admin, because: 'claim', from: null }
  if (admin_values.length > 0) {
    const wanted = new Set(admin_values.map(groupKey))
    const role = role_claims.find((value) => wanted.has(groupKey(value)))
    if (role !== undefined) return { is_admin: true, because: 'role_claim', from: role }
    const group = groups.find((value) => wanted.has(groupKey(value)))
    if (group !== undefined) return { is_admin: true, because: 'group', from: group }
  }
  if (!incomplete) return { is_admin: false, because: 'not_sent', from: null }
  return previous === null ? null : { is_admin: previous, because: 'kept', from: null }
}
