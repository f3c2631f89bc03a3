import { sql } from 'kysely'
import type { EnvironmentRecord, EnvironmentStore } from '../domain/stores/environments.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'name',
  'slug',
  'kind',
  'is_default',
  'trace_days',
  'callback_aliases',
  'suggested_application_name',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof EnvironmentRecord)[]

export function environmentStore({ db, engine }: Storage): EnvironmentStore {
  const decode = decoder<EnvironmentRecord>({ boolean: ['is_default'], json: ['callback_aliases'] })
  const all = db.selectFrom('environments').selectAll()
  const get = prepareRead<{ id: EnvironmentRecord['id'] }, EnvironmentRecord>(
    engine,
    'environments.get',
    (a) => all.where('id', '=', a.id),
    decode,
  )
  const bySlug = prepareRead<{ slug: string }, EnvironmentRecord>(
    engine,
    'environments.bySlug',
    (a) => all.where('slug', '=', a.slug),
    decode,
  )
  const byDefault = prepareRead<object, EnvironmentRecord>(
    engine,
    'environments.default',
    () => all.where('is_default', '=', 1),
    decode,
  )
  const withAliases = prepareRead<object, EnvironmentRecord>(
    engine,
    'environments.withAliases',
    () => all.where('callback_aliases', '!=', sql.lit('[]') as never).orderBy('id'),
    decode,
  )
  const insert = prepare<EnvironmentRecord>(
    'environments.insert',
    (a) => db.insertInto('environments').values(columnsOf(a, columns)),
    { changes: () => ['environment'] },
  )
  const update = prepare<EnvironmentRecord & { expected_version: number }>(
    'environments.update',
    (a) =>
      db
        .updateTable('environments')
        .set(
          columnsOf(a, [
            'name',
            'trace_days',
            'callback_aliases',
            'suggested_application_name',
            'version',
            'updated_at',
          ]),
        )
        .where('id', '=', a.id)
        .where('version', '=', a.expected_version),
    { changes: () => ['environment'] },
  )
  return {
    get: (id) => get.first({ id }),
    bySlug: (slug) => bySlug.first({ slug }),
    default: () => byDefault.first({}),
    withAliases: () => withAliases.all({}),
    list: (query) => listPage(engine, all, query, decode),
    insert,
    update: (record, expected_version) => update({ ...record, expected_version }),
  }
}
