/** The fields of API resources that can be changed, and that their policy shows, too. */
import { isClaimPath, maximumPathLength } from '@gatehouse-sso/core/mapping/claim-path'
import { customAttributeName } from '@gatehouse-sso/core/oidc/output-claims'
import { z } from 'zod'
import { tenantClients, tenantId } from './api-resource-tenants.ts'
import { claimValue, name, webAddress } from './fields.ts'

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

export type ApiResourceClaims = z.infer<typeof apiResourceClaims>

export const apiResourceFields = {
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
  allow_token_exchange: z.boolean().meta({
    description: 'Whether applications may exchange accepted tokens for tokens of the gateway (RFC 8693)',
  }),
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
