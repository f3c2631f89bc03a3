/**
 * Counts the groups that sign-ins bring and that nothing names, and writes the counts every few seconds. The memory is
 * bounded: past it, further groups are not counted until the next write.
 */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { groupKey } from '@gatehouse-sso/core/mapping/roles'
import type { Ports } from '../domain/ports/ports.ts'
import type { UnitsOfWork } from '../domain/stores/unit.ts'

const writeEveryMs = 2_000
const maximumWaiting = 10_000
/** Organizations in one unit. On SQLite all other requests wait while it runs. */
const maximumInOneUnit = 50
/** As `idp_id` in the contract. */
const maximumLength = 512

interface Owner {
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
}

/** The groups of an organization, by `idp_id`, with the number of sign-ins that brought them. */
interface Counted extends Owner {
  readonly counts: Map<string, number>
}

const sizeOf = (all: readonly Counted[]): number => all.reduce((sum, { counts }) => sum + counts.size, 0)

export interface SeenGroupCounter {
  readonly note: Ports['noteGroups']
  /** Writes what waits. */
  close(): Promise<void>
}

/** @param onLost is told of groups that the database did not take */
export function seenGroups(
  { keys, stores, now }: Pick<Ports, 'keys' | 'stores' | 'now'>,
  units: Pick<UnitsOfWork, 'run'>,
  onLost: (count: number, reason: unknown) => void,
): SeenGroupCounter {
  let waiting = new Map<Id<'org'>, Counted>()
  let size = 0
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let isClosed = false

  function add({ environment_id, organization_id }: Owner, idp_id: string, sign_ins: number): void {
    let of = waiting.get(organization_id)
    const before = of?.counts.get(idp_id)
    if (before === undefined && size >= maximumWaiting) return
    if (of === undefined) {
      of = { environment_id, organization_id, counts: new Map() }
      waiting.set(organization_id, of)
    }
    if (before === undefined) size += 1
    of.counts.set(idp_id, (before ?? 0) + sign_ins)
  }

  function writeSoon(): void {
    if (size > 0) timer ??= setTimeout(writeNow, writeEveryMs).unref()
  }

  function writeNow(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(writeAll)
    return writing
  }

  async function writeAll(): Promise<void> {
    const all = [...waiting.values()]
    waiting = new Map()
    size = 0
    while (all.length > 0) {
      const some = all.splice(0, maximumInOneUnit)
      try {
        await write(some)
      } catch (error) {
        const isAway = isFailure(error, 'database_unavailable')
        const unwritten = isAway ? [...some, ...all.splice(0)] : some
        if (isAway && !isClosed) keep(unwritten)
        else onLost(sizeOf(unwritten), error)
      }
    }
  }

  /** Keeps for the next time what the database cannot take now. */
  function keep(unwritten: readonly Counted[]): void {
    for (const of of unwritten) for (const [idp_id, sign_ins] of of.counts) add(of, idp_id, sign_ins)
    writeSoon()
  }

  async function write(some: readonly Counted[]): Promise<void> {
    const last_seen_at = now()
    const counting = some.flatMap(({ environment_id, organization_id, counts }) => {
      const { groups } = stores.in(environment_id)
      const alike = Map.groupBy(counts.keys(), (idp_id) => counts.get(idp_id) ?? 0)
      return [...alike].map(([seen_count, idp_ids]) => {
        const of = { organization_id, idp_ids, seen_count, last_seen_at }
        return { groups, counts, of, unit: groups.countSeen(of) }
      })
    })
    const rows = await units.run(counting.flatMap(({ unit }) => unit.writes))
    const remembering = counting.flatMap(({ groups, counts, of: { idp_ids, ...of }, unit }, at) => {
      for (const idp_id of unit.read([rows[at] ?? []])) counts.delete(idp_id) // if the rest fails, it is not counted again
      const fresh = idp_ids.filter((idp_id) => counts.has(idp_id))
      if (fresh.length === 0) return []
      const records = fresh.map((idp_id) => ({ id: keys.newId('grp'), idp_id }))
      return [groups.rememberSeen({ ...of, groups: records })]
    })
    if (remembering.length > 0) await units.run(remembering)
  }

  return {
    note(of, groups) {
      for (const group of groups) {
        if (group.length > maximumLength || group.includes('\0')) continue // no API can name it
        add(of, groupKey(group.toWellFormed()), 1)
      }
      writeSoon()
    },
    close: () => {
      isClosed = true
      return writeNow()
    },
  }
}
