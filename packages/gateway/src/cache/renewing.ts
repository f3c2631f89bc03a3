/**
 * Documents of others, in bounded memory. They are fetched when first needed and renewed behind the back of whoever
 * asks from five minutes on. Whoever finds one older than ten minutes waits for the renewal, so that a key which was
 * withdrawn while nobody signed in is not accepted once more; while renewing fails the old ones serve for a day.
 * Something that is missing in one causes one fetch a minute and address, no more.
 */
import { LRUCache } from 'lru-cache'

const renewBehindAfterMs = 5 * 60_000
const renewAfterMs = 10 * 60_000
const serveForMs = 24 * 60 * 60_000
const tryEveryMs = 60_000
const maximumEntries = 2_000

interface Entry<V> {
  readonly value: V
  readonly fetched_at: number
  /** When it was last tried because of its age, with or without success. */
  tried_at: number
  /** When it was last tried because something was missing in it. */
  missed_at: number
}

export interface RenewingCache<V> {
  get(key: string, load: () => Promise<V>): Promise<V>
  /** For whoever misses something in what {@link get} gave: fetched again, unless somebody has just missed something. */
  renewed(key: string, load: () => Promise<V>): Promise<V>
}

export function renewingCache<V extends object>(now: () => number): RenewingCache<V> {
  const entries = new LRUCache<string, Entry<V>>({ max: maximumEntries })
  const loading = new Map<string, Promise<V>>()

  /** One fetch at a time for each key, however many sign-ins wait for it. */
  function renew(key: string, load: () => Promise<V>): Promise<V> {
    const running = loading.get(key)
    if (running) return running
    const promise = load()
      .then((value) => {
        const missed_at = entries.get(key)?.missed_at ?? Number.NEGATIVE_INFINITY
        entries.set(key, { value, fetched_at: now(), tried_at: now(), missed_at })
        return value
      })
      .finally(() => loading.delete(key))
    loading.set(key, promise)
    return promise
  }

  /** Renews at most once a minute for each of two reasons; what cannot be renewed stays. */
  async function renewOrKeep(
    key: string,
    load: () => Promise<V>,
    entry: Entry<V>,
    reason: 'tried_at' | 'missed_at',
  ): Promise<V> {
    if (!loading.has(key)) {
      if (now() - entry[reason] < tryEveryMs) return entry.value
      entry[reason] = now()
    }
    return renew(key, load).catch(() => entry.value)
  }

  return {
    async get(key, load) {
      const entry = entries.get(key)
      const age = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.fetched_at
      if (entry === undefined || age > serveForMs) return renew(key, load)
      if (age <= renewBehindAfterMs) return entry.value
      const renewed = renewOrKeep(key, load, entry, 'tried_at')
      return age > renewAfterMs ? renewed : entry.value
    },
    async renewed(key, load) {
      const entry = entries.get(key)
      return entry === undefined ? renew(key, load) : renewOrKeep(key, load, entry, 'missed_at')
    },
  }
}
