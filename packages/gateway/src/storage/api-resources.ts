import type { Id } from '@gatehouse-sso/core/ids'
import { sql } from 'kysely'
import type {
  AnyApiResourceStore,
  ApiResourceRecord,
  ApiResourceStore,
  ApiResourceTenantRecord,
  SuspendedSubject,
} from '../domain/stores/api-resources.ts'
import { columnsOf, decoder, prepare, prepareRead, type Storage } from './statements/compile.ts'
import { listPage } from './statements/list.ts'

const changeable = [
  'name',
  'enabled',
  'cloud',
  'authority_host',
  'application_id',
  'app_id_uris',
  'accepts_v1',
  'application_keys',
  'allowed_clients',
  'required_scopes',
  'required_app_roles',
  'allow_app_only',
  'allow_token_exchange',
  'required_acr',
  'claims',
  'admin_group',
  'require_group',
  'match_case',
  'match_group_names',
  'debug',
  'version',
  'updated_at',
] as const satisfies (keyof ApiResourceRecord)[]

const columns = [
  ...changeable,
  'id',
  'environment_id',
  'organization_id',
  'created_at',
] as const satisfies (keyof ApiResourceRecord)[]

const tenantColumns = [
  'id',
  'environment_id',
  'api_resource_id',
  'organization_id',
  'tenant_id',
  'source',
  'allowed_clients',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof ApiResourceTenantRecord)[]

interface Key {
  environment_id: Id<'env'>
  id: Id<'res'>
}

interface TenantKey {
  environment_id: Id<'env'>
  api_resource_id: Id<'res'>
}

const changes = ({ id }: Pick<Key, 'id'>): readonly string[] => [`api_resource:${id}`]
/** All of them: what is known of one depends on the others of its organization. */
const tenantChanges = (): readonly string[] => ['api_resource_tenant']

const decode = decoder<ApiResourceRecord>({
  json: ['app_id_uris', 'allowed_clients', 'required_scopes', 'required_app_roles', 'claims'],
  boolean: [
    'enabled',
    'accepts_v1',
    'application_keys',
    'allow_app_only',
    'allow_token_exchange',
    'require_group',
    'match_group_names',
    'debug',
  ],
})
const decodeTenant = decoder<ApiResourceTenantRecord>({ json: ['allowed_clients'] })

export function apiResourceStore({ db, engine }: Storage): (environment_id: Id<'env'>) => ApiResourceStore {
  const all = db.selectFrom('api_resources').selectAll()
  const tenants = db.selectFrom('api_resource_tenants').selectAll()
  const get = prepareRead<Key, ApiResourceRecord>(
    engine,
    'api_resources.get',
    (a) => all.where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    decode,
  )
  const ofApplication = prepareRead<{ environment_id: Id<'env'>; application_id: string }, ApiResourceRecord>(
    engine,
    'api_resources.ofApplication',
    (a) =>
      all
        .where('environment_id', '=', a.environment_id)
        .where('application_id', '=', a.application_id)
        .where('enabled', '=', 1 as never)
        .orderBy('id')
        .limit(2),
    decode,
  )
  // The list is JSON, in which an URI stands as it is written by itself. `position` is called `instr` on SQLite.
  const position = sql.raw(engine.dialect === 'sqlite' ? 'instr' : 'strpos')
  const ofAppIdUri = prepareRead<{ environment_id: Id<'env'>; json: string }, ApiResourceRecord>(
    engine,
    'api_resources.ofAppIdUri',
    (a) =>
      all
        .where('environment_id', '=', a.environment_id)
        .where('enabled', '=', 1 as never)
        .where(sql<number>`${position}(app_id_uris, ${a.json})`, '>', sql.lit(0))
        .orderBy('id')
        .limit(2),
    decode,
  )
  const insert = prepare<ApiResourceRecord>(
    'api_resources.insert',
    (a) => db.insertInto('api_resources').values(columnsOf(a, columns)),
    { changes },
  )
  const update = prepare<ApiResourceRecord & { expected_version: number }>(
    'api_resources.update',
    (a) =>
      db
        .updateTable('api_resources')
        .set(columnsOf(a, changeable))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes },
  )
  const remove = prepare<ApiResourceRecord>(
    'api_resources.delete',
    (a) => db.deleteFrom('api_resources').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes: (a) => [...changes(a), 'api_resource_tenant'] },
  )
  const tenant = prepareRead<TenantKey & { id: Id<'rten'> }, ApiResourceTenantRecord>(
    engine,
    'api_resource_tenants.get',
    (a) =>
      tenants
        .where('id', '=', a.id)
        .where('api_resource_id', '=', a.api_resource_id)
        .where('environment_id', '=', a.environment_id),
    decodeTenant,
  )
  const tenantById = prepareRead<TenantKey & { tenant_id: string }, ApiResourceTenantRecord>(
    engine,
    'api_resource_tenants.byTenant',
    (a) =>
      tenants
        .where('api_resource_id', '=', a.api_resource_id)
        .where('tenant_id', '=', a.tenant_id)
        .where('environment_id', '=', a.environment_id),
    decodeTenant,
  )
  const suspended = prepareRead<TenantKey & { authority_prefix: string; limit: number }, SuspendedSubject>(
    engine,
    'api_resource_tenants.suspended',
    (a) =>
      db
        .selectFrom('users')
        .innerJoin('identities', 'identities.user_id', 'users.id')
        .innerJoin('api_resource_tenants', (join) =>
          join
            .onRef('api_resource_tenants.organization_id', '=', 'identities.organization_id')
            .on('identities.authority', '=', sql<string>`${a.authority_prefix} || api_resource_tenants.tenant_id`),
        )
        .select(['api_resource_tenants.tenant_id', 'identities.subject'])
        .where('users.environment_id', '=', a.environment_id)
        .where('users.state', '=', sql.lit<'suspended'>('suspended'))
        .where('api_resource_tenants.api_resource_id', '=', a.api_resource_id)
        .where('api_resource_tenants.environment_id', '=', a.environment_id)
        .orderBy('api_resource_tenants.tenant_id')
        .orderBy('identities.subject')
        .limit(a.limit as never),
    decoder<SuspendedSubject>({}),
  )
  const insertTenant = prepare<ApiResourceTenantRecord>(
    'api_resource_tenants.insert',
    (a) => db.insertInto('api_resource_tenants').values(columnsOf(a, tenantColumns)),
    { changes: tenantChanges },
  )
  const updateTenant = prepare<ApiResourceTenantRecord & { expected_version: number }>(
    'api_resource_tenants.update',
    (a) =>
      db
        .updateTable('api_resource_tenants')
        .set(columnsOf(a, ['allowed_clients', 'version', 'updated_at']))
        .where('id', '=', a.id)
        .where('environment_id', '=', a.environment_id)
        .where('version', '=', a.expected_version),
    { changes: tenantChanges },
  )
  const deleteTenant = prepare<ApiResourceTenantRecord>(
    'api_resource_tenants.delete',
    (a) => db.deleteFrom('api_resource_tenants').where('id', '=', a.id).where('environment_id', '=', a.environment_id),
    { changes: tenantChanges },
  )
  return (environment_id) => ({
    get: (id) => get.first({ environment_id, id: id as Id<'res'> }),
    ofApplication: (application_id) => ofApplication.all({ environment_id, application_id }),
    ofAppIdUri: (app_id_uri) => ofAppIdUri.all({ environment_id, json: JSON.stringify(app_id_uri) }),
    list: ({ organization_id, ...query }) => {
      let found = all.where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      return listPage(engine, found, query, decode)
    },
    insert,
    update: (record, version) => update({ ...record, expected_version: version }),
    delete: remove,
    tenant: (api_resource_id, id) => tenant.first({ environment_id, api_resource_id, id }),
    tenantById: (api_resource_id, tenant_id) => tenantById.first({ environment_id, api_resource_id, tenant_id }),
    tenants: (api_resource_id, { organization_id, ...query }) => {
      let found = tenants.where('api_resource_id', '=', api_resource_id).where('environment_id', '=', environment_id)
      if (organization_id !== undefined) found = found.where('organization_id', '=', organization_id)
      return listPage(engine, found, query, decodeTenant)
    },
    suspended: (api_resource_id, authority_prefix, limit) =>
      suspended.all({ environment_id, api_resource_id, authority_prefix, limit }),
    insertTenant,
    updateTenant: (record, version) => updateTenant({ ...record, expected_version: version }),
    deleteTenant,
  })
}

export function anyApiResourceStore({ db, engine }: Storage): AnyApiResourceStore {
  const get = prepareRead<{ id: Id<'res'> }, ApiResourceRecord>(
    engine,
    'api_resources.getOfAny',
    (a) => db.selectFrom('api_resources').selectAll().where('id', '=', a.id),
    decode,
  )
  return { get: (id) => get.first({ id: id as Id<'res'> }) }
}
