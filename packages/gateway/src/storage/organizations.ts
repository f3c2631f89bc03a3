import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type { OrganizationHostStore, OrganizationRecord, OrganizationStore } from '../domain/stores/organizations.ts'
import { configuredOrganizations } from './configured-organizations.ts'
import { organizationColumns, organizationDecoder } from './organization-columns.ts'
import { organizationsBeginningWith, organizationsWithConnection } from './organization-search.ts'
import { columnsOf, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

// The caches also hold host names that lead nowhere.
const changes = ({ id }: { id: string }): readonly string[] => [`organization:${id}`, 'organization_name']

/** Locks an organization, for a write that must be the only one of its kind there. */
export function organizationLock({ db }: Pick<Storage, 'db'>) {
  return prepare<{ organization_id: Id<'org'> }>(
    'organizations.lock',
    (a) => db.selectFrom('organizations').select('id').where('id', '=', a.organization_id).forNoKeyUpdate(),
    { rows: null, returns: true },
  )
}

export function organizationHostStore({ db, engine }: Storage): OrganizationHostStore {
  const byHost = prepareRead<{ host: string }, OrganizationRecord>(
    engine,
    'organizations.byHost',
    (a) =>
      db
        .selectFrom('organizations')
        .select([...organizationColumns])
        .where('host', '=', a.host),
    organizationDecoder(),
  )
  return { byHost: (host) => byHost.first({ host }) }
}

export function organizationStore({ db, engine }: Storage): (environment_id: Id<'env'>) => OrganizationStore {
  const decode = organizationDecoder()
  const all = db.selectFrom('organizations').select([...organizationColumns])
  const get = prepareRead<{ environment_id: Id<'env'>; id: Id<'org'> }, OrganizationRecord>(
    engine,
    'organizations.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const bySlug = prepareRead<{ environment_id: Id<'env'>; slug: string }, OrganizationRecord>(
    engine,
    'organizations.bySlug',
    (a) => all.where('environment_id', '=', a.environment_id).where('slug', '=', a.slug),
    decode,
  )
  const insert = prepare<OrganizationRecord & { name_key: string }>(
    'organizations.insert',
    (a) => db.insertInto('organizations').values(columnsOf(a, [...organizationColumns, 'name_key'])),
    { changes },
  )
  const update = prepare<OrganizationRecord & { expected_version: number; name_key: string }>(
    'organizations.update',
    (a) =>
      db
        .updateTable('organizations')
        .set(
          columnsOf(a, [
            'name',
            'name_key',
            'external_id',
            'slug',
            'host',
            'policy',
            'metadata',
            'version',
            'updated_at',
          ]),
        )
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  // Always read from the database, so no cache is stale after it.
  const endAccess = prepare<{ environment_id: Id<'env'>; id: Id<'org'>; access_ended_at: number }>(
    'organizations.endAccess',
    (a) =>
      db
        .updateTable('organizations')
        .set({ access_ended_at: a.access_ended_at })
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id),
  )
  const remove = prepare<{ environment_id: Id<'env'>; id: Id<'org'> }>(
    'organizations.delete',
    (a) => db.deleteFrom('organizations').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    {
      changes: ({ id }) => [
        `organization:${id}`,
        'organization_name',
        'domain',
        'connection',
        'api_resource',
        'api_resource_tenant',
      ],
      slow: true,
    },
  )
  // Runs after the connections are deleted. Opening a session locks its connection, so no new session can follow.
  // They end and are swept later, because notices to applications look for sessions that ended (domain/logout/).
  const endSessions = prepare<{ environment_id: Id<'env'>; id: Id<'org'>; deleted_at: number }>(
    'sessions.endOfOrganization',
    (a) =>
      db
        .updateTable('sessions')
        .set({ ended_at: a.deleted_at, ended_because: 'organization_deleted' })
        .where('organization_id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('ended_at', 'is', null),
    { rows: null, slow: true },
  )
  const configured = configuredOrganizations({ db, engine })
  return (environment_id) => ({
    configured: (id) => configured.first({ environment_id, id: id as Id<'org'> }),
    get: (id) => get.first({ environment_id, id: id as Id<'org'> }),
    endAccess: (id, access_ended_at) => endAccess({ environment_id, id, access_ended_at }),
    bySlug: (slug) => bySlug.first({ environment_id, slug }),
    list: ({ domain, external_id, search, beginning, connection_state, connection_type, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (external_id !== undefined) found = found.where('external_id', '=', external_id)
      if (search !== undefined) {
        const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
        found = found.where(sql<boolean>`lower(name) like ${pattern} escape '\\'`)
      }
      if (domain !== undefined) {
        found = found.where('id', 'in', (eb) =>
          eb
            .selectFrom('domains')
            .select('organization_id')
            .where('domains.environment_id', '=', environment_id)
            .where('domain', '=', domain),
        )
      }
      if (beginning !== undefined)
        found = found.where('id', 'in', organizationsBeginningWith(db, environment_id, beginning))
      const filter = { state: connection_state, type: connection_type }
      if (filter.state !== undefined || filter.type !== undefined) {
        // With a search, the rows of a page are not the next ones of the filter.
        const page = beginning === undefined ? query : null
        found = found.where('id', 'in', organizationsWithConnection(db, environment_id, filter, page))
      }
      return listPage(engine, found, query, decode)
    },
    insert: (record) => insert({ ...record, name_key: record.name.toLowerCase() }),
    update: (record, version) => update({ ...record, name_key: record.name.toLowerCase(), expected_version: version }),
    delete: (id, deleted_at) => [remove({ environment_id, id }), endSessions({ environment_id, id, deleted_at })],
  })
}
