import type { connectionTypes } from '@gatehouse-sso/sdk/contract/connection'
import { sql } from 'kysely'
import type { ConnectionRecord } from '../domain/stores/connections.ts'
import type { SamlWatchStore } from '../domain/stores/saml-watch.ts'
import { connectionDecoder } from './connections.ts'
import { prepareRead, type Storage } from './statements/compile.ts'

const samlTypes = [
  'entra_saml',
  'okta_saml',
  'google_saml',
  'saml',
] as const satisfies (typeof connectionTypes)[number][]

export function samlWatchStore({ db, engine }: Storage): SamlWatchStore {
  const active = prepareRead<{ after: string; limit: number }, ConnectionRecord>(
    engine,
    'saml_watch.active',
    (a) =>
      db
        .selectFrom('connections')
        .selectAll()
        .where('state', '=', sql.lit<'active'>('active'))
        .where('type', 'in', samlTypes)
        .where('id', '>', a.after as ConnectionRecord['id'])
        .orderBy('id')
        .limit(a.limit),
    connectionDecoder(),
  )
  return { active: (after, limit) => active.all({ after: after ?? '', limit }) }
}
