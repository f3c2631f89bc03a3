/**
 * The directory: tenants with their people, groups and app registrations, in memory.
 *
 *   fixture JSON --readFixture--> tenants --openDirectory--> Directory <--replace-- admin API, consent page
 *
 * Tenants are values. A change makes a new tenant and replaces the old one as a whole, so a running request sees one
 * consistent state. Every tenant comes from the fixture's reader, also after a change through the admin API. Members
 * have the names of Microsoft Graph. Sessions, codes, tokens and the rules of a sign-in are elsewhere.
 */
import type { Application } from './application.ts'
import { refuseSharedNames } from './fixture.ts'
import type { Group } from './group.ts'
import type { Tenant } from './tenant.ts'
import type { User } from './user.ts'

/** Look-ups in one tenant by key. */
export interface TenantIndex {
  readonly user: (idOrPrincipalName: string) => User | undefined
  readonly group: (id: string) => Group | undefined
  /** Groups that have this user or group as a direct member. */
  readonly groupsWithMember: (id: string) => readonly Group[]
  readonly application: (appId: string) => Application | undefined
}

export interface RegisteredApplication {
  readonly application: Application
  /** The tenant that registered it. */
  readonly home: Tenant
}

export interface Directory {
  readonly tenants: () => readonly Tenant[]
  /** By GUID or by domain name. */
  readonly tenantNamed: (word: string) => Tenant | undefined
  readonly index: (tenant: Tenant) => TenantIndex
  readonly application: (appId: string) => RegisteredApplication | undefined
  /** Replaces the tenant with the same id, or adds the tenant. */
  readonly put: (tenant: Tenant) => void
  readonly remove: (tenantId: string) => void
  readonly replaceAll: (tenants: readonly Tenant[]) => void
}

function indexTenant(tenant: Tenant): TenantIndex {
  const users = new Map<string, User>()
  for (const user of tenant.users) users.set(user.id, user).set(user.userPrincipalName.toLowerCase(), user)
  const groups = new Map(tenant.groups.map((group) => [group.id, group]))
  const containing = new Map<string, Group[]>()
  for (const group of tenant.groups) {
    for (const member of group.members) {
      const found = containing.get(member)
      if (found) found.push(group)
      else containing.set(member, [group])
    }
  }
  const applications = new Map(tenant.applications.map((application) => [application.appId, application]))
  return {
    user: (name) => users.get(name.toLowerCase()),
    group: (id) => groups.get(id),
    groupsWithMember: (id) => containing.get(id) ?? [],
    application: (appId) => applications.get(appId.toLowerCase()),
  }
}

/** Look-ups over all tenants. */
interface Names {
  readonly tenants: ReadonlyMap<string, Tenant>
  readonly homes: ReadonlyMap<string, Tenant>
}

function namesOf(tenants: readonly Tenant[]): Names {
  const pairs = (names: (tenant: Tenant) => readonly string[]): Map<string, Tenant> =>
    new Map(tenants.flatMap((tenant) => names(tenant).map((name): [string, Tenant] => [name, tenant])))
  return {
    tenants: pairs((tenant) => [tenant.id, ...tenant.domains]),
    homes: pairs((tenant) => tenant.applications.map(({ appId }) => appId)),
  }
}

export function openDirectory(initial: readonly Tenant[]): Directory {
  let tenants = initial
  let names = namesOf(initial)
  // Keyed by the tenant value, so that the index of a replaced tenant is dropped.
  const indexes = new WeakMap<Tenant, TenantIndex>()
  const index = (tenant: Tenant): TenantIndex => {
    const known = indexes.get(tenant)
    if (known) return known
    const made = indexTenant(tenant)
    indexes.set(tenant, made)
    return made
  }
  const replaceAll = (next: readonly Tenant[]): void => {
    refuseSharedNames(next)
    tenants = next
    names = namesOf(next)
  }
  return {
    tenants: () => tenants,
    tenantNamed: (word) => names.tenants.get(word.toLowerCase()),
    index,
    application: (appId) => {
      const home = names.homes.get(appId.toLowerCase())
      const application = home && index(home).application(appId)
      return home && application ? { application, home } : undefined
    },
    put: (tenant) => {
      const known = tenants.some(({ id }) => id === tenant.id)
      replaceAll(known ? tenants.map((old) => (old.id === tenant.id ? tenant : old)) : [...tenants, tenant])
    },
    remove: (tenantId) => replaceAll(tenants.filter(({ id }) => id !== tenantId)),
    replaceAll,
  }
}
