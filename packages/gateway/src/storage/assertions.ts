import type { AssertionStore } from '../domain/stores/assertions.ts'
import { prepare, type Storage } from './statements/compile.ts'

export function assertionStore({ db }: Storage): () => AssertionStore {
  // The primary key refuses the second of two concurrent uses.
  const useOnce = prepare<{ id: string; expires_at: number }>('assertions.useOnce', (a) =>
    db.insertInto('used_assertions').values({ id: a.id, expires_at: a.expires_at }),
  )
  return () => ({ useOnce: (id, expires_at) => useOnce({ id, expires_at }) })
}
