import type { DomainWatchStore } from '../domain/stores/domain-watch.ts'
import { domainColumns, domainDecoder } from './domains.ts'
import type { Storage } from './statements/compile.ts'
import { dueRows } from './statements/due-rows.ts'

export function domainWatchStore(storage: Storage): DomainWatchStore {
  return dueRows(storage, { table: 'domains', due_at: 'check_at', columns: domainColumns, decode: domainDecoder() })
}
