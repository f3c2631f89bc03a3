/** API resources: what an API of the vendor asks of the access tokens from customers' Entra tenants. */
import { Failure, type FieldError, isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { isGraphAudience } from '@gatehouse-sso/core/oauth/graph-audience'
import { isReservedAudience } from '@gatehouse-sso/core/oauth/reserved-audience'
import type { apiResources as contract } from '@gatehouse-sso/sdk/contract/api-resources'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { NewEventOf } from '../events/events.ts'
import { organizationNamed } from '../organizations/organizations.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiResourceRecord } from '../stores/api-resources.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { presentApiResource } from './present.ts'

/** @throws Failure values_invalid */
export function createApiResource(
  work: Work,
  environment_id: Id<'env'>,
  { organization_id, ...input }: ParsedBody<typeof contract.create>,
): Promise<ApiResourceRecord> {
  const { ports } = work
  const record: ApiResourceRecord = {
    id: ports.keys.newId('res'),
    environment_id,
    organization_id: organization_id ?? null,
    ...input,
    ...firstVersion(ports),
  }
  checkApiResource(ports, record)
  return change(work, async () => {
    if (organization_id !== undefined) await organizationNamed(ports, environment_id, organization_id)
    return {
      writes: [ports.stores.in(environment_id).api_resources.insert(record)],
      result: record,
      events: [apiResourceEvent('api_resource.created', record)],
    }
  })
}

/** @throws Failure resource_missing, precondition_failed, values_invalid, state_conflict */
export function updateApiResource(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'res'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<ApiResourceRecord> {
  const { ports } = work
  const { api_resources } = ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await api_resources.get(id))
    checkVersion(record, version)
    const sent = given(input)
    const claims = { ...record.claims, ...given(input.claims ?? {}) }
    const next = nextVersion(ports, record, { ...sent, claims })
    checkApiResource(ports, next)
    await checkAuthority(ports, record, next)
    const events = [{ ...apiResourceEvent('api_resource.updated', next), before: presentApiResource(record) }]
    return { writes: [api_resources.update(next, record.version)], result: next, events }
  })
}

/** @throws Failure resource_missing, precondition_failed */
export function deleteApiResource(
  work: Work,
  environment_id: Id<'env'>,
  id: Id<'res'>,
  version: number | undefined,
): Promise<void> {
  const { api_resources } = work.ports.stores.in(environment_id)
  return change(work, async () => {
    const record = found(await api_resources.get(id))
    checkVersion(record, version)
    const events = [apiResourceEvent('api_resource.deleted', record)]
    return { writes: [api_resources.delete(record)], result: undefined, events }
  })
}

/** The members that were sent. */
function given<T extends object>(input: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
}

function checkApiResource(ports: Ports, record: ApiResourceRecord): void {
  const errors: FieldError[] = [...authorityErrors(ports, record)]
  const invalid = (param: string, message: string) => errors.push({ param, code: 'invalid_value', message })
  if (isReservedAudience(record.name)) invalid('/name', 'is reserved for federated identity credentials')
  if (isGraphAudience(record.application_id)) invalid('/application_id', 'is the ID of Microsoft Graph')
  for (const [index, uri] of record.app_id_uris.entries()) {
    const problem = uriProblem(uri)
    if (problem !== undefined) invalid(`/app_id_uris/${index}`, problem)
  }
  if (record.required_app_roles.length > 0 && !record.allow_app_only) {
    invalid('/required_app_roles', 'goes with `allow_app_only`: only programs without a person have app roles')
  }
  if (errors.length > 0) throw new Failure('values_invalid', { errors })
}

/**
 * A tenant is one of a cloud. Under another one the same ID is another tenant, which nobody has entered or proved.
 * @throws Failure state_conflict
 */
async function checkAuthority(ports: Ports, record: ApiResourceRecord, next: ApiResourceRecord): Promise<void> {
  if (next.cloud === record.cloud && next.authority_host === record.authority_host) return
  const { api_resources } = ports.stores.in(record.environment_id)
  const { records } = await api_resources.tenants(record.id, { limit: 1, order: 'asc' })
  if (records.length === 0) return
  throw new Failure('state_conflict', {
    param: 'cloud',
    expected: 'an API resource without tenants: remove them first',
  })
}

/** An address that may not be called is said when it is saved, not with the first token. */
function authorityErrors({ access_tokens }: Ports, record: ApiResourceRecord): readonly FieldError[] {
  try {
    return access_tokens.check(record)
  } catch (error) {
    if (!isFailure(error, 'address_refused')) throw error
    const message = `may not be called by Gatehouse; expected ${error.evidence.expected ?? 'a public https address'}`
    return [{ param: '/authority_host', code: 'address_refused', message }]
  }
}

function uriProblem(uri: string): string | undefined {
  if (isReservedAudience(uri)) return 'is reserved for federated identity credentials'
  if (isGraphAudience(uri)) return 'is the audience of Microsoft Graph'
  if (/\s/.test(uri) || !URL.canParse(uri))
    return 'is not an Application ID URI: it looks like api://contoso.example/orders'
  return undefined
}

function apiResourceEvent(
  type: NewEventOf<'api_resource'>['type'],
  record: ApiResourceRecord,
): NewEventOf<'api_resource'> {
  const { environment_id, organization_id } = record
  return { type, environment_id, organization_id, object: presentApiResource(record) }
}
