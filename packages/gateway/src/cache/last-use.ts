/**
 * Records when a thing was last used, as a later write, at most once in five minutes for each thing. Some things need a
 * shorter time. The record of the thing tells of the last write, also by another process. A cached record may be older,
 * so the writes of this process are remembered too.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { LRUCache } from 'lru-cache'
import type { Ports } from '../domain/ports/ports.ts'
import type { UnitsOfWork } from '../domain/stores/unit.ts'

const writeEveryMs = 5 * 60_000

export function lastUse(units: Pick<UnitsOfWork, 'later'>, now: () => number): Ports['noteUse'] {
  const written = new LRUCache<Id, number>({ max: 10_000 })
  return ({ id, last_used_at }, write, exact_to_ms = writeEveryMs) => {
    const time = now()
    const every_ms = Math.min(writeEveryMs, exact_to_ms)
    // A time far ahead comes from a clock that was wrong, and must not keep the true time away.
    const isRecent = (last: number | null | undefined): boolean =>
      typeof last === 'number' && Math.abs(time - last) < every_ms
    if (isRecent(last_used_at) || isRecent(written.get(id))) return
    written.set(id, time)
    units.later([write(time)])
  }
}
