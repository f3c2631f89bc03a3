/**
 * A map of at most `limit` entries, which drops the oldest ones. It bounds the memory of an emulator that is under load
 * or runs for weeks. The caller checks expiry, because "expired" and "never existed" are different errors.
 */
export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly delete: (key: string) => void
  readonly values: () => Value[]
  readonly clear: () => void
}

export function openBoundedMap<Value>(limit: number): BoundedMap<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      if (!entries.has(key) && entries.size >= limit) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest)
          break
        }
      }
      entries.set(key, value)
    },
    delete: (key) => void entries.delete(key),
    values: () => [...entries.values()],
    clear: () => entries.clear(),
  }
}
