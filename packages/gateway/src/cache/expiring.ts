/** Keeps values until a time of their own, in bounded memory. The one that was used least recently gives way. */
import { LRUCache } from 'lru-cache'

/** A value, with its end in milliseconds since 1970. */
export interface Expiring<V> {
  readonly value: V
  readonly expires_at: number
}

export interface ExpiringCache<V extends object> {
  get(key: string): V | undefined
  set(key: string, value: V, expires_at: number): void
  /** Loads a value that is not there. All who ask meanwhile get the same. A load that fails leaves nothing. */
  load(key: string, load: () => Promise<Expiring<V>>): Promise<V>
  forget(key: string): void
}

/** @param now milliseconds since 1970 @param max entries */
export function expiringCache<V extends object>(now: () => number, max: number): ExpiringCache<V> {
  const entries = new LRUCache<string, Expiring<V>>({ max })
  const loading = new Map<string, Promise<V>>()
  const get = (key: string): V | undefined => {
    const entry = entries.get(key)
    return entry !== undefined && entry.expires_at > now() ? entry.value : undefined
  }
  return {
    get,
    set: (key, value, expires_at) => void entries.set(key, { value, expires_at }),
    load: async (key, load) => {
      const found = get(key) ?? loading.get(key)
      if (found !== undefined) return found
      const promise = load()
        .then((entry) => {
          entries.set(key, entry)
          return entry.value
        })
        .finally(() => loading.delete(key))
      loading.set(key, promise)
      return promise
    },
    forget: (key) => void entries.delete(key),
  }
}
