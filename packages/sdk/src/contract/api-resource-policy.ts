/** The policy of an API resource: everything that an API needs to verify access tokens by itself. */
import { z } from 'zod'
import { apiResourceFields } from './api-resource-fields.ts'
import { tenantClients, tenantId } from './api-resource-tenants.ts'
import { id } from './fields.ts'

/** Tenants, and suspended subjects, that a policy lists at most. */
export const maximumPolicyEntries = 10_000

const { enabled, application_id, accepts_v1, allowed_clients, claims } = apiResourceFields
const { required_scopes, required_app_roles, allow_app_only, required_acr, match_case } = apiResourceFields

export const apiResourcePolicy = z
  .strictObject({
    object: z.literal('api_resource_policy'),
    id: id('res'),
    enabled,
    mode: z.enum(['local', 'introspect']).meta({
      description:
        '`local`: tokens can be verified with this policy. `introspect`: there is more to know than a policy lists ' +
        `(${maximumPolicyEntries} tenants, ${maximumPolicyEntries} suspended subjects), so ask \`/oauth/introspect\``,
    }),
    introspection_endpoint: z.string().meta({
      description: 'The address to ask about single tokens (RFC 7662)',
      examples: ['https://sso.example.com/oauth/introspect'],
    }),
    application_id,
    audiences: z.array(z.string()).meta({ description: 'The values of `aud` that are for this API' }),
    accepts_v1,
    allowed_clients,
    required_scopes,
    required_app_roles,
    allow_app_only,
    required_acr,
    match_case,
    claims,
    tenants: z
      .array(
        z.strictObject({
          tenant_id: tenantId,
          organization_id: id('org'),
          allowed_clients: tenantClients,
          issuers: z.array(z.string()).meta({ description: 'The issuers that its tokens may name' }),
          discovery_url: z.string().meta({ description: 'The document that names its keys' }),
        }),
      )
      .meta({ description: 'The tenants that may call; empty with `introspect`' }),
    suspended: z
      .array(z.strictObject({ tenant_id: tenantId, subject: z.string() }))
      .meta({ description: 'Tenant and `oid` of users who are suspended; empty with `introspect`' }),
  })
  .meta({ id: 'ApiResourcePolicy' })

export type ApiResourcePolicy = z.infer<typeof apiResourcePolicy>
