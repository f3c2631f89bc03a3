import type { Id } from '@gatehouse-sso/core/ids'
import type { PushedRequestRecord, PushedRequestStore } from '../domain/stores/pushed-requests.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

interface Key {
  environment_id: Id<'env'>
  id: Id<'par'>
}

export function pushedRequestStore({ db, engine }: Storage): (environment_id: Id<'env'>) => PushedRequestStore {
  const get = prepareRead<Key, PushedRequestRecord>(
    engine,
    'pushed_requests.get',
    (a) =>
      db
        .selectFrom('pushed_requests')
        .selectAll()
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
    decoder<PushedRequestRecord>({}),
  )
  const insert = prepare<PushedRequestRecord>('pushed_requests.insert', (a) =>
    db
      .insertInto('pushed_requests')
      .values(
        columnsOf(a, [
          'id',
          'environment_id',
          'application_id',
          'handle_hash',
          'parameters_sealed',
          'created_at',
          'expires_at',
        ]),
      ),
  )
  const consume = prepare<Key>('pushed_requests.consume', (a) =>
    db.deleteFrom('pushed_requests').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    insert,
    consume: (id) => consume({ environment_id, id }),
  })
}
