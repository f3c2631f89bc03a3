import type { connectionTypes } from '@gatehouse-sso/sdk/contract/connection'
import { type SqlBool, sql } from 'kysely'
import type { SamlWatchStore } from '../domain/stores/saml-watch.ts'
import { connectionColumns, connectionDecoder } from './connections.ts'
import type { Storage } from './statements/compile.ts'
import { dueRows } from './statements/due-rows.ts'

/** As in the index of these connections (schema/migrations/0054-saml-watch-at.ts). */
const samlTypes = [
  'entra_saml',
  'okta_saml',
  'google_saml',
  'saml',
] as const satisfies (typeof connectionTypes)[number][]

export function samlWatchStore(storage: Storage): SamlWatchStore {
  return dueRows(storage, {
    table: 'connections',
    due_at: 'saml_watch_at',
    columns: connectionColumns,
    decode: connectionDecoder(),
    only: sql<SqlBool>`state = 'active' and type in (${sql.join(samlTypes.map((type) => sql.lit(type)))})`,
  })
}
