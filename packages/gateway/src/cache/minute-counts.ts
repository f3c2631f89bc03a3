import { LRUCache } from 'lru-cache'
import type { MinuteCounts } from '../domain/ports/minute-counts.ts'

const windowMs = 60_000
const maximumKeys = 20_000

interface Minute {
  readonly began_at: number
  count: number
}

/** @param now milliseconds since 1970 */
export function minuteCounts(now: () => number): MinuteCounts {
  const minutes = new LRUCache<string, Minute>({ max: maximumKeys })
  const current = (key: string): Minute | undefined => {
    const minute = minutes.get(key)
    const time = now()
    return minute && time >= minute.began_at && time - minute.began_at < windowMs ? minute : undefined
  }
  return {
    add(key) {
      const minute = current(key)
      if (minute === undefined) {
        minutes.set(key, { began_at: now(), count: 1 })
        return 1
      }
      minute.count += 1
      return minute.count
    },
    of: (key) => current(key)?.count ?? 0,
    secondsLeft(key) {
      const minute = current(key)
      return minute === undefined ? 0 : Math.ceil((minute.began_at + windowMs - now()) / 1000)
    },
  }
}
