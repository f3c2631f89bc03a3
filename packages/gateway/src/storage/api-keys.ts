import type { Id } from '@gatehouse-sso/core/ids'
import type { ApiKeyRecord, ApiKeyStore } from '../domain/stores/api-keys.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'environment_id',
  'name',
  'key_hash',
  'hint',
  'scopes',
  'expires_at',
  'last_used_at',
  'last_used_address',
  'revoked_at',
  'created_at',
] as const satisfies (keyof ApiKeyRecord)[]

export function apiKeyStore({ db, engine }: Storage): ApiKeyStore {
  const decode = decoder<ApiKeyRecord>({ json: ['scopes'] })
  const all = db.selectFrom('api_keys').selectAll()
  const byHash = prepareRead<{ key_hash: string }, ApiKeyRecord>(
    engine,
    'api_keys.byHash',
    (a) => all.where('key_hash', '=', a.key_hash),
    decode,
  )
  const insert = prepare<ApiKeyRecord>('api_keys.insert', (a) =>
    db.insertInto('api_keys').values(columnsOf(a, columns)),
  )
  const revoke = prepare<{ environment_id: Id<'env'>; id: Id<'key'>; revoked_at: number }>('api_keys.revoke', (a) =>
    db
      .updateTable('api_keys')
      .set({ revoked_at: a.revoked_at })
      .where('id', '=', a.id)
      .where('environment_id', '=', a.environment_id)
      .where('revoked_at', 'is', null),
  )
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'key'> }, ApiKeyRecord>(
    engine,
    'api_keys.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id).where('revoked_at', 'is', null),
    decode,
  )
  const setExpiry = prepare<{ environment_id: Id<'env'>; id: Id<'key'>; expires_at: number }>(
    'api_keys.setExpiry',
    (a) =>
      db
        .updateTable('api_keys')
        .set({ expires_at: a.expires_at })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('revoked_at', 'is', null),
  )
  const touch = prepare<{ id: Id<'key'>; last_used_at: number; last_used_address: string }>(
    'api_keys.touch',
    (a) =>
      db
        .updateTable('api_keys')
        .set(columnsOf(a, ['last_used_at', 'last_used_address']))
        .where('id', '=', a.id),
    { rows: null },
  )
  return {
    get: (environment_id, id) => get.first({ environment_id, id }),
    byHash: (key_hash) => byHash.first({ key_hash }),
    list: (environment_id, query) => {
      const live = all.where('environment_id', '=', environment_id).where('revoked_at', 'is', null)
      return listPage(engine, live, query, decode)
    },
    insert,
    revoke: (environment_id, id, revoked_at) => revoke({ environment_id, id, revoked_at }),
    setExpiry: (environment_id, id, expires_at) => setExpiry({ environment_id, id, expires_at }),
    touch: (id, last_used_at, last_used_address) => touch({ id, last_used_at, last_used_address }),
  }
}
