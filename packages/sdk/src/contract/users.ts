/** Users: the people of one organization. */
import { z } from 'zod'
import { customAttributes, external_id, id, metadata, metadataChange, name, none, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'
import { importLimits, importRows, userImport } from './user-import.ts'

export const userStates = ['invited', 'active', 'suspended'] as const
export const userSources = ['jit', 'invite', 'import', 'api', 'scim', 'access_token'] as const

/** `organization`: everybody of the organization has the role. `kept`: as it was before. */
const roleBecause = ['group', 'role_claim', 'organization', 'default', 'kept'] as const

const email = z.email().max(254)

export const identity = z
  .strictObject({
    object: z.literal('identity'),
    id: id('idn'),
    authority: z.string(),
    subject: z.string(),
    identifier: z.string().nullable(),
    connection_id: id('conn').nullable(),
    linked_because: z.string().meta({ description: 'The reason why this identity was linked to this user' }),
    created_at: time,
  })
  .meta({ id: 'Identity' })

export const user = z
  .strictObject({
    object: z.literal('user'),
    id: id('user'),
    organization_id: id('org'),
    organization: organization.exactOptional(),
    kind: z.enum(['person', 'service']),
    state: z.enum(userStates),
    source: z.enum(userSources),
    email: z.string().nullable(),
    email_verified: z.boolean(),
    name: z.string().nullable(),
    given_name: z.string().nullable(),
    family_name: z.string().nullable(),
    preferred_username: z.string().nullable(),
    external_id: external_id.nullable(),
    identifier: z.string().nullable().meta({
      description: 'The name that the identity provider gives the person, as mapped at the last sign-in',
    }),
    custom_attributes: customAttributes,
    role: z.string().nullable(),
    roles: z.array(z.string()),
    role_reasons: z
      .array(z.strictObject({ role: z.string(), because: z.enum(roleBecause), from: z.string().nullable() }))
      .meta({ description: 'Why the person has the roles, as the last sign-in decided: the first 20 reasons' }),
    groups: z.array(z.string()),
    is_admin: z.boolean(),
    metadata,
    last_sign_in_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'User' })

export type NewUser = z.infer<typeof newUser>
export type User = z.infer<typeof user>
export type Identity = z.infer<typeof identity>

const params = z.strictObject({ user_id: id('user') })
const identityParams = params.extend({ identity_id: id('idn') })

/** A person who is known before the first sign-in. One of the names finds them then. */
export const newUser = z.strictObject({
  email: email.optional(),
  name: name.optional(),
  given_name: name.optional(),
  family_name: name.optional(),
  preferred_username: z.string().trim().min(1).max(320).optional(),
  external_id: external_id.optional(),
  metadata: metadata.optional(),
})

interface Found {
  readonly organization_id?: unknown
  readonly preferred_username?: unknown
}

/** User names are indexed in each organization. */
function hasOrganization({ organization_id, preferred_username }: Found): boolean {
  return organization_id !== undefined || preferred_username === undefined
}

export const users = {
  list: operation('users.list', {
    summary: 'List users',
    scope: 'users:read',
    params: none,
    query: listQuery('user')
      .extend({
        ...expand('organization'),
        organization_id: id('org').optional(),
        email: z.string().max(254).optional(),
        external_id: external_id.optional(),
        preferred_username: z.string().trim().min(1).max(320).optional().meta({
          description: 'A user name, in any case; together with `organization_id`',
        }),
        search: z
          .string()
          .trim()
          .min(1)
          .max(200)
          .optional()
          .meta({
            description:
              'The beginning of an email or a name, in any case; together with `organization_id` also of a user name. Of ' +
              'each, the first 1,000 in alphabetical order are looked at',
          }),
        state: z.enum(userStates).optional(),
      })
      .refine(hasOrganization, { path: ['organization_id'], message: 'is needed to find a user name' }),
    body: undefined,
    output: listOf(user),
    example: { email: 'ada@contoso.example' },
  }),
  get: operation('users.get', {
    summary: 'Read a user',
    scope: 'users:read',
    params,
    query: none.extend(expand('organization')),
    body: undefined,
    output: user,
  }),
  create: operation('users.create', {
    summary: 'Create a user before the first sign-in',
    scope: 'users:write',
    params: none,
    query: none,
    body: newUser.extend({ organization_id: id('org') }),
    output: user,
    failures: ['already_exists'],
    example: { organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h', email: 'ada@contoso.example' },
  }),
  import: operation('users.import', {
    summary: 'Import a piece of known people; the same piece again changes nothing',
    scope: 'users:write',
    params: none,
    query: none,
    body: z.strictObject({
      organization_id: id('org'),
      dry_run: z.boolean().default(false).meta({ description: 'Only say what would become of each row' }),
      rows: importRows(newUser),
    }),
    output: userImport,
    status: 200,
    failures: ['changed_meanwhile'],
    body_limit_bytes: importLimits.bytes,
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      rows: [{ email: 'ada@contoso.example', preferred_username: 'ada', metadata: { seat: '12' } }],
    },
  }),
  update: operation('users.update', {
    summary: 'Change the vendor fields of a user; names and roles come from the identity provider',
    scope: 'users:write',
    params,
    query: none,
    body: z.strictObject({ external_id: external_id.nullable().optional(), metadata: metadataChange.optional() }),
    output: user,
    failures: ['already_exists', 'precondition_failed'],
    example: { external_id: '4711' },
  }),
  suspend: operation('users.suspend', {
    summary: 'Suspend a user; all sessions end now, and sign-ins are refused',
    scope: 'users:write',
    params,
    query: none,
    body: none,
    output: user,
    status: 200,
    example: {},
  }),
  reactivate: operation('users.reactivate', {
    summary: 'Reactivate a suspended user',
    scope: 'users:write',
    params,
    query: none,
    body: none,
    output: user,
    status: 200,
    example: {},
  }),
  delete: operation('users.delete', {
    summary: 'Delete a user; all sessions end now, and a sign-in alone does not bring the person back',
    scope: 'users:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
  unlinkIdentity: operation('users.unlinkIdentity', {
    summary: 'Take an identity from a user; all sessions of the user end now',
    scope: 'users:write',
    params: identityParams,
    query: none,
    body: undefined,
    output: undefined,
  }),
  moveIdentity: operation('users.moveIdentity', {
    summary: 'Give an identity to another user of the organization; all sessions of the old user end now',
    scope: 'users:write',
    params: identityParams,
    query: none,
    body: z.strictObject({ user_id: id('user') }),
    output: identity,
    status: 200,
    example: { user_id: 'user_01jd2x3y4z5a6b7c8d9e0f1g2k' },
  }),
  identities: operation('users.identities', {
    summary: 'List the identities of a user',
    scope: 'users:read',
    params,
    query: listQuery('idn'),
    body: undefined,
    output: listOf(identity),
  }),
}
