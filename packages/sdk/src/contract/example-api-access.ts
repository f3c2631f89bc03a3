/** Examples of API resources. */
import { api_resource_id, at, organization_id } from './example-ids.ts'

const tenant_id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'

export const api_resource = {
  object: 'api_resource',
  id: api_resource_id,
  organization_id: null,
  name: 'Orders API',
  enabled: true,
  cloud: 'public',
  authority_host: null,
  application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
  app_id_uris: [],
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
    roles: 'roles',
    is_admin: null,
    custom_attributes: {},
  },
  admin_group: null,
  require_group: false,
  match_case: 'exact',
  match_group_names: false,
  debug: false,
  created_at: at,
  updated_at: at,
}

export const api_resource_policy = {
  object: 'api_resource_policy',
  id: api_resource_id,
  enabled: true,
  mode: 'local',
  introspection_endpoint: 'https://sso.example.com/oauth/introspect',
  application_id: api_resource.application_id,
  audiences: [api_resource.application_id, `api://${api_resource.application_id}`],
  accepts_v1: false,
  allowed_clients: api_resource.allowed_clients,
  required_scopes: api_resource.required_scopes,
  required_app_roles: [],
  allow_app_only: false,
  required_acr: null,
  match_case: 'exact',
  claims: api_resource.claims,
  tenants: [
    {
      tenant_id: tenant_id,
      organization_id,
      allowed_clients: [],
      issuers: [`https://login.microsoftonline.com/${tenant_id}/v2.0`],
      discovery_url: `https://login.microsoftonline.com/${tenant_id}/v2.0/.well-known/openid-configuration`,
    },
  ],
  suspended: [{ tenant_id: tenant_id, subject: 'd4e5f607-1829-4a3b-8c4d-5e6f70819203' }],
}

export const access_test = {
  object: 'access_test',
  api_resource_id,
  allowed: false,
  steps: [
    { name: 'tenant', passed: true, expected: 'a tenant that may call this API', received: tenant_id, error: null },
    {
      name: 'client',
      passed: false,
      expected: 'a client on the list of the API resource',
      received: '47b1c2d3-e4f5-4061-8728-394a5b6c7d8e',
      error: {
        code: 'access_client_refused',
        title: 'This client is not on the list of the API',
        who: 'operator',
        remedy: 'Add the client to `allowed_clients` of the API resource, or of the tenant there, if it may call.',
      },
    },
  ],
  token: {
    version: 'v2',
    kind: 'delegated',
    issuer: `https://login.microsoftonline.com/${tenant_id}/v2.0`,
    audience: api_resource.application_id,
    tenant_id,
    client_id: '47b1c2d3-e4f5-4061-8728-394a5b6c7d8e',
    object_id: 'd4e5f607-1829-4a3b-8c4d-5e6f70819203',
    scopes: ['access_as_user'],
    roles: [],
    token_id: 'q1w2e3r4t5y6u7i8o9p0AA',
  },
  user: null,
}

export const api_resource_tenant = {
  object: 'api_resource_tenant',
  id: 'rten_01jd2x3y4z5a6b7c8d9e0f1g35',
  api_resource_id,
  organization_id,
  tenant_id: tenant_id,
  source: 'vendor',
  allowed_clients: [],
  created_at: at,
  updated_at: at,
}
