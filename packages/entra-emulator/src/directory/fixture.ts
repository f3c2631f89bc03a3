import type { ActiveFault } from '../faults/faults.ts'
import { type FaultFixture, readFault } from '../faults/read-fault.ts'
import type { MadeWith } from './application.ts'
import { readTenant } from './read-tenant.ts'
import { FixtureError, openReader } from './reader.ts'
import type { Tenant, TenantFixture } from './tenant.ts'

/** The whole directory as JSON. Almost everything is optional and has a default. */
export interface Fixture {
  readonly tenants: readonly TenantFixture[]
  /** Faults that are on from the start. */
  readonly faults?: readonly FaultFixture[]
}

/** The state at the start, which "reset" restores. */
export interface InitialState {
  readonly tenants: readonly Tenant[]
  readonly faults: readonly ActiveFault[]
}

/** Refuses ids and domains that appear twice among all tenants, and names the place of the second one. */
export function refuseSharedNames(tenants: readonly Tenant[]): void {
  const seen = new Set<string>()
  const claim = (name: string, place: string): void => {
    if (seen.has(name)) throw new FixtureError(place, `"${name}" appears twice`)
    seen.add(name)
  }
  for (const [index, tenant] of tenants.entries()) {
    claim(tenant.id, `tenants[${index}].id`)
    for (const [position, domain] of tenant.domains.entries()) claim(domain, `tenants[${index}].domains[${position}]`)
    for (const [position, { appId }] of tenant.applications.entries()) {
      claim(appId, `tenants[${index}].applications[${position}].appId`)
    }
  }
}

/**
 * @param value parsed JSON
 * @throws FixtureError naming the exact place: `tenants[0].users[2].userPrincipalName: missing`
 */
export function readFixture(value: unknown, made: Omit<MadeWith, 'tenant_id'>): InitialState {
  const reader = openReader(value, '')
  const tenants = reader.list('tenants', (item, path) => readTenant(item, path, made))
  const faults = reader.list('faults', (item, path) => readFault(item, path, tenants))
  reader.close()
  if (tenants.length === 0) throw new FixtureError('tenants', 'at least one tenant is needed')
  refuseSharedNames(tenants)
  return { tenants, faults }
}
