import { readTenant } from '../directory/read-tenant.ts'
import { isJsonObject, type JsonObject } from '../directory/reader.ts'
import type { Tenant } from '../directory/tenant.ts'
import type { Emulation } from '../emulation.ts'
import { type AdminCall, AdminError, param } from './admin-route.ts'

/** The lists of objects in a tenant. */
export type ObjectList = 'users' | 'groups' | 'applications' | 'servicePrincipals' | 'personaApplications'

/** A tenant as plain JSON, while it is changed. */
export type TenantDraft = JsonObject & {
  readonly [List in ObjectList]: readonly JsonObject[]
}

export function notFound(what: string, name: string): AdminError {
  return new AdminError(404, 'not_found', `There is no ${what} "${name}".`)
}

/** Merges objects and replaces lists and values. */
export function merged(before: JsonObject, patch: JsonObject): JsonObject {
  const entries = Object.entries(patch).map(([name, value]): [string, unknown] => {
    const old = before[name]
    return [name, isJsonObject(old) && isJsonObject(value) ? merged(old, value) : value]
  })
  return { ...before, ...Object.fromEntries(entries) }
}

/**
 * @throws AdminError 400
 */
export function bodyObject(call: AdminCall): JsonObject {
  if (!isJsonObject(call.body)) throw new AdminError(400, 'invalid', 'The body must be a JSON object.')
  return call.body
}

/**
 * The tenant in the path, by GUID or domain.
 * @throws AdminError 404
 */
export function tenantOf(call: AdminCall): Tenant {
  const tenant = call.emulation.directory.tenantNamed(param(call, 'tenant'))
  if (!tenant) throw notFound('tenant', param(call, 'tenant'))
  return tenant
}

/**
 * Changes the tenant in the path. The result is read like a fixture, so that the same rules apply. A wrong value is
 * reported with its place, and nothing changes.
 * @throws AdminError 404, FixtureError
 */
export function changeTenant(call: AdminCall, change: (draft: TenantDraft) => JsonObject): Tenant {
  return replaceTenant(call.emulation, tenantOf(call), change)
}

/**
 * Changes this tenant, by the rules of `changeTenant`.
 * @throws AdminError 400, FixtureError
 */
export function replaceTenant(
  { clock, directory, entropy }: Emulation,
  tenant: Tenant,
  change: (draft: TenantDraft) => JsonObject,
): Tenant {
  const changed = readTenant(change({ ...tenant, ...listsOf(tenant) }), '', { now: clock.now(), entropy })
  if (changed.id !== tenant.id) throw new AdminError(400, 'invalid', 'id: cannot be changed')
  directory.put(changed)
  return changed
}

function listsOf(tenant: Tenant): Pick<TenantDraft, ObjectList> {
  return {
    users: tenant.users.map((user) => ({ ...user })),
    groups: tenant.groups.map((group) => ({ ...group })),
    applications: tenant.applications.map((application) => ({ ...application })),
    servicePrincipals: tenant.servicePrincipals.map((principal) => ({ ...principal })),
    personaApplications: tenant.personaApplications.map((application) => ({ ...application })),
  }
}
