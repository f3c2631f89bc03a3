/**
 * Counts the groups that sign-ins bring and that nothing names, and writes the counts every few seconds. The memory is
 * bounded: past it, further groups are not counted until the next write.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { groupKey } from '@gatehouse-sso/core/mapping/roles'
import type { Ports } from '../domain/ports/ports.ts'
import type { UnitsOfWork } from '../domain/stores/unit.ts'

const writeEveryMs = 2_000
const maximumWaiting = 10_000
/** As `idp_id` in the contract. */
const maximumLength = 512

interface Waiting {
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly idp_id: string
  seen_count: number
}

export interface SeenGroups {
  readonly note: Ports['noteGroups']
  /** Hands over what waits. */
  close(): void
}

export function seenGroups(
  { keys, stores, now }: Pick<Ports, 'keys' | 'stores' | 'now'>,
  units: Pick<UnitsOfWork, 'later'>,
): SeenGroups {
  const waiting = new Map<string, Waiting>()
  let timer: NodeJS.Timeout | undefined

  function write(): void {
    clearTimeout(timer)
    timer = undefined
    const last_seen_at = now()
    const writes = [...waiting.values()].flatMap((seen) =>
      stores.in(seen.environment_id).groups.noteSeen({ ...seen, id: keys.newId('grp'), last_seen_at }),
    )
    waiting.clear()
    if (writes.length > 0) units.later(writes)
  }

  return {
    note({ environment_id, organization_id }, groups) {
      for (const group of groups) {
        if (group.length > maximumLength || group.includes('\0')) continue // no API can name it
        const idp_id = groupKey(group)
        const key = `${organization_id} ${idp_id}`
        const seen = waiting.get(key)
        if (seen) seen.seen_count += 1
        else if (waiting.size < maximumWaiting) {
          waiting.set(key, { environment_id, organization_id, idp_id, seen_count: 1 })
        }
      }
      if (waiting.size > 0) timer ??= setTimeout(write, writeEveryMs).unref()
    },
    close: write,
  }
}
