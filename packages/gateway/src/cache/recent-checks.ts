/** Counts checks of connections, each minute anew, in a bounded memory. Each process counts for itself. */
import { LRUCache } from 'lru-cache'
import type { RecentChecks } from '../domain/ports/recent-checks.ts'

const windowMs = 60_000

export function recentChecks(now: () => number): RecentChecks {
  const minutes = new LRUCache<string, { readonly began_at: number; checks: number }>({ max: 10_000 })
  return {
    count(connection_id, most) {
      const time = now()
      const minute = minutes.get(connection_id)
      if (minute === undefined || time - minute.began_at >= windowMs || time < minute.began_at) {
        minutes.set(connection_id, { began_at: time, checks: 1 })
        return true
      }
      minute.checks += 1
      return minute.checks <= most
    },
  }
}
