/**
 * The policy of an API resource: everything that an API needs to verify tokens by itself. It is made anew for each
 * request, because it names the people who are suspended now.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import { audiencesOf } from '@gatehouse-sso/core/oauth/access-token-checks'
import type { ApiResourcePolicy } from '@gatehouse-sso/sdk/contract/api-resource-policy'
import { issuerOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../stores/api-resources.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { found } from '../work/change.ts'

/** Tenants, and suspended subjects. With more of them an API must ask for each token. */
const maximumEntries = 10_000

/** An id that stands for those of all tenants, to cut it off again. */
const anyTenant = '00000000-0000-0000-0000-000000000000'

/** @throws Failure resource_missing */
export async function apiResourcePolicy(
  ports: Ports,
  environment: EnvironmentRecord,
  id: Id<'res'>,
): Promise<ApiResourcePolicy> {
  const { api_resources } = ports.stores.in(environment.id)
  const resource = found(await api_resources.get(id))
  const prefix = ports.access_tokens.authorityOf(resource, anyTenant).slice(0, -anyTenant.length)
  const [{ records }, suspended] = await Promise.all([
    api_resources.tenants(id, { limit: maximumEntries + 1, order: 'asc' }),
    api_resources.suspended(id, prefix, maximumEntries + 1),
  ])
  const isTooMuch = records.length > maximumEntries || suspended.length > maximumEntries
  return {
    object: 'api_resource_policy',
    id,
    enabled: resource.enabled,
    mode: isTooMuch ? 'introspect' : 'local',
    introspection_endpoint: `${issuerOf(ports.public_url, environment)}/oauth/introspect`,
    application_id: resource.application_id,
    audiences: [...audiencesOf(resource)],
    accepts_v1: resource.accepts_v1,
    allowed_clients: [...resource.allowed_clients],
    required_scopes: [...resource.required_scopes],
    required_app_roles: [...resource.required_app_roles],
    allow_app_only: resource.allow_app_only,
    required_acr: resource.required_acr,
    match_case: resource.match_case,
    claims: resource.claims,
    tenants: isTooMuch ? [] : records.map((tenant) => presentTenant(ports, resource, tenant)),
    suspended: isTooMuch ? [] : suspended.map(({ tenant_id, subject }) => ({ tenant_id, subject })),
  }
}

function presentTenant(
  { access_tokens }: Ports,
  resource: ApiResourceRecord,
  { tenant_id, organization_id, allowed_clients }: ApiResourceTenantRecord,
): ApiResourcePolicy['tenants'][number] {
  const { v1, v2 } = access_tokens.issuersOf(resource, tenant_id)
  return {
    tenant_id,
    organization_id,
    allowed_clients: [...allowed_clients],
    issuers: resource.accepts_v1 ? [...v2, ...v1] : [...v2],
    discovery_url: access_tokens.discoveryAddress(resource, tenant_id),
  }
}
