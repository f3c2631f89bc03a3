import { LRUCache } from 'lru-cache'
import type { RecentCounts } from '../domain/ports/recent-counts.ts'

const maximumKeys = 20_000

interface Window {
  readonly began_at: number
  count: number
}

/**
 * @param now milliseconds since 1970
 * @param window_ms after which the count of a key begins anew
 */
export function recentCounts(now: () => number, window_ms: number): RecentCounts {
  const windows = new LRUCache<string, Window>({ max: maximumKeys })
  const current = (key: string): Window | undefined => {
    const window = windows.get(key)
    const time = now()
    return window && time >= window.began_at && time - window.began_at < window_ms ? window : undefined
  }
  return {
    add(key) {
      const window = current(key)
      if (window === undefined) {
        windows.set(key, { began_at: now(), count: 1 })
        return 1
      }
      window.count += 1
      return window.count
    },
    of: (key) => current(key)?.count ?? 0,
    secondsLeft(key) {
      const window = current(key)
      return window === undefined ? 0 : Math.ceil((window.began_at + window_ms - now()) / 1000)
    },
  }
}
