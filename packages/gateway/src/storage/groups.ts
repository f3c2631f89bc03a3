import type { Id } from '@gatehouse-sso/core/ids'
import type { GroupRecord, GroupStore } from '../domain/stores/groups.ts'
import { seenGroupWrites } from './seen-groups.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const columns = [
  'id',
  'environment_id',
  'organization_id',
  'source',
  'idp_id',
  'name',
  'roles',
  'seen_count',
  'last_seen_at',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof GroupRecord)[]

const changes = ({ organization_id }: GroupRecord): readonly string[] => [`organization:${organization_id}`]

export function groupStore({ db, engine }: Storage): (environment_id: Id<'env'>) => GroupStore {
  const decode = decoder<GroupRecord>({ json: ['roles'] })
  const all = db.selectFrom('groups').selectAll()
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'grp'> }, GroupRecord>(
    engine,
    'groups.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const byIdpId = prepareRead<{ environment_id: Id<'env'>; organization_id: Id<'org'>; idp_id: string }, GroupRecord>(
    engine,
    'groups.byIdpId',
    (a) =>
      all
        .where('organization_id', '=', a.organization_id)
        .where('idp_id', '=', a.idp_id)
        .where('environment_id', '=', a.environment_id),
    decode,
  )
  const insert = prepare<GroupRecord>('groups.insert', (a) => db.insertInto('groups').values(columnsOf(a, columns)), {
    changes,
  })
  const update = prepare<GroupRecord & { expected_version: number }>(
    'groups.update',
    (a) =>
      db
        .updateTable('groups')
        .set(columnsOf(a, ['source', 'name', 'roles', 'version', 'updated_at']))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  const remove = prepare<GroupRecord>(
    'groups.delete',
    (a) => db.deleteFrom('groups').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes },
  )
  const seen = seenGroupWrites({ db, engine })
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id }),
    byIdpId: (organization_id, idp_id) => byIdpId.first({ environment_id, organization_id, idp_id }),
    list: ({ organization_id, source, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      if (source !== undefined) found = found.where('source', '=', source)
      return listPage(engine, found, query, decode)
    },
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: remove,
    countSeen: (of) => seen.count({ ...of, environment_id }),
    rememberSeen: (of) => seen.remember({ ...of, environment_id }),
  })
}
