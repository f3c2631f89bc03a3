import type { Id } from '@gatehouse-sso/core/ids'
import type { EventRecord, EventStore } from '../domain/stores/events.ts'
import { columnsOf, decoder, prepare, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'environment_id',
  'type',
  'organization_id',
  'object_id',
  'actor_type',
  'actor_id',
  'source',
  'data',
  'changes',
  'created_at',
] as const satisfies (keyof EventRecord)[]

export function eventStore({ db, engine }: Storage): (environment_id: Id<'env'>) => EventStore {
  const decode = decoder<EventRecord>({ json: ['source', 'data', 'changes'] })
  const insert = prepare<EventRecord>('events.insert', (a) => db.insertInto('events').values(columnsOf(a, columns)))
  return (environment_id) => ({
    insert,
    list: ({ organization_id, object_id, actor_id, type, until, ...query }) => {
      let found = db.selectFrom('events').selectAll().where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (object_id !== undefined) found = found.where('object_id', '=', object_id)
      if (actor_id !== undefined) found = found.where('actor_id', '=', actor_id)
      if (type !== undefined) found = found.where('type', '=', type)
      if (until !== undefined) found = found.where('created_at', '<=', until)
      return listPage(engine, found, query, decode)
    },
  })
}
