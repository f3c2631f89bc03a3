/**
 * The tenants that may call an API. The vendor says to which organization a tenant belongs, or a finished sign-in has
 * proved it. A customer's own word is not enough: it would let one customer act as another.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { apiResources as contract } from '@gatehouse-sso/sdk/contract/api-resources'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { NewEventOf } from '../events/events.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../stores/api-resources.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentApiResourceTenant } from './present.ts'

type Belonging = Pick<ApiResourceTenantRecord, 'organization_id' | 'tenant_id' | 'source'>

/** Identities of one user that are looked at. */
const maximumIdentities = 100

/** @throws Failure resource_missing, values_invalid, already_exists, tenant_not_proved */
export function addTenant(
  work: Work,
  environment_id: Id<'env'>,
  api_resource_id: Id<'res'>,
  { allowed_clients, ...input }: ParsedBody<typeof contract.addTenant>,
): Promise<ApiResourceTenantRecord> {
  const { ports } = work
  const { api_resources } = ports.stores.in(environment_id)
  return change(work, async () => {
    const resource = found(await api_resources.get(api_resource_id))
    const belonging = await belongingOf(ports, resource, input)
    if (resource.organization_id !== null && resource.organization_id !== belonging.organization_id) {
      throw invalid('/organization_id', 'is not the organization of the API resource')
    }
    if (await api_resources.tenantById(api_resource_id, belonging.tenant_id)) {
      throw new Failure('already_exists', { param: 'tenant_id', received: belonging.tenant_id })
    }
    const record: ApiResourceTenantRecord = {
      id: ports.keys.newId('rten'),
      environment_id,
      api_resource_id,
      ...belonging,
      allowed_clients,
      ...firstVersion(ports),
    }
    const events = [tenantEvent('api_resource_tenant.created', record)]
    return { writes: [api_resources.insertTenant(record)], result: record, events }
  })
}

async function belongingOf(
  ports: Ports,
  resource: ApiResourceRecord,
  { organization_id, tenant_id, connection_id }: Omit<ParsedBody<typeof contract.addTenant>, 'allowed_clients'>,
): Promise<Belonging> {
  if (connection_id !== undefined) {
    if (organization_id === undefined && tenant_id === undefined) return provedBy(ports, resource, connection_id)
    throw invalid('/connection_id', 'stands in place of `organization_id` and `tenant_id`')
  }
  if (organization_id === undefined) throw invalid('/organization_id', 'is missing')
  if (tenant_id === undefined) throw invalid('/tenant_id', 'is missing')
  await organizationNamed(ports, resource.environment_id, organization_id)
  return { organization_id, tenant_id, source: 'vendor' }
}

/** The tenant and the organization of the last sign-in through a connection. */
async function provedBy(ports: Ports, resource: ApiResourceRecord, connection_id: Id<'conn'>): Promise<Belonging> {
  const { connections, sign_ins, users } = ports.stores.in(resource.environment_id)
  const connection = await connections.get(connection_id)
  if (!connection) throw invalid('/connection_id', 'is not a connection of this environment')
  const { records } = await sign_ins.list({ limit: 1, order: 'desc', connection_id, state: 'succeeded' })
  const user_id = records[0]?.user_id
  const identities = user_id ? await users.identities(user_id, { limit: maximumIdentities, order: 'desc' }) : undefined
  const proved = identities?.records.flatMap((identity) => {
    const tenant_id = identity.connection_id === connection_id ? identity.authority.split(':').at(-1) : undefined
    // The authority names the cloud: a tenant of another cloud, or of an emulator, is another tenant.
    const isTenant = tenant_id !== undefined && /^[0-9a-f-]{36}$/.test(tenant_id)
    return isTenant && ports.access_tokens.authorityOf(resource, tenant_id) === identity.authority ? [tenant_id] : []
  })
  const tenant_id = proved?.[0]
  if (tenant_id === undefined) throw new Failure('tenant_not_proved', { received: connection_id })
  return { organization_id: connection.organization_id, tenant_id, source: 'sign_in' }
}

/** @throws Failure resource_missing, precondition_failed */
export function updateTenant(
  work: Work,
  environment_id: Id<'env'>,
  api_resource_id: Id<'res'>,
  id: Id<'rten'>,
  { allowed_clients }: ParsedBody<typeof contract.updateTenant>,
  version: number | undefined,
): Promise<ApiResourceTenantRecord> {
  const { ports } = work
  const { api_resources } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await api_resources.tenant(api_resource_id, id))
    checkVersion(record, version)
    const next = nextVersion(ports, record, { allowed_clients })
    const before = presentApiResourceTenant(record)
    const events = [{ ...tenantEvent('api_resource_tenant.updated', next), before }]
    return { writes: [api_resources.updateTenant(next, record.version)], result: next, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function removeTenant(
  work: Work,
  environment_id: Id<'env'>,
  api_resource_id: Id<'res'>,
  id: Id<'rten'>,
  version: number | undefined,
): Promise<void> {
  const { api_resources } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await api_resources.tenant(api_resource_id, id))
    checkVersion(record, version)
    const events = [tenantEvent('api_resource_tenant.deleted', record)]
    return { writes: [api_resources.deleteTenant(record)], result: undefined, events }
  })
}

function invalid(param: string, message: string): Failure {
  return new Failure('values_invalid', { errors: [{ param, code: 'invalid_value', message }] })
}

function tenantEvent(
  type: NewEventOf<'api_resource_tenant'>['type'],
  record: ApiResourceTenantRecord,
): NewEventOf<'api_resource_tenant'> {
  const { environment_id, organization_id } = record
  return { type, environment_id, organization_id, object: presentApiResourceTenant(record) }
}
