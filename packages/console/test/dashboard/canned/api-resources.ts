/** The APIs of the vendor that accept tokens of customers' tenants. */
import type { ApiResource } from '@gatehouse-sso/sdk/browser'
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import { at, idOf } from './ids.ts'
import { organizationId } from './organizations.ts'

export const apiResources: readonly ApiResource[] = [
  {
    object: 'api_resource',
    id: idOf('res', 1),
    organization_id: null,
    name: 'Orders API',
    enabled: true,
    cloud: 'public',
    authority_host: null,
    application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
    app_id_uris: ['api://planner.example/orders'],
    accepts_v1: false,
    application_keys: false,
    allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
    required_scopes: ['access_as_user'],
    required_app_roles: [],
    allow_app_only: false,
    allow_token_exchange: false,
    required_acr: null,
    claims: {
      subject: 'oid',
      email: 'email',
      name: 'name',
      given_name: 'given_name',
      family_name: 'family_name',
      groups: 'groups',
      roles: 'groups',
      is_admin: null,
      custom_attributes: {},
    },
    admin_group: null,
    require_group: false,
    match_case: 'exact',
    match_group_names: false,
    debug: false,
    created_at: at('2026-03-01'),
    updated_at: at('2026-03-01'),
  },
]

export const tenants: readonly ApiResourceTenant[] = [0, 4].map((organization, index) => ({
  object: 'api_resource_tenant',
  id: idOf('rten', index),
  api_resource_id: idOf('res', 1),
  organization_id: organizationId(organization),
  tenant_id: index === 0 ? '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b' : '5e0c9b34-72fa-4d18-b6c5-0a83e2f41d77',
  source: index === 0 ? 'sign_in' : 'vendor',
  allowed_clients: index === 0 ? [] : ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
  created_at: at('2026-03-01'),
  updated_at: at('2026-03-01'),
}))
