import type { AssertionStore } from '../domain/token-stores.ts'
import { prepare } from './statement.ts'
import type { Storage } from './storage.ts'

export function assertionStore({ db }: Storage): () => AssertionStore {
  // The primary key decides: of two at the same moment one is refused.
  const useOnce = prepare<{ key_hash: string; expires_at: number }>('assertions.useOnce', (a) =>
    db.insertInto('used_assertions').values({ key_hash: a.key_hash, expires_at: a.expires_at }),
  )
  return () => ({ useOnce: (key_hash, expires_at) => useOnce({ key_hash, expires_at }) })
}
