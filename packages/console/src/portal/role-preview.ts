/** The role that a person would have, from the groups that came with the test. */
import type { SetupSession } from '@gatehouse-sso/sdk/browser'

export interface GroupRow {
  /** The id of the group at Gatehouse; `null` for one that only the test brought. */
  readonly id: string | null
  readonly idp_id: string
  readonly name: string | null
  readonly roles: readonly string[]
}

interface Seen {
  readonly idp_id: string
  readonly name: string | null
  readonly roles: readonly string[]
}

/** The groups that are known, and those of the latest test, each once: the received ones first. */
export function groupRows(
  received: readonly Seen[],
  known: readonly { id: string; idp_id: string; name: string; roles: readonly string[] }[],
): readonly GroupRow[] {
  const byId = new Map(known.map((group) => [group.idp_id.toLowerCase(), group]))
  const rows = received.map(({ idp_id, name, roles }): GroupRow => {
    const group = byId.get(idp_id.toLowerCase())
    const named = [group?.name, name].find((one) => one && one.toLowerCase() !== idp_id.toLowerCase()) ?? null
    return { id: group?.id ?? null, idp_id, name: named, roles: group?.roles ?? roles }
  })
  const came = new Set(received.map(({ idp_id }) => idp_id.toLowerCase()))
  const others = known
    .filter(({ idp_id }) => !came.has(idp_id.toLowerCase()))
    .map(({ id, idp_id, name, roles }) => ({ id, idp_id, name: name === idp_id ? null : name, roles }))
  return [...rows, ...others]
}

export interface Preview {
  /** The highest role; `null` for none. */
  readonly role: string | null
  /** The groups that give a role, with the name of that role. */
  readonly reasons: readonly { readonly group: string; readonly role: string }[]
}

/** @param roles those of the vendor, the highest first */
export function previewOf(rows: readonly GroupRow[], roles: SetupSession['roles']): Preview {
  const reasons = rows.flatMap(({ name, idp_id, roles: given }) =>
    given.map((slug) => ({
      group: name ?? idp_id,
      role: roles.find((role) => role.slug === slug)?.name ?? slug,
      rank: roles.findIndex((role) => role.slug === slug),
    })),
  )
  const known = reasons.filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank)
  return {
    role: known[0]?.role ?? reasons[0]?.role ?? null,
    reasons: reasons.map(({ group, role }) => ({ group, role })),
  }
}
