/** Applications of the vendor: clients of the OpenID Provider. */
import { clientAuthenticationMethods } from '@gatehouse-sso/core/oauth/client-authentication'
import { idTokenAlgorithms } from '@gatehouse-sso/core/oauth/metadata'
import { grantTypes } from '@gatehouse-sso/core/oauth/token-request'
import { isOutputSource, outputClaimName, outputSources, protectedClaims } from '@gatehouse-sso/core/oidc/output-claims'
import { z } from 'zod'
import { id, name, none, time, webAddress } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const applicationTypes = ['web', 'native'] as const

export const applicationSecret = z
  .strictObject({
    object: z.literal('application_secret'),
    id: id('secret'),
    application_id: id('app'),
    hint: z.string(),
    last_used_at: time.nullable(),
    created_at: time,
  })
  .meta({ id: 'ApplicationSecret' })

export const applicationSecretWithValue = applicationSecret
  .extend({ client_secret: z.string().meta({ description: 'The secret itself. It is shown only once' }) })
  .meta({ id: 'ApplicationSecretWithValue' })

const redirectUris = z.array(z.string().max(2048)).max(100)

const outputClaims = z
  .record(
    z
      .string()
      .regex(outputClaimName, 'must be letters, digits and _ : . / -')
      .refine((name) => !protectedClaims.has(name), { message: 'is a claim that no application can name' }),
    z.string().refine(isOutputSource, {
      message: `is not an attribute: ${outputSources.join(', ')} or custom_attributes.<name>`,
    }),
  )
  .refine((claims) => Object.keys(claims).length <= 50, { message: 'has more than 50 claims' })
  .meta({
    description:
      'Claims with a name of your choice in the ID token and userinfo: claim → attribute. Standard claims cannot be ' +
      `named. Attributes: ${outputSources.map((name) => `\`${name}\``).join(', ')}, \`custom_attributes.<name>\``,
    examples: [{ displayName: 'name', department: 'custom_attributes.department' }],
  })

const fields = {
  name,
  type: z.enum(applicationTypes),
  redirect_uris: redirectUris,
  post_logout_redirect_uris: redirectUris,
  token_endpoint_auth_methods: z.array(z.enum(clientAuthenticationMethods)).min(1).max(3).meta({
    description: '`none` (a public client) must be the only method; PKCE is then required',
  }),
  require_pkce: z.boolean(),
  grant_types: z.array(z.enum(grantTypes)).min(1).max(4),
  jwks: z.record(z.string(), z.unknown()).nullable().meta({
    description: 'Public keys for `private_key_jwt`, as a JWK set',
  }),
  jwks_uri: webAddress.nullable().meta({ description: 'URL of the public keys for `private_key_jwt`' }),
  id_token_signed_response_alg: z.enum(idTokenAlgorithms),
  initiate_login_uri: webAddress.nullable().meta({ description: 'URL at which a person starts a new sign-in' }),
  output_claims: outputClaims,
  backchannel_logout_uri: webAddress.nullable().meta({
    description: 'URL that gets a signed logout token when a session of the application ends',
    examples: ['https://app.example/backchannel-logout'],
  }),
  backchannel_logout_session_required: z.boolean().meta({
    description: 'Whether logout tokens must name the session (`sid`). They always do',
  }),
  frontchannel_logout_uri: webAddress.nullable().meta({
    description: 'Page that is loaded in a frame when a session of the application ends in the browser',
    examples: ['https://app.example/frontchannel-logout'],
  }),
  frontchannel_logout_session_required: z.boolean().meta({
    description: 'Whether the page must get `iss` and `sid`. It always does',
  }),
}

export const application = z
  .strictObject({
    object: z.literal('application'),
    id: id('app'),
    client_id: z.string().meta({ description: 'The same as the id' }),
    state: z.enum(['active', 'inactive']),
    ...fields,
    secrets: z.array(applicationSecret),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Application' })

export type Application = z.infer<typeof application>
export type ApplicationSecret = z.infer<typeof applicationSecret>
export type ApplicationSecretWithValue = z.infer<typeof applicationSecretWithValue>

export const claimsPreview = z
  .strictObject({
    object: z.literal('claims_preview'),
    id_token: z.record(z.string(), z.unknown()).meta({
      description: 'Claims of the ID token, without those of a sign-in: `nonce`, `sid`, `auth_time`, `amr`, `acr`',
    }),
    userinfo: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ClaimsPreview' })

export type ClaimsPreview = z.infer<typeof claimsPreview>

const params = z.strictObject({ application_id: id('app') })

export const applications = {
  list: operation('applications.list', {
    summary: 'List applications',
    scope: 'applications:read',
    params: none,
    query: listQuery('app'),
    body: undefined,
    output: listOf(application),
  }),
  get: operation('applications.get', {
    summary: 'Read an application',
    scope: 'applications:read',
    params,
    query: none,
    body: undefined,
    output: application,
  }),
  create: operation('applications.create', {
    summary: 'Create an application; add a secret next, unless it is a public client',
    scope: 'applications:write',
    params: none,
    query: none,
    body: z.strictObject({
      name,
      type: z.enum(applicationTypes).default('web'),
      redirect_uris: redirectUris.min(1),
      post_logout_redirect_uris: redirectUris.default([]),
      token_endpoint_auth_methods: fields.token_endpoint_auth_methods.optional(),
      require_pkce: z.boolean().default(true),
      grant_types: fields.grant_types.default(['authorization_code', 'refresh_token']),
      jwks: fields.jwks.optional(),
      jwks_uri: fields.jwks_uri.optional(),
      id_token_signed_response_alg: fields.id_token_signed_response_alg.default('RS256'),
      initiate_login_uri: webAddress.optional(),
      output_claims: outputClaims.default({}),
      backchannel_logout_uri: fields.backchannel_logout_uri.optional(),
      backchannel_logout_session_required: fields.backchannel_logout_session_required.default(false),
      frontchannel_logout_uri: fields.frontchannel_logout_uri.optional(),
      frontchannel_logout_session_required: fields.frontchannel_logout_session_required.default(false),
    }),
    output: application,
    example: { name: 'Web', redirect_uris: ['https://app.example/callback'] },
  }),
  update: operation('applications.update', {
    summary: 'Change an application',
    scope: 'applications:write',
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      state: z.enum(['active', 'inactive']).optional(),
      redirect_uris: redirectUris.min(1).optional(),
      post_logout_redirect_uris: redirectUris.optional(),
      token_endpoint_auth_methods: fields.token_endpoint_auth_methods.optional(),
      require_pkce: z.boolean().optional(),
      grant_types: fields.grant_types.optional(),
      jwks: fields.jwks.optional(),
      jwks_uri: fields.jwks_uri.optional(),
      id_token_signed_response_alg: fields.id_token_signed_response_alg.optional(),
      initiate_login_uri: webAddress.nullable().optional(),
      output_claims: outputClaims.optional().meta({ description: 'Replaces all of them' }),
      backchannel_logout_uri: fields.backchannel_logout_uri.optional(),
      backchannel_logout_session_required: fields.backchannel_logout_session_required.optional(),
      frontchannel_logout_uri: fields.frontchannel_logout_uri.optional(),
      frontchannel_logout_session_required: fields.frontchannel_logout_session_required.optional(),
    }),
    output: application,
    failures: ['precondition_failed'],
    example: { redirect_uris: ['https://app.example/callback', 'https://app.example/callback2'] },
  }),
  delete: operation('applications.delete', {
    summary: 'Delete an application; its tokens stop working',
    scope: 'applications:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
  previewClaims: operation('applications.previewClaims', {
    summary: 'Show the claims that the application would get for a user now',
    scope: 'users:read',
    params: params.extend({ user_id: id('user') }),
    query: z.strictObject({
      scope: z.string().max(1000).default('openid profile email').meta({ description: 'Scopes, separated by spaces' }),
    }),
    body: undefined,
    output: claimsPreview,
  }),
  createSecret: operation('applications.createSecret', {
    summary: 'Create a client secret; it is shown once, and an application may have two',
    gives_secret: true,
    scope: 'applications:write',
    params,
    query: none,
    body: none,
    output: applicationSecretWithValue,
    failures: ['limit_reached', 'state_conflict'],
    example: {},
  }),
  revokeSecret: operation('applications.revokeSecret', {
    summary: 'Revoke a client secret',
    scope: 'applications:write',
    params: params.extend({ secret_id: id('secret') }),
    query: none,
    body: undefined,
    output: undefined,
  }),
}
