/**
 * Caches documents of other servers in bounded memory. A document is fetched when it is first needed. After five
 * minutes it is renewed in the background. After ten minutes the caller waits for the renewal, so that a key that was
 * withdrawn in a quiet time is not accepted once more. While renewing fails, the old document serves for a day. A reader
 * that misses something in a document causes at most one fetch a minute.
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
  /** The time of the last attempt to renew it because of its age, with or without success. */
  tried_at: number
}

export interface RenewingCache<V> {
  get(key: string, load: () => Promise<V>): Promise<V>
  /**
   * Fetches again for a reader that misses something in the value.
   * @param reader may cause one fetch a minute; no reader uses up the fetches of another
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
  /** The time when each reader last missed something. */
  const missed = new LRUCache<string, number>({ max: maximumReaders })
  const loading = new Map<string, Promise<V>>()

  /** Runs one fetch at a time for each key; all sign-ins wait for the same one. */
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

  /** Renews an old value at most once a minute. When renewing fails, the old value stays. */
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
