/** Chooses the API resource and the tenant where only one fits, else lists the choices. */
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import { UsageError } from '../usage.ts'
import { AccessRefusal } from './refusal.ts'

const maximumChoices = 20

/**
 * @param hint the scopes that the API named in its challenge
 * @throws UsageError that lists the choices; AccessRefusal where there is none
 */
export function chooseResource(
  resources: readonly ApiResource[],
  client_id: string,
  hint: string | undefined,
): ApiResource {
  if (resources.length === 0) {
    throw new AccessRefusal('there is no API resource', {
      code: 'api_resource_missing',
      hint: 'Declare the API first. The guide shows the whole set-up.',
      command: ['gatehouse api-resources create --help'],
    })
  }
  const named = hint === undefined ? resources : resources.filter((resource) => isNamedBy(resource, hint))
  const fitting = named.length > 0 ? named : resources
  const listing = fitting.filter(({ allowed_clients }) => allowed_clients.includes(client_id))
  const [only, ...others] = listing.length > 0 ? listing : fitting
  if (only && others.length === 0) return only
  const choices = [only, ...others].flatMap((one) => (one ? [`  ${one.id}  ${one.name}`] : []))
  throw new UsageError('several API resources fit', listOf('Choose one with --resource.', choices))
}

function isNamedBy({ application_id, app_id_uris }: ApiResource, scope: string): boolean {
  const identifiers = [application_id, `api://${application_id}`, ...app_id_uris.map((uri) => uri.replace(/\/$/, ''))]
  return scope.split(' ').some((word) => identifiers.includes(word.slice(0, word.lastIndexOf('/'))))
}

/**
 * @param tenant as typed
 * @returns `undefined` where a domain was typed, which the list does not have
 * @throws UsageError that lists the choices; AccessRefusal where the tenant may not call
 */
export function chooseTenant(
  { id }: ApiResource,
  tenants: readonly ApiResourceTenant[],
  client_id: string,
  tenant: string | undefined,
): ApiResourceTenant | undefined {
  if (tenant !== undefined) {
    const found = tenants.find(({ tenant_id }) => tenant_id === tenant.toLowerCase())
    if (found || !/^[0-9a-f-]{36}$/i.test(tenant)) return found
    throw tenantUnknown(id, `tenant ${tenant} may not call this API`, tenant)
  }
  if (tenants.length === 0) throw tenantUnknown(id, 'no tenant may call this API', '8f1c…')
  const listing = tenants.filter(({ allowed_clients }) => allowed_clients.includes(client_id))
  const [only, ...others] = listing.length > 0 ? listing : tenants
  if (only && others.length === 0) return only
  const choices = [only, ...others].flatMap((one) => (one ? [`  ${one.tenant_id}  ${one.organization_id}`] : []))
  throw new UsageError('several tenants may call this API', listOf('Choose one with --tenant.', choices))
}

function tenantUnknown(api_resource_id: string, message: string, tenant: string): AccessRefusal {
  return new AccessRefusal(message, {
    code: 'access_tenant_unknown',
    hint: 'operator: Say to which organization the tenant belongs.',
    command: [
      `gatehouse api-resources add-tenant ${api_resource_id} \\`,
      `  --organization-id org_… --tenant-id ${tenant}`,
    ],
  })
}

function listOf(hint: string, choices: readonly string[]): string {
  const more = choices.length > maximumChoices ? [`  and ${choices.length - maximumChoices} more`] : []
  return [hint, ...choices.slice(0, maximumChoices), ...more].join('\n')
}

/** The test client must itself be on the list. A list of the tenant lets it call from there alone. @throws AccessRefusal */
export function checkListed(resource: ApiResource, tenant: ApiResourceTenant | undefined, client_id: string): void {
  const lists = [resource.allowed_clients, tenant?.allowed_clients ?? []]
  if (lists.some((list) => list.includes(client_id))) return
  const list = [...(tenant?.allowed_clients ?? resource.allowed_clients), client_id]
  throw new AccessRefusal(`client ${client_id} is not on the list of this API`, {
    code: 'access_client_refused',
    hint: 'operator: Let the test client call, too. The list replaces the one before.',
    command: [
      `gatehouse api-resources ${tenant ? 'update-tenant' : 'update'} ${resource.id} \\`,
      ...(tenant ? [`  ${tenant.id} \\`] : []),
      ...list.map((one, at) => `  --allowed-clients ${one}${at < list.length - 1 ? ' \\' : ''}`),
    ],
  })
}

/** @throws AccessRefusal */
export function checkEnabled({ id, enabled }: ApiResource): void {
  if (enabled) return
  throw new AccessRefusal('this API accepts no tokens yet', {
    code: 'api_resource_disabled',
    hint: 'operator: Set `enabled` of the API resource.',
    command: [`gatehouse api-resources update ${id} --enabled`],
  })
}
