/** API resources: APIs of the vendor that accept access tokens from customers' Entra tenants. */
import { isClaimPath, maximumPathLength } from '@gatehouse-sso/core/mapping/claim-path'
import { customAttributeName } from '@gatehouse-sso/core/oidc/output-claims'
import { z } from 'zod'
import { apiResourceTenant, tenantClients, tenantId } from './api-resource-tenants.ts'
import { claimValue, id, name, none, time, webAddress } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const entraClouds = ['public', 'us_government', 'china', 'external_id', 'custom'] as const

const claimPath = z
  .string()
  .max(maximumPathLength)
  .refine(isClaimPath, { message: 'is not the name of a claim, or a path to one' })

const oneWord = z
  .string()
  .max(256)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'must be one word without quotes')

export const apiResourceClaims = z.strictObject({
  subject: claimPath.meta({
    description: "The user's `identifier`. Users are found by tenant and `oid`, whatever this claim says",
    examples: ['oid'],
  }),
  email: claimPath.meta({ examples: ['email'] }),
  name: claimPath.meta({ examples: ['name'] }),
  given_name: claimPath.meta({ examples: ['given_name'] }),
  family_name: claimPath.meta({ examples: ['family_name'] }),
  groups: claimPath.meta({ examples: ['groups'] }),
  roles: claimPath.meta({ description: 'Values that give roles', examples: ['roles'] }),
  is_admin: z
    .strictObject({ claim: claimPath, value: claimValue })
    .nullable()
    .meta({
      description: 'The claim that makes an administrator, and the value that means yes. A list may hold the value',
      examples: [{ claim: 'is_admin', value: 'true' }],
    }),
  custom_attributes: z
    .record(z.string().regex(customAttributeName, 'must be letters, digits, _ and -'), claimPath)
    .refine((rules) => Object.keys(rules).length <= 50, { message: 'has more than 50 attributes' })
    .meta({ description: 'Attributes with names of your choice', examples: [{ department: 'department' }] }),
})

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

const fields = {
  name,
  enabled: z.boolean().meta({ description: 'Whether tokens are accepted' }),
  cloud: z.enum(entraClouds).meta({
    description: 'The cloud of the tenants. `custom`: another origin, for instance the emulator',
  }),
  authority_host: webAddress.nullable().meta({
    description: 'With cloud `external_id` or `custom`: the origin of the sign-in endpoints',
    examples: ['http://localhost:4100'],
  }),
  application_id: tenantId.meta({
    description: 'Entra admin center > App registrations > the API > Overview > Application (client) ID',
    examples: ['5d6e7f80-9a1b-4c2d-8e3f-405162738495'],
  }),
  app_id_uris: z
    .array(z.string().min(1).max(255))
    .max(20)
    .meta({
      description:
        'App registrations > the API > Expose an API > Application ID URI. `api://<application_id>` is always accepted',
      examples: [['api://contoso.example/orders']],
    }),
  accepts_v1: z.boolean().meta({
    description: 'Whether v1.0 tokens are accepted. Better: `requestedAccessTokenVersion` 2 in the manifest of the API',
  }),
  application_keys: z.boolean().meta({
    description: 'True if tokens for the API are signed with a key of its own (a claims-mapping policy)',
  }),
  allowed_clients: tenantClients.meta({
    description: 'Application (client) IDs that may call from every tenant. A tenant may have others besides',
  }),
  required_scopes: z
    .array(oneWord)
    .max(20)
    .meta({ description: 'Delegated permissions that a token of a person must have', examples: [['access_as_user']] }),
  required_app_roles: z
    .array(oneWord)
    .max(20)
    .meta({ description: 'App roles that a token of a program must have', examples: [['Orders.Write']] }),
  allow_app_only: z.boolean().meta({ description: 'Whether programs may call without a person' }),
  required_acr: z
    .string()
    .regex(/^c[1-9]\d?$/, 'must be an authentication context: c1 to c99')
    .nullable()
    .meta({
      description: 'The authentication context of Conditional Access that a person must have met',
      examples: ['c1'],
    }),
  claims: apiResourceClaims.meta({ description: 'The claims of each attribute' }),
  admin_group: claimValue.nullable().meta({ description: 'The group whose members are administrators' }),
  require_group: z.boolean().meta({
    description: 'Refuse people for whom the token has no group, even if the organization does not',
  }),
  match_case: z.enum(['exact', 'insensitive']).meta({
    description: 'Whether groups, roles and the value of `claims.is_admin` must match letter by letter',
  }),
  match_group_names: z.boolean().meta({
    description: 'Whether a value of the groups claim may also be the `name` of a group, besides its `idp_id`',
  }),
  debug: z.boolean().meta({ description: 'Log every refusal, without the token' }),
}

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
export type ApiResourceClaims = z.infer<typeof apiResourceClaims>

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
    failures: ['precondition_failed'],
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
