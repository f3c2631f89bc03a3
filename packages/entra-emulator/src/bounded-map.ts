/**
 * A map that forgets its oldest entries, so that an emulator under load, or left running for weeks, needs no more
 * memory than `limit` entries. Expiry is the reader's business: "expired" and "never existed" are different errors.
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
