/** API resources: APIs of the vendor that accept access tokens from customers' Entra tenants. */
import { maximumTokenLength } from '@gatehouse-sso/core/jwt'
import { z } from 'zod'
import { accessTest } from './access-test.ts'
import { apiResourceClaims, apiResourceFields as fields } from './api-resource-fields.ts'
import { apiResourcePolicy } from './api-resource-policy.ts'
import { apiResourceTenant, tenantClients, tenantId } from './api-resource-tenants.ts'
import { id, name, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

/** The claims of a new API resource. Entra's own names, and `groups` for roles too. */
const newClaims = z.strictObject({
  subject: apiResourceClaims.shape.subject.default('oid'),
  email: apiResourceClaims.shape.email.default('email'),
  name: apiResourceClaims.shape.name.default('name'),
  given_name: apiResourceClaims.shape.given_name.default('given_name'),
  family_name: apiResourceClaims.shape.family_name.default('family_name'),
  groups: apiResourceClaims.shape.groups.default('groups'),
  roles: apiResourceClaims.shape.roles.default('groups'),
  is_admin: apiResourceClaims.shape.is_admin.default(null),
  custom_attributes: apiResourceClaims.shape.custom_attributes.default({}),
})

export const apiResource = z
  .strictObject({
    object: z.literal('api_resource'),
    id: id('res'),
    organization_id: id('org').nullable().meta({
      description: 'The only organization whose tenants may call; `null` for every organization',
    }),
    ...fields,
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'ApiResource' })

export type ApiResource = z.infer<typeof apiResource>

const params = z.strictObject({ api_resource_id: id('res') })
const tenantParams = params.extend({ api_resource_tenant_id: id('rten') })

const { name: _, ...settings } = fields
const changes = z.strictObject(settings).partial().extend({ claims: apiResourceClaims.partial().optional() })

export const apiResources = {
  list: operation('apiResources.list', {
    summary: 'List API resources',
    scope: 'api_resources:read',
    params: none,
    query: listQuery('res').extend({ organization_id: id('org').optional() }),
    body: undefined,
    output: listOf(apiResource),
  }),
  get: operation('apiResources.get', {
    summary: 'Read an API resource',
    scope: 'api_resources:read',
    params,
    query: none,
    body: undefined,
    output: apiResource,
  }),
  create: operation('apiResources.create', {
    summary: 'Create an API resource; allow clients and tenants next, and enable it',
    scope: 'api_resources:write',
    params: none,
    query: none,
    body: z.strictObject({
      name,
      organization_id: id('org').optional().meta({ description: 'Default: tenants of every organization may call' }),
      enabled: fields.enabled.default(false),
      cloud: fields.cloud.default('public'),
      authority_host: fields.authority_host.default(null),
      application_id: fields.application_id,
      app_id_uris: fields.app_id_uris.default([]),
      accepts_v1: fields.accepts_v1.default(false),
      application_keys: fields.application_keys.default(false),
      allowed_clients: fields.allowed_clients.default([]),
      required_scopes: fields.required_scopes.default([]),
      required_app_roles: fields.required_app_roles.default([]),
      allow_app_only: fields.allow_app_only.default(false),
      allow_token_exchange: fields.allow_token_exchange.default(false),
      required_acr: fields.required_acr.default(null),
      claims: newClaims.prefault({}),
      admin_group: fields.admin_group.default(null),
      require_group: fields.require_group.default(false),
      match_case: fields.match_case.default('exact'),
      match_group_names: fields.match_group_names.default(false),
      debug: fields.debug.default(false),
    }),
    output: apiResource,
    example: {
      name: 'Orders API',
      application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
      allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
      required_scopes: ['access_as_user'],
      enabled: true,
    },
  }),
  update: operation('apiResources.update', {
    summary: 'Change an API resource; the change takes effect at once',
    scope: 'api_resources:write',
    params,
    query: none,
    body: changes.extend({ name: name.optional() }),
    output: apiResource,
    failures: ['state_conflict', 'precondition_failed'],
    example: { required_scopes: ['access_as_user', 'orders.read'] },
  }),
  delete: operation('apiResources.delete', {
    summary: 'Delete an API resource; its tokens are refused',
    scope: 'api_resources:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
  policy: operation('apiResources.policy', {
    summary: 'Read the policy by which an API verifies access tokens itself',
    scope: 'api_resources:verify',
    params,
    query: none,
    body: undefined,
    output: apiResourcePolicy,
  }),
  test: operation('apiResources.test', {
    summary: 'Judge an access token rule by rule, as a call would be judged, and write nothing',
    scope: 'api_resources:verify',
    params,
    query: none,
    body: z.strictObject({
      access_token: z.string().min(1).max(maximumTokenLength).meta({
        writeOnly: true,
        description: 'The access token from Entra. It is neither stored nor logged',
      }),
    }),
    output: accessTest,
    status: 200,
    writes_nothing: true,
    example: { access_token: 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJ2ZXIiOiIyLjAifQ.c2lnbmF0dXJl' },
  }),
  listTenants: operation('apiResources.listTenants', {
    summary: 'List the tenants that may call an API',
    scope: 'api_resources:read',
    params,
    query: listQuery('rten').extend({ organization_id: id('org').optional() }),
    body: undefined,
    output: listOf(apiResourceTenant),
  }),
  addTenant: operation('apiResources.addTenant', {
    summary: 'Let a tenant call: by its ID, or as proved by the last sign-in of a connection',
    scope: 'api_resources:write',
    params,
    query: none,
    body: z.strictObject({
      organization_id: id('org').optional().meta({ description: 'The organization of its people. With `tenant_id`' }),
      tenant_id: tenantId.optional(),
      connection_id: id('conn')
        .optional()
        .meta({ description: 'In place of the other two: the tenant and the organization of its last sign-in' }),
      allowed_clients: tenantClients.default([]),
    }),
    output: apiResourceTenant,
    failures: ['already_exists', 'tenant_not_proved'],
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
    },
  }),
  updateTenant: operation('apiResources.updateTenant', {
    summary: 'Change the clients of a tenant',
    scope: 'api_resources:write',
    params: tenantParams,
    query: none,
    body: z.strictObject({ allowed_clients: tenantClients }),
    output: apiResourceTenant,
    failures: ['precondition_failed'],
    example: { allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'] },
  }),
  removeTenant: operation('apiResources.removeTenant', {
    summary: 'Remove a tenant from an API resource; its programs and people can call no longer',
    scope: 'api_resources:write',
    params: tenantParams,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
}
