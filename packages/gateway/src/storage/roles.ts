import type { Id } from '@gatehouse-sso/core/ids'
import { pageOf } from '../domain/stores/list.ts'
import type { RoleRecord, RoleStore } from '../domain/stores/roles.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'

const changeable = [
  'name',
  'description',
  'position',
  'is_default',
  'assignable_by_customer',
  'claim_values',
  'version',
  'updated_at',
] as const satisfies (keyof RoleRecord)[]

const columns = [...changeable, 'id', 'environment_id', 'slug', 'created_at'] as const satisfies (keyof RoleRecord)[]

interface Key {
  environment_id: Id<'env'>
  id: Id<'role'>
}

const changes = ({ environment_id }: { environment_id: string }): readonly string[] => [`roles:${environment_id}`]

export function roleStore({ db, engine }: Storage): (environment_id: Id<'env'>) => RoleStore {
  const decode = decoder<RoleRecord>({ boolean: ['is_default', 'assignable_by_customer'], json: ['claim_values'] })
  const every = db.selectFrom('roles').selectAll()
  const get = prepareRead<Key, RoleRecord>(
    engine,
    'roles.get',
    (a) => every.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const all = prepareRead<{ environment_id: Id<'env'> }, RoleRecord>(
    engine,
    'roles.all',
    (a) => every.where('environment_id', '=', a.environment_id).orderBy('position').orderBy('id'),
    decode,
  )
  const insert = prepare<RoleRecord>('roles.insert', (a) => db.insertInto('roles').values(columnsOf(a, columns)), {
    changes,
  })
  const update = prepare<RoleRecord & { expected_version: number }>(
    'roles.update',
    (a) =>
      db
        .updateTable('roles')
        .set(columnsOf(a, changeable))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  const remove = prepare<Key>(
    'roles.delete',
    (a) =>
      db
        .deleteFrom('roles')
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('is_default', '=', 0),
    { changes },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    all: () => all.all({ environment_id }),
    list: async (query) => pageOf(await all.all({ environment_id }), query),
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: (id) => remove({ environment_id, id }),
  })
}
