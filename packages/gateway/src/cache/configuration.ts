/**
 * Caches the configuration that sign-ins read. The cache is bounded and reads through to the stores. Every unit that
 * changes configuration names the stale keys (`connection:conn_…`, or a whole kind), and the cache drops them after its
 * commit. A read in flight during that commit may have seen the old state, so its result is returned but not kept.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { originsOf } from '@gatehouse-sso/core/oauth/redirect-uri'
import { LRUCache } from 'lru-cache'
import type {
  ApplicationConfiguration,
  Configuration,
  ConnectionConfiguration,
  FederationConfiguration,
  OrganizationConfiguration,
  OrganizationHost,
  TenantConfiguration,
} from '../domain/ports/configuration.ts'
import type { ApiResourceRecord } from '../domain/stores/api-resources.ts'
import type { ApplicationRecord } from '../domain/stores/applications.ts'
import type { ConnectionRecord } from '../domain/stores/connections.ts'
import type { EnvironmentRecord } from '../domain/stores/environments.ts'
import type { RoleRecord } from '../domain/stores/roles.ts'
import type { SigningKeyRecord } from '../domain/stores/signing-keys.ts'
import type { Stores } from '../domain/stores/stores.ts'

/** The maximum of entries of each kind. An organization with one connection and a few groups takes about 2 KB. */
const maximumEntries = 5_000

export interface CachedConfiguration extends Configuration {
  /** Drops the keys that a commit made stale: `kind:key`, or `kind` for the whole kind. */
  invalidate(keys: readonly string[]): void
  /** Drops everything. */
  clear(): void
}

interface ReadThrough<V extends object> {
  get(key: string, load: () => Promise<V | undefined>): Promise<V | undefined>
  /** The moment before a read that may bring values of this kind too, for {@link keep}. */
  readonly generation: number
  /** Keeps a value that another read has brought, unless something was dropped since `generation`. */
  keep(key: string, value: V, generation: number): void
  drop(key: string | undefined): void
}

/**
 * Returns `undefined` while cached values are fresh, otherwise a promise to await before they are used. @throws Failure
 */
type Fresh = () => Promise<void> | undefined

function readThrough<V extends object>(fresh: Fresh): ReadThrough<V> {
  const cache = new LRUCache<string, V>({ max: maximumEntries })
  let generation = 0
  return {
    async get(key, load) {
      const wait = fresh()
      if (wait) await wait
      const known = cache.get(key)
      if (known !== undefined) return known
      const before = generation
      const value = await load()
      if (value !== undefined && generation === before) cache.set(key, value)
      return value
    },
    get generation() {
      return generation
    },
    keep(key, value, before) {
      if (generation === before) cache.set(key, value)
    },
    drop(key) {
      generation += 1
      if (key === undefined) cache.clear()
      else cache.delete(key)
    },
  }
}

/** Replaces a slug in a key. No slug has parentheses. */
const defaultEnvironment = '(default)'

export function cachedConfiguration(stores: Stores, fresh: Fresh): CachedConfiguration {
  const environment = readThrough<EnvironmentRecord>(fresh)
  const aliased = readThrough<readonly EnvironmentRecord[]>(fresh)
  const application = readThrough<ApplicationConfiguration>(fresh)
  const api_resource = readThrough<ApiResourceRecord>(fresh)
  const api_resource_tenant = readThrough<TenantConfiguration>(fresh)
  const browser_origins = readThrough<ReadonlySet<string>>(fresh)
  const told_of_logout = readThrough<readonly ApplicationRecord[]>(fresh)
  const connection = readThrough<ConnectionConfiguration>(fresh)
  /** The row of a connection alone. Its organization brings it, so that a sign-in reads it once. */
  const connection_row = readThrough<ConnectionRecord>(fresh)
  const organization = readThrough<OrganizationConfiguration>(fresh)
  const domain = readThrough<{ readonly organization_id: Id<'org'> }>(fresh)
  const organization_name = readThrough<{ readonly id: Id<'org'> }>(fresh)
  // Every request at a host that is not ours asks, so a host that leads nowhere is kept too.
  const organization_host = readThrough<{ readonly led: OrganizationHost | null }>(fresh)
  const roles = readThrough<readonly RoleRecord[]>(fresh)
  const signing_keys = readThrough<readonly SigningKeyRecord[]>(fresh)
  const federation = readThrough<FederationConfiguration>(fresh)
  const kinds: Readonly<Record<string, { drop(key: string | undefined): void }>> = {
    environment: {
      drop(key) {
        environment.drop(key)
        aliased.drop(undefined)
        organization_host.drop(undefined)
      },
    },
    application,
    api_resource,
    api_resource_tenant,
    browser_origins,
    told_of_logout,
    connection: {
      drop(key) {
        connection.drop(key)
        connection_row.drop(key)
      },
    },
    organization,
    organization_name: {
      drop() {
        organization_name.drop(undefined)
        organization_host.drop(undefined)
      },
    },
    domain,
    roles,
    signing_keys,
    federation,
  }

  return {
    environment: (slug) =>
      environment.get(slug ?? defaultEnvironment, () =>
        slug === null ? stores.environments.default() : stores.environments.bySlug(slug),
      ),

    environmentsWithAliases: async () => (await aliased.get('', () => stores.environments.withAliases())) ?? [],

    async application(environment_id, id) {
      const found = await application.get(id, async () => {
        const store = stores.in(environment_id).applications
        const record = await store.get(id)
        return record && { application: record, secrets: await store.secrets(record.id) }
      })
      return found?.application.environment_id === environment_id ? found : undefined
    },

    apiResource: (id) => api_resource.get(id, () => stores.anyApiResources.get(id)),

    tenant: ({ id, environment_id }, tenant_id) =>
      api_resource_tenant.get(`${id}:${tenant_id}`, async () => {
        const { api_resources } = stores.in(environment_id)
        const tenant = await api_resources.tenantById(id, tenant_id)
        if (tenant === undefined) return undefined
        const { organization_id } = tenant
        const { records } = await api_resources.tenants(id, { limit: 2, order: 'asc', organization_id })
        return { tenant, is_only: records.length === 1 }
      }),

    browserOrigins: async (environment_id) =>
      (await browser_origins.get(
        environment_id,
        async () => new Set(originsOf(await stores.in(environment_id).applications.publicRedirectUris())),
      )) ?? new Set(),

    toldOfLogout: async (environment_id) =>
      (await told_of_logout.get(environment_id, () => stores.in(environment_id).applications.toldOfLogout())) ?? [],

    async connection(environment_id, id) {
      const found = await connection.get(id, async () => {
        const { connections, credentials } = stores.in(environment_id)
        const record = await connection_row.get(id, () => connections.get(id))
        // The stores of another environment have no credentials for it, and nothing without them may be kept.
        if (record?.environment_id !== environment_id) return undefined
        return { connection: record, credentials: await credentials.ofConnection(record.id) }
      })
      return found?.connection.environment_id === environment_id ? found : undefined
    },

    async organization(environment_id, id) {
      const found = await organization.get(id, async () => {
        const { generation } = connection_row
        const loaded = await loadOrganization(stores, environment_id, id)
        for (const row of loaded?.connections ?? []) connection_row.keep(row.id, row, generation)
        return loaded
      })
      return found?.organization.environment_id === environment_id ? found : undefined
    },

    async organizationBySlug(environment_id, slug) {
      const found = await organization_name.get(`${environment_id}:${slug}`, () =>
        stores.in(environment_id).organizations.bySlug(slug),
      )
      return found?.id
    },

    async organizationByHost(host) {
      const found = await organization_host.get(host, async () => {
        const named = await stores.organizationHosts.byHost(host)
        const of = named && (await stores.environments.get(named.environment_id))
        return { led: named && of ? { id: named.id, environment: of } : null }
      })
      return found?.led ?? undefined
    },

    async domain(environment_id, name) {
      const found = await domain.get(`${environment_id}:${name}`, () => stores.in(environment_id).domains.routed(name))
      return found?.organization_id
    },

    roles: async (environment_id) =>
      (await roles.get(environment_id, () => stores.in(environment_id).roles.all())) ?? [],

    signingKeys: async (environment_id) =>
      (await signing_keys.get(environment_id, () => stores.in(environment_id).signing_keys.all())) ?? [],

    federation: () =>
      federation.get('', async () => {
        const issuer = await stores.federation.issuer()
        return issuer === null ? undefined : { issuer, keys: await stores.federation.keys() }
      }),

    invalidate(keys) {
      for (const key of keys) {
        const colon = key.indexOf(':')
        if (colon < 0) kinds[key]?.drop(undefined)
        else kinds[key.slice(0, colon)]?.drop(key.slice(colon + 1))
      }
    },

    clear() {
      for (const kind of Object.values(kinds)) kind.drop(undefined)
    },
  }
}

async function loadOrganization(
  stores: Stores,
  environment_id: Id<'env'>,
  id: string,
): Promise<OrganizationConfiguration | undefined> {
  const { organizations, connections } = stores.in(environment_id)
  // Read together, because on PostgreSQL they then share a round trip.
  const [organization, found] = await Promise.all([
    organizations.configured(id),
    connections.ofOrganization(id as Id<'org'>),
  ])
  if (organization === undefined) return undefined
  const { known_groups, verified_domains } = organization
  return { organization, connections: found, groups: known_groups, domains: verified_domains }
}
