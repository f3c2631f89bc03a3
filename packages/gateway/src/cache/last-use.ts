/** When things were last used, written behind: at most one write for each thing in five minutes. */
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
