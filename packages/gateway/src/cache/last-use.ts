/** Records when a thing was last used, as a later write, at most once in five minutes for each thing. */
import type { Id } from '@gatehouse-sso/core/ids'
import { LRUCache } from 'lru-cache'
import type { UnitsOfWork, Write } from '../domain/stores/unit.ts'

const writeEveryMs = 5 * 60_000

export function lastUse(units: UnitsOfWork, now: () => number): (id: Id, write: (now: number) => Write) => void {
  const written = new LRUCache<Id, number>({ max: 10_000 })
  return (id, write) => {
    const time = now()
    const last = written.get(id)
    if (last !== undefined && time - last < writeEveryMs) return
    written.set(id, time)
    units.later([write(time)])
  }
}
