import type { Id } from '@gatehouse-sso/core/ids'
import type { SetupSessionRecord, SetupSessionStore } from '../domain/stores/setup-sessions.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const columns = [
  'id',
  'environment_id',
  'setup_link_id',
  'token_hash',
  'person',
  'created_at',
  'expires_at',
] as const satisfies (keyof SetupSessionRecord)[]

export function setupSessionStore({ db, engine }: Storage): SetupSessionStore {
  const get = prepareRead<{ id: Id<'sets'> }, SetupSessionRecord>(
    engine,
    'setup_sessions.get',
    (a) => db.selectFrom('setup_sessions').selectAll().where('id', '=', a.id),
    decoder<SetupSessionRecord>({}),
  )
  const insert = prepare<SetupSessionRecord>('setup_sessions.insert', (a) =>
    db.insertInto('setup_sessions').values(columnsOf(a, columns)),
  )
  const remove = prepare<{ id: Id<'sets'> }>(
    'setup_sessions.delete',
    (a) => db.deleteFrom('setup_sessions').where('id', '=', a.id),
    { rows: null },
  )
  const deleteOldest = prepare<{ setup_link_id: Id<'setup'>; keep: number }>(
    'setup_sessions.deleteOldest',
    (a) =>
      db
        .deleteFrom('setup_sessions')
        .where('setup_link_id', '=', a.setup_link_id)
        .where('id', 'not in', (eb) =>
          eb
            .selectFrom('setup_sessions')
            .select('id')
            .where('setup_link_id', '=', a.setup_link_id)
            .orderBy('id', 'desc')
            .limit(a.keep),
        ),
    { rows: null },
  )
  return {
    get: (id) => get.first({ id }),
    insert,
    delete: (id) => remove({ id }),
    deleteOldest: (setup_link_id, keep) => deleteOldest({ setup_link_id, keep }),
  }
}
