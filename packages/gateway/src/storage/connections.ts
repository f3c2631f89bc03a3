import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionRecord, ConnectionStore } from '../domain/stores/connections.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'name',
  'state',
  'settings',
  'mapping',
  'policy',
  'candidate',
  'previous',
  'last_test',
  'consent',
  'armed_at',
  'endpoints',
  'exposed_keys',
  'saml_watch',
  'version',
  'updated_at',
] as const satisfies (keyof ConnectionRecord)[]

/** All columns but that of the watch (saml-watch.ts). */
export const connectionColumns = [
  ...changeable,
  'id',
  'environment_id',
  'organization_id',
  'type',
  'created_at',
] as const satisfies (keyof ConnectionRecord)[]

const changes = ({ id, organization_id }: ConnectionRecord): readonly string[] => [
  `connection:${id}`,
  `organization:${organization_id}`,
  // A domain routes only while its organization has an open connection.
  'domain',
]

export const connectionDecoder = () =>
  decoder<ConnectionRecord>({
    shared: ['mapping', 'policy'],
    json: ['settings', 'candidate', 'previous', 'last_test', 'consent', 'endpoints', 'exposed_keys', 'saml_watch'],
  })

export function connectionStore({ db, engine }: Storage): (environment_id: Id<'env'>) => ConnectionStore {
  const decode = connectionDecoder()
  const all = db.selectFrom('connections').select([...connectionColumns])
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'conn'> }, ConnectionRecord>(
    engine,
    'connections.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const ofOrganization = prepareRead<{ environment_id: Id<'env'>; organization_id: Id<'org'> }, ConnectionRecord>(
    engine,
    'connections.ofOrganization',
    (a) =>
      all.where('organization_id', '=', a.organization_id).where('environment_id', '=', a.environment_id).orderBy('id'),
    decode,
  )
  const lastSignIn = prepareRead<{ environment_id: Id<'env'>; id: Id<'conn'> }, number | null>(
    engine,
    'connections.lastSignInAt',
    (a) =>
      db
        .selectFrom('sign_ins')
        .select('finished_at')
        .where('connection_id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('state', '=', 'succeeded')
        .orderBy('id', 'desc')
        .limit(1),
    (row) => row.finished_at as number | null,
  )
  const insert = prepare<ConnectionRecord>(
    'connections.insert',
    (a) => db.insertInto('connections').values(columnsOf(a, connectionColumns)),
    { changes },
  )
  const update = prepare<ConnectionRecord & { expected_version: number }>(
    'connections.update',
    (a) =>
      db
        .updateTable('connections')
        .set(columnsOf(a, changeable))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  const remove = prepare<ConnectionRecord>(
    'connections.delete',
    (a) => db.deleteFrom('connections').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'conn'> }),
    ofOrganization: (organization_id) => ofOrganization.all({ environment_id, organization_id }),
    list: ({ organization_id, type, state, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (type !== undefined) found = found.where('type', '=', type)
      if (state !== undefined) found = found.where('state', '=', state)
      return listPage(engine, found, query, decode)
    },
    lastSignInAt: async (id) => (await lastSignIn.first({ environment_id, id })) ?? null,
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: remove,
  })
}
