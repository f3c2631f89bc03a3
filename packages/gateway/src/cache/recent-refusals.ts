/** Counts refused requests, each minute anew, in a bounded memory. Each process counts for itself. */
import type { Id } from '@gatehouse-sso/core/ids'
import { LRUCache } from 'lru-cache'
import type { RecentRefusals } from '../domain/ports/recent-refusals.ts'

const windowMs = 60_000
/** Records of one key in a minute. */
const maximumRecords = 20

interface Minute {
  readonly began_at: number
  records: number
  latest: Id<'signin'>
}

export function recentRefusals(now: () => number): RecentRefusals {
  const minutes = new LRUCache<string, Minute>({ max: 10_000 })
  return {
    count(key, id) {
      const time = now()
      const minute = minutes.get(key)
      if (minute === undefined || time - minute.began_at >= windowMs || time < minute.began_at) {
        minutes.set(key, { began_at: time, records: 1, latest: id })
        return undefined
      }
      if (minute.records >= maximumRecords) return minute.latest
      minute.records += 1
      minute.latest = id
      return undefined
    },
    forget: (key) => void minutes.delete(key),
  }
}
