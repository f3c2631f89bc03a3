/** Connections. Each is one identity provider of one organization. */
import { groupsClaims } from '@gatehouse-sso/core/mapping/groups-claim'
import { type Attribute, attributes } from '@gatehouse-sso/core/mapping/profile'
import { roleSyncs } from '@gatehouse-sso/core/mapping/roles'
import { customAttributeName } from '@gatehouse-sso/core/oidc/output-claims'
import { z } from 'zod'
import { credential } from './credentials.ts'
import { hint } from './explained-failure.ts'
import { claimValue, id, name, none, slug, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'

/** The types of connection that are built. */
export const connectionTypes = ['entra_oidc', 'oidc'] as const

export const connectionStates = ['draft', 'active', 'inactive'] as const

/**
 * The settings of the identity provider of a connection. The provider of the connection's type defines the members and
 * their form. For invalid settings `/v1` returns 422 and names each fault.
 */
export const connectionSettings = z.record(z.string().max(64), z.unknown()).meta({
  id: 'ConnectionSettings',
  description: 'The settings of the identity provider. Their members depend on the `type` of the connection',
})

const claimPath = z.string().min(1).max(256)
const claimPaths = z
  .union([claimPath, z.array(claimPath).max(10)])
  .transform((paths) => (Array.isArray(paths) ? paths : [paths]))

/** Attributes of the vendor's choice. A change replaces all of them. */
const customRules = z
  .record(z.string().regex(customAttributeName, 'must be letters, digits, _ and -'), claimPaths)
  .refine((rules) => Object.keys(rules).length <= 50, { message: 'has more than 50 attributes' })
  .meta({
    description: 'Attributes with names of your choice: applications receive them in userinfo and by `output_claims`',
    examples: [{ department: ['department'] }],
  })

/** The claim of each attribute, or claims that are tried in order. An empty list switches an attribute off. */
export const claimMap = z.strictObject({
  identifier: claimPaths.optional(),
  email: claimPaths.optional(),
  name: claimPaths.optional(),
  given_name: claimPaths.optional(),
  family_name: claimPaths.optional(),
  preferred_username: claimPaths.optional(),
  groups: claimPaths.optional(),
  roles: claimPaths.optional(),
  is_admin: claimPaths.optional(),
  custom_attributes: customRules.optional(),
})

/** Changes of a claim map. `null` gives an attribute back to the provider's rule. */
const claimMapChange = z.strictObject(
  Object.fromEntries(
    Object.entries(claimMap.shape).map(([attribute, paths]) => [attribute, paths.unwrap().nullable().optional()]),
  ) as {
    [A in keyof typeof claimMap.shape]: z.ZodOptional<z.ZodNullable<ReturnType<(typeof claimMap.shape)[A]['unwrap']>>>
  },
)

/** The people that a connection admits, and how they are matched with users. */
export const connectionPolicy = z.strictObject({
  new_users: z.enum(['create', 'refuse']).meta({
    description: '`create`: create a user for each new person. `refuse`: admit only existing users',
  }),
  link_by: z
    .array(z.enum(['email', 'preferred_username', 'identifier']))
    .max(3)
    .meta({
      description:
        'How to match a person at the first sign-in with an existing user that has no identity yet. `email` counts ' +
        'only if the identity provider vouches for it and its domain is verified',
    }),
  default_role: slug.nullable().meta({ description: 'Default role, in place of that of the environment' }),
  userinfo: z.enum(['if_missing', 'always', 'never']).meta({
    description: 'When to call the userinfo endpoint in addition to reading the ID token',
  }),
  role_sync: z.enum(roleSyncs).meta({
    description:
      '`full`: each sign-in decides the roles anew. `additive`: roles come and never go. `first_sign_in`: only the ' +
      'first sign-in decides',
  }),
  admin_values: z
    .array(claimValue)
    .max(100)
    .meta({
      description: 'Values of the groups or roles claim that set `is_admin`, besides the mapped flag',
      examples: [['Platform.Admin']],
    }),
  groups_claim: z.enum(groupsClaims).meta({
    description:
      'The groups that applications receive. `received`: all that the identity provider sent. `matched`: those that ' +
      'a group, a role or `admin_values` names',
  }),
  on_incomplete_groups: z.enum(['keep', 'refuse']).meta({
    description:
      'When the identity provider does not send all groups, and they decide about roles. `keep`: the roles of the ' +
      'last sign-in stay; a first sign-in is refused. `refuse`: every sign-in is refused',
  }),
  recheck_minutes: z
    .int()
    .min(5)
    .max(1_440)
    .nullable()
    .meta({
      description:
        'How often to ask the identity provider, while tokens are refreshed, whether the person still has access. ' +
        '`null`: only at a sign-in. The gateway then asks for `offline_access` and keeps the refresh token, sealed',
      examples: [60],
    }),
})

export type ConnectionPolicy = z.infer<typeof connectionPolicy>

type Paths = z.ZodOptional<z.ZodArray<z.ZodString>>
type MappingShape = { [A in Attribute]: Paths } & {
  custom_attributes: z.ZodOptional<z.ZodRecord<z.ZodString, z.ZodArray<z.ZodString>>>
}

export const connection = z
  .strictObject({
    object: z.literal('connection'),
    id: id('conn'),
    organization_id: id('org'),
    organization: organization.exactOptional(),
    name,
    type: z.enum(connectionTypes),
    state: z.enum(connectionStates),
    redirect_uri: z.string().meta({ description: 'The redirect URI to register at the identity provider' }),
    settings: connectionSettings,
    missing_settings: z
      .array(z.string())
      .meta({ description: 'The settings that it needs before it can be activated' }),
    mapping: z.strictObject({
      ...Object.fromEntries(attributes.map((name) => [name, z.array(z.string()).optional()])),
      custom_attributes: z.record(z.string(), z.array(z.string())).optional(),
    } as MappingShape),
    policy: connectionPolicy,
    credentials: z.array(credential),
    last_sign_in_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Connection' })

export type Connection = z.infer<typeof connection>

export const connectionExplanation = z
  .strictObject({
    object: z.literal('connection_explanation'),
    codes: z.array(z.string()).meta({ description: 'The codes that the text names' }),
    hints: z.array(hint),
    redirect_uri: z.string().meta({ description: 'To compare with the one that the identity provider shows' }),
    correlation_id: z.string().nullable(),
    trace_id: z.string().nullable(),
    timestamp: z.string().nullable(),
  })
  .meta({ id: 'ConnectionExplanation' })

export type ConnectionExplanation = z.infer<typeof connectionExplanation>

const params = z.strictObject({ connection_id: id('conn') })

export const connections = {
  list: operation('connections.list', {
    summary: 'List connections',
    scope: 'connections:read',
    params: none,
    query: listQuery('conn').extend({
      ...expand('organization'),
      organization_id: id('org').optional(),
      type: z.enum(connectionTypes).optional(),
      state: z.enum(connectionStates).optional(),
    }),
    body: undefined,
    output: listOf(connection),
    example: { state: 'active' },
  }),
  get: operation('connections.get', {
    summary: 'Read a connection',
    scope: 'connections:read',
    params,
    query: none.extend(expand('organization')),
    body: undefined,
    output: connection,
  }),
  create: operation('connections.create', {
    summary: 'Create a connection as a draft; type and organization are enough to get its redirect URI',
    scope: 'connections:write',
    params: none,
    query: none,
    body: z.strictObject({
      organization_id: id('org'),
      type: z.enum(connectionTypes),
      name: name.optional(),
      settings: connectionSettings.optional().meta({ description: 'May be entered later, before the activation' }),
      mapping: claimMap.optional(),
      policy: connectionPolicy.partial().optional(),
    }),
    output: connection,
    failures: ['address_refused'],
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      type: 'entra_oidc',
      settings: {
        tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
        client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      },
    },
  }),
  update: operation('connections.update', {
    summary: 'Change a connection; omitted members of `settings`, `mapping` and `policy` stay as they are',
    scope: 'connections:write',
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      settings: connectionSettings.optional(),
      mapping: claimMapChange.optional().meta({
        description: "Omitted attributes stay as they are; `null` gives one back to the provider's rule",
      }),
      policy: connectionPolicy.partial().optional(),
    }),
    output: connection,
    failures: ['address_refused', 'precondition_failed'],
    example: { mapping: { email: ['email', 'upn'] } },
  }),
  activate: operation('connections.activate', {
    summary: 'Switch a connection on',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['connection_incomplete', 'credential_refused'],
    example: {},
  }),
  deactivate: operation('connections.deactivate', {
    summary: 'Switch a connection off; it refuses sign-ins until it is activated again',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    example: {},
  }),
  explain: operation('connections.explain', {
    summary: "Explain a code or the text of the identity provider's own page, with the ids of the connection",
    scope: 'connections:read',
    params,
    query: none,
    body: z.strictObject({
      text: z.string().max(20_000).optional().meta({
        description:
          'A code, or the text of the page. Without it: the usual causes when people leave and never come back',
      }),
    }),
    output: connectionExplanation,
    status: 200,
    example: { text: 'AADSTS50105: Your administrator has configured the application to block users' },
  }),
  delete: operation('connections.delete', {
    summary: 'Delete a connection and its credentials; users stay',
    scope: 'connections:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
}
