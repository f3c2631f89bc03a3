/** The setup session: what the portal shows, and how far the administrator has come. */
import { z } from 'zod'
import { branding } from './branding.ts'
import { connection, connectionTypes } from './connection.ts'
import { id, slug, time } from './fields.ts'
import { languages, setupIntents, setupStep } from './setup-intents.ts'
import { setupLinkStates } from './setup-links.ts'

/** An action of the guide that was ticked: the step, and the name of the action there. */
export const doneAction = z
  .string()
  .regex(/^[a-z_]{1,20}\.[a-z0-9_]{1,40}$/, 'must be a step and an action, as in `register.redirect_uri`')

export const setupSession = z
  .strictObject({
    object: z.literal('setup_session'),
    setup_link_id: id('setup'),
    state: z.enum(setupLinkStates),
    intents: z.array(z.enum(setupIntents)),
    only_step: setupStep.nullable().meta({ description: 'The step of a link for a colleague; `null` for all steps' }),
    expires_at: time,
    return_url: z.string().nullable(),
    success_url: z.string().nullable(),
    organization: z.strictObject({ id: id('org'), name: z.string() }),
    vendor: branding.pick({ name: true, logo_url: true, accent: true, support_email: true }),
    environment_kind: z.enum(['test', 'live']),
    person: z
      .string()
      .nullable()
      .meta({ description: 'An administrator who signed in; `null` for a browser that opened a link' }),
    language: z.enum(languages),
    step: setupStep.meta({ description: 'Where to go on' }),
    done_steps: z.array(setupStep).meta({ description: 'The steps that were finished' }),
    done_actions: z.array(doneAction).meta({ description: 'The actions that were ticked' }),
    providers: z
      .array(
        z.strictObject({
          type: z.enum(connectionTypes),
          name: z.string(),
          summary: z.string(),
        }),
      )
      .meta({ description: 'The kinds of identity providers to choose from, the usual one first' }),
    connection: connection.nullable().meta({ description: '`null` until an identity provider was chosen' }),
    tenant: z
      .array(z.string())
      .meta({ description: 'The known facts about the tenant, for people: its name, cloud and region' }),
    activation: z.strictObject({
      by: z.enum(['customer', 'vendor']),
      because: z.string().nullable().meta({ description: 'Why the vendor switches it on' }),
      needs_test: z.boolean(),
      requested_at: time.nullable(),
      mails: z
        .strictObject({ vendor: z.boolean(), administrators: z.boolean() })
        .meta({ description: 'People who get a mail when the setup is complete' }),
    }),
    roles: z
      .array(z.strictObject({ slug, name: z.string(), description: z.string().nullable() }))
      .meta({ description: 'The roles that a customer may give, the highest first' }),
    default_role: z
      .strictObject({ slug, name: z.string() })
      .nullable()
      .meta({ description: 'The role of a person in no mapped group; it may be one that a customer cannot give' }),
  })
  .meta({ id: 'SetupSession' })

export type SetupSession = z.infer<typeof setupSession>
