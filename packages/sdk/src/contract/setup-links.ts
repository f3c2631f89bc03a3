/** Setup links: each lets a customer's administrator work on one organization in the setup portal. */
import { z } from 'zod'
import { id, none, time, webAddress } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'
import { setupIntents, setupStep } from './setup-intents.ts'

export const setupLinkStates = ['open', 'started', 'completed', 'expired', 'revoked'] as const

/** `automatic`: the vendor, where the organization has an active connection or users; else the customer. */
export const setupActivations = ['automatic', 'customer', 'vendor'] as const

const intents = z
  .array(z.enum(setupIntents))
  .min(1)
  .max(setupIntents.length)
  .refine((list) => new Set(list).size === list.length, { message: 'names an intent twice' })
  .meta({
    description:
      '`sso`: set single sign-on up. `domains`: prove email domains. `manage`: look after a connection that is on',
  })
const admin_emails = z
  .array(z.email().max(254))
  .max(20)
  .meta({
    description: 'Administrators who may come back to manage the connection by signing in through it',
    examples: [['ada@contoso.example']],
  })
const ownAddress = (what: string) =>
  webAddress.meta({ description: `${what} Its origin must be one that an application of the environment has` })

export const setupLink = z
  .strictObject({
    object: z.literal('setup_link'),
    id: id('setup'),
    organization_id: id('org'),
    organization: organization.exactOptional(),
    intents,
    state: z.enum(setupLinkStates),
    step: setupStep.nullable().meta({ description: 'The only step of a link for a colleague; `null` for all of them' }),
    activation: z.enum(setupActivations).meta({
      description:
        'The party that switches the connection on: the administrator in the portal, or the vendor afterwards. `automatic`: the ' +
        'vendor where the organization has an active connection or users, else the administrator',
    }),
    needs_test: z.boolean().meta({ description: 'Whether a test must succeed before the connection is switched on' }),
    admin_emails,
    return_url: z.string().nullable(),
    success_url: z.string().nullable(),
    connection_id: id('conn').nullable().meta({ description: 'The connection that is set up' }),
    activation_requested_at: time.nullable().meta({
      description: 'When the administrator was done and asked the vendor to switch the connection on',
    }),
    uses: z
      .array(z.strictObject({ at: time, address: z.string().nullable(), user_agent: z.string().nullable() }))
      .meta({ description: 'The latest 20 times that somebody pressed "Start setup"' }),
    expires_at: time,
    completed_at: time.nullable(),
    revoked_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'SetupLink' })

/** A setup link with its address, which is shown once. */
export const setupLinkWithAddress = setupLink
  .extend({ url: z.string().meta({ description: 'The link to hand out. It is shown once' }) })
  .meta({ id: 'SetupLinkWithAddress' })

export type SetupLink = z.infer<typeof setupLink>
export type SetupLinkWithAddress = z.infer<typeof setupLinkWithAddress>

const params = z.strictObject({ setup_link_id: id('setup') })

export const setupLinks = {
  list: operation('setupLinks.list', {
    summary: 'List setup links',
    scope: 'setup_links:read',
    params: none,
    query: listQuery('setup').extend({
      ...expand('organization'),
      organization_id: id('org').optional(),
      state: z.enum(setupLinkStates).optional(),
    }),
    body: undefined,
    output: listOf(setupLink),
    example: { state: 'open' },
  }),
  get: operation('setupLinks.get', {
    summary: 'Read a setup link and its uses',
    scope: 'setup_links:read',
    params,
    query: none.extend(expand('organization')),
    body: undefined,
    output: setupLink,
  }),
  create: operation('setupLinks.create', {
    summary: "Create a link with which a customer's administrator sets single sign-on up",
    scope: 'setup_links:write',
    params: none,
    query: none,
    body: z.strictObject({
      organization_id: id('org'),
      intents: intents.default(['sso', 'domains']),
      expires_in_days: z.int().min(1).max(90).default(7).meta({ description: 'Days until it expires' }),
      connection_id: id('conn').optional().meta({
        description: 'The connection to work on. Default: the only one of the organization, or a new one',
      }),
      activation: z.enum(setupActivations).default('automatic').meta({
        description:
          'The party that switches the connection on: the administrator in the portal, or the vendor afterwards',
      }),
      needs_test: z
        .boolean()
        .default(true)
        .meta({ description: 'Whether a test must succeed before the connection is switched on' }),
      admin_emails: admin_emails.default([]),
      return_url: ownAddress('Where the portal leads back to.').optional(),
      success_url: ownAddress('Where the portal leads when the setup is complete.').optional(),
    }),
    output: setupLinkWithAddress,
    gives_secret: true,
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      admin_emails: ['ada@contoso.example'],
    },
  }),
  revoke: operation('setupLinks.revoke', {
    summary: 'Revoke a setup link; whoever works with it is out at the next request',
    scope: 'setup_links:write',
    params,
    query: none,
    body: none,
    output: setupLink,
    status: 200,
    failures: ['state_conflict'],
    example: {},
  }),
}
