/** The public form of API resources and their tenants. */
import { isoTime } from '@gatehouse-sso/core/time'
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../stores/api-resources.ts'

export function presentApiResource(record: ApiResourceRecord): ApiResource {
  return {
    object: 'api_resource',
    id: record.id,
    organization_id: record.organization_id,
    name: record.name,
    enabled: record.enabled,
    cloud: record.cloud,
    authority_host: record.authority_host,
    application_id: record.application_id,
    app_id_uris: [...record.app_id_uris],
    accepts_v1: record.accepts_v1,
    application_keys: record.application_keys,
    allowed_clients: [...record.allowed_clients],
    required_scopes: [...record.required_scopes],
    required_app_roles: [...record.required_app_roles],
    allow_app_only: record.allow_app_only,
    allow_token_exchange: record.allow_token_exchange,
    required_acr: record.required_acr,
    claims: record.claims,
    admin_group: record.admin_group,
    require_group: record.require_group,
    match_case: record.match_case,
    match_group_names: record.match_group_names,
    debug: record.debug,
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}

export function presentApiResourceTenant(record: ApiResourceTenantRecord): ApiResourceTenant {
  const { id, api_resource_id, organization_id, tenant_id, source, allowed_clients } = record
  return {
    object: 'api_resource_tenant',
    id,
    api_resource_id,
    organization_id,
    tenant_id,
    source,
    allowed_clients: [...allowed_clients],
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}
