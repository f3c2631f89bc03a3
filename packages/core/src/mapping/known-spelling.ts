/**
 * The values of a token in the spelling that Gatehouse knows. A value of another case, or the name of a group in place of
 * its id, is rewritten before roles are decided. A value that two things answer to stays as it came.
 */
import type { RoleRules } from './roles.ts'
import { groupKey } from './roles.ts'

export interface KnownValues {
  readonly groups: readonly (RoleRules['groups'][number] & { readonly name: string })[]
  readonly roles: readonly Pick<RoleRules['roles'][number], 'slug' | 'claim_values'>[]
  readonly admin_group: string | null
}

export interface Spelling {
  readonly match_case: 'exact' | 'insensitive'
  readonly match_group_names: boolean
}

/** @returns a function that rewrites one value */
export function knownSpelling(
  { groups, roles, admin_group }: KnownValues,
  { match_case, match_group_names }: Spelling,
): (value: string) => string {
  if (match_case === 'exact' && !match_group_names) return (value) => value
  const form = (text: string): string => (match_case === 'exact' ? groupKey(text) : groupKey(text).toLowerCase())
  const own = [
    ...groups.map(({ idp_id }) => idp_id),
    ...roles.flatMap(({ slug, claim_values }) => [slug, ...claim_values]),
    ...(admin_group === null ? [] : [admin_group]),
  ]
  const exact = new Set(own)
  const byForm = unambiguous(own.map((value) => [form(value), value]))
  const byName = unambiguous(match_group_names ? groups.map(({ name, idp_id }) => [form(name), idp_id]) : [])
  return (value) => (exact.has(value) ? value : (byForm.get(form(value)) ?? byName.get(form(value)) ?? value))
}

/** The pairs of the names that stand for one value only. */
function unambiguous(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | null>()
  for (const [name, value] of pairs) {
    const other = found.get(name)
    found.set(name, other === undefined || other === value ? value : null)
  }
  return new Map([...found].filter((pair): pair is [string, string] => pair[1] !== null))
}
