/**
 * Documents of others, in bounded memory. They are fetched when first needed and renewed behind the back of whoever
 * asks from five minutes on. Whoever finds one older than ten minutes waits for the renewal, so that a key which was
 * withdrawn while nobody signed in is not accepted once more; while renewing fails the old ones serve for a day.
 * A reader that misses something in a value causes one fetch a minute, no more.
 */
import { LRUCache } from 'lru-cache'

const renewBehindAfterMs = 5 * 60_000
const renewAfterMs = 10 * 60_000
const serveForMs = 24 * 60 * 60_000
const tryEveryMs = 60_000
const maximumEntries = 2_000
const maximumBytes = 32 * 1024 * 1024
const maximumReaders = 10_000

interface Entry<V> {
  readonly value: V
  readonly fetched_at: number
  /** When it was last tried because of its age, with or without success. */
  tried_at: number
}

export interface RenewingCache<V> {
  get(key: string, load: () => Promise<V>): Promise<V>
  /**
   * Fetches again, for a reader that did not find what it needs in the value.
   * @param reader has an allowance of its own, one fetch a minute: no reader can use up that of another
   */
  renewed(key: string, load: () => Promise<V>, reader: string): Promise<V>
}

/** @param bytesOf a value. All values together stay within a bound, however large a single one may be. */
export function renewingCache<V extends object>(now: () => number, bytesOf: (value: V) => number): RenewingCache<V> {
  const entries = new LRUCache<string, Entry<V>>({
    max: maximumEntries,
    maxSize: maximumBytes,
    sizeCalculation: ({ value }) => Math.max(1, bytesOf(value)),
  })
  /** When each reader last missed something. */
  const missed = new LRUCache<string, number>({ max: maximumReaders })
  const loading = new Map<string, Promise<V>>()

  /** One fetch at a time for each key, however many sign-ins wait for it. */
  function renew(key: string, load: () => Promise<V>): Promise<V> {
    const running = loading.get(key)
    if (running) return running
    const promise = load()
      .then((value) => {
        entries.set(key, { value, fetched_at: now(), tried_at: now() })
        return value
      })
      .finally(() => loading.delete(key))
    loading.set(key, promise)
    return promise
  }

  /** Renews an old value at most once a minute. A value that cannot be renewed stays. */
  async function renewOrKeep(key: string, load: () => Promise<V>, entry: Entry<V>): Promise<V> {
    if (!loading.has(key)) {
      if (now() - entry.tried_at < tryEveryMs) return entry.value
      entry.tried_at = now()
    }
    return renew(key, load).catch(() => entry.value)
  }

  return {
    async get(key, load) {
      const entry = entries.get(key)
      const age = entry === undefined ? Number.POSITIVE_INFINITY : now() - entry.fetched_at
      if (entry === undefined || age > serveForMs) return renew(key, load)
      if (age <= renewBehindAfterMs) return entry.value
      const renewed = renewOrKeep(key, load, entry)
      return age > renewAfterMs ? renewed : entry.value
    },
    async renewed(key, load, reader) {
      const entry = entries.get(key)
      if (entry === undefined) return renew(key, load)
      const allowance = `${reader} ${key}`
      if (!loading.has(key)) {
        if (now() - (missed.get(allowance) ?? Number.NEGATIVE_INFINITY) < tryEveryMs) return entry.value
        missed.set(allowance, now())
      }
      return renew(key, load).catch(() => entry.value)
    },
  }
}
