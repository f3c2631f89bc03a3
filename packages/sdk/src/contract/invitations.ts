/** Invitations: each lets one person become a user of one organization, by a sign-in that matches it. */
import { languages } from '@gatehouse-sso/core/language'
import { z } from 'zod'
import { id, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export const invitationStates = ['pending', 'accepted', 'expired', 'revoked'] as const

export const invitation = z
  .strictObject({
    object: z.literal('invitation'),
    id: id('inv'),
    organization_id: id('org'),
    email: z.string(),
    subject: z.string().nullable().meta({
      description: 'The id of the person at the identity provider; in Entra the object id',
    }),
    application_id: id('app'),
    connection_id: id('conn').nullable(),
    asks_consent: z.boolean().meta({
      description: 'Whether the person is asked first for the consent of the organization, as its administrator',
    }),
    state: z.enum(invitationStates),
    expires_at: time,
    sent_at: time.nullable().meta({ description: 'The last mail; `null` without one' }),
    accepted_at: time.nullable(),
    accepted_by: id('user').nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Invitation' })

/** An invitation with its link, which is shown once. */
export const invitationWithLink = invitation
  .extend({ url: z.string().meta({ description: 'The link to hand out. It is shown once' }) })
  .meta({ id: 'InvitationWithLink' })

export type Invitation = z.infer<typeof invitation>
export type InvitationWithLink = z.infer<typeof invitationWithLink>

const params = z.strictObject({ invitation_id: id('inv') })
const days = z.int().min(1).max(90).default(7).meta({ description: 'Days until it expires' })
const send_email = z.boolean().optional().meta({
  description: 'Send the link by mail. Default: if the gateway has a mail server',
})

const language = z.enum(languages).default('en').meta({ description: 'The language of the mail' })

export const invitations = {
  list: operation('invitations.list', {
    summary: 'List invitations',
    scope: 'users:read',
    params: none,
    query: listQuery('inv').extend({
      organization_id: id('org').optional(),
      email: z.string().max(254).optional(),
      state: z.enum(invitationStates).optional(),
    }),
    body: undefined,
    output: listOf(invitation),
    example: { state: 'pending' },
  }),
  get: operation('invitations.get', {
    summary: 'Read an invitation',
    scope: 'users:read',
    params,
    query: none,
    body: undefined,
    output: invitation,
  }),
  create: operation('invitations.create', {
    summary: 'Invite a person into an organization',
    scope: 'users:write',
    params: none,
    query: none,
    body: z.strictObject({
      organization_id: id('org'),
      email: z.email().max(254),
      application_id: id('app').meta({
        description: 'Where the person begins. The application needs `initiate_login_uri`',
      }),
      connection_id: id('conn').optional().meta({ description: 'The connection to sign in through' }),
      subject: z.string().min(1).max(255).optional().meta({
        description: 'The id of the person at the identity provider, if you know it; in Entra the object id',
      }),
      asks_consent: z.boolean().optional().meta({
        description: 'Ask for the consent of the organization first. It needs `connection_id`',
      }),
      expires_in_days: days,
      send_email,
      language,
    }),
    output: invitationWithLink,
    gives_secret: true,
    failures: ['already_exists', 'mail_not_configured'],
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      email: 'ada@contoso.example',
      application_id: 'app_01jd2x3y4z5a6b7c8d9e0f1g2k',
    },
  }),
  resend: operation('invitations.resend', {
    summary: 'Give an invitation a new link and a new end; the old link stops working',
    scope: 'users:write',
    params,
    query: none,
    body: z.strictObject({ expires_in_days: days, send_email, language }),
    output: invitationWithLink,
    status: 200,
    gives_secret: true,
    failures: ['state_conflict', 'mail_not_configured'],
    example: {},
  }),
  revoke: operation('invitations.revoke', {
    summary: 'Revoke an invitation',
    scope: 'users:write',
    params,
    query: none,
    body: none,
    output: invitation,
    status: 200,
    failures: ['state_conflict'],
    example: {},
  }),
}
