/** Sign-ins: one for each attempt, with its trace. */
import { emailTrustLevels } from '@gatehouse-sso/core/email-trust'
import { z } from 'zod'
import { application } from './applications.ts'
import { connection } from './connection.ts'
import { explainedFailure } from './explained-failure.ts'
import { id, none, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'
import { user } from './users.ts'

export const signInStates = [
  'in_progress',
  'succeeded',
  'failed',
  'abandoned',
  'test_in_progress',
  'test_succeeded',
  'test_failed',
] as const

const signInFields = {
  object: z.literal('sign_in'),
  id: id('signin'),
  state: z.enum(signInStates),
  application_id: id('app').nullable(),
  application: application.exactOptional(),
  organization_id: id('org').nullable(),
  organization: organization.exactOptional(),
  connection_id: id('conn').nullable(),
  connection: connection.exactOptional(),
  user_id: id('user').nullable(),
  user: user.exactOptional(),
  email: z
    .string()
    .nullable()
    .meta({
      description:
        'Until the identity provider has said who the person is, the email that was typed or sent. Lists and events show ' +
        'its domain only; a list is searched by the whole email all the same',
    }),
  error_code: z.string().nullable().meta({
    description: 'Why it failed. Of a sign-in that succeeded: why a token request for its code was refused',
  }),
  occurrences: z
    .number()
    .int()
    .meta({ description: 'How many refused requests it stands for: past 20 a minute, the last record counts up' }),
  created_at: time,
  finished_at: time.nullable(),
}

export const signIn = z.strictObject(signInFields).meta({ id: 'SignIn' })

export const signInStep = z.strictObject({
  at: time,
  name: z.string(),
  ok: z.boolean(),
  ms: z.number().meta({ description: 'Duration of the step' }),
  detail: z.record(z.string(), z.unknown()),
})

export const explanation = z.strictObject({
  attribute: z.string(),
  rule: z.array(z.string()),
  claim: z.string().nullable(),
  source: z.enum(['id_token', 'userinfo', 'directory']).nullable().meta({
    description: "`directory`: the identity provider's directory, because the token had an overage",
  }),
  value: z.unknown(),
  note: z.string().nullable(),
})

/** A sign-in with its trace. The environment says how long claims are kept: `trace_days`. */
export const signInWithTrace = z
  .strictObject({
    ...signInFields,
    redacted: z.boolean().meta({
      description:
        'True: emails, claims and mapped values are hidden, except those that say nothing about a person. `reveal` shows them',
    }),
    login_hint: z.string().nullable().meta({ description: 'The email that was typed, or sent by the application' }),
    steps: z.array(signInStep),
    claims: z
      .strictObject({
        id_token: z.record(z.string(), z.unknown()),
        userinfo: z.record(z.string(), z.unknown()).nullable(),
      })
      .nullable(),
    mapping: z.array(explanation),
    decision: z
      .strictObject({
        outcome: z.string(),
        because: z.string(),
        email_trust: z
          .strictObject({ level: z.enum(emailTrustLevels), because: z.string() })
          .nullable()
          .meta({ description: 'How far the email was proved; null where a session answered' }),
        roles: z.array(z.strictObject({ role: z.string(), because: z.string(), from: z.string().nullable() })),
        administrator: z
          .strictObject({ is_admin: z.boolean(), because: z.string(), from: z.string().nullable() })
          .nullable()
          .meta({ description: 'Whether the person is an administrator, and why; null where a session answered' }),
        unmatched_roles: z.array(z.string()).meta({ description: 'Values of the roles claim that gave no role' }),
        warnings: z.array(z.string()),
      })
      .nullable(),
    error: explainedFailure.nullable(),
  })
  .meta({ id: 'SignInWithTrace' })

export type SignIn = z.infer<typeof signIn>
export type SignInWithTrace = z.infer<typeof signInWithTrace>

export const signIns = {
  list: operation('signIns.list', {
    summary: 'List sign-ins, the latest first, without personal data',
    scope: 'sign_ins:read',
    setup: { intents: ['manage'] },
    params: none,
    query: listQuery('signin').extend({
      ...expand('application', 'organization', 'connection', 'user'),
      organization_id: id('org').optional(),
      connection_id: id('conn').optional(),
      user_id: id('user').optional(),
      state: z.enum(signInStates).optional(),
      email: z.string().max(254).optional(),
      from: time.optional().meta({ description: 'Began at this time or later. ISO 8601 in UTC' }),
      to: time.optional().meta({ description: 'Began before this time. ISO 8601 in UTC' }),
      error_code: z.string().max(100).optional().meta({ description: 'Also of a refused token request' }),
      correlation_id: z.string().max(100).optional().meta({
        description: 'Correlation id or trace id that the identity provider has for an error',
      }),
      request_id: z.string().max(100).optional().meta({ description: 'The request that failed: `X-Request-ID`' }),
    }),
    body: undefined,
    output: listOf(signIn),
    example: { state: 'failed' },
  }),
  get: operation('signIns.get', {
    summary: 'Read a sign-in with its trace, without personal data',
    scope: 'sign_ins:read',
    setup: { intents: ['sso', 'manage'] },
    params: z.strictObject({ sign_in_id: id('signin') }),
    query: none.extend(expand('application', 'organization', 'connection', 'user')),
    body: undefined,
    output: signInWithTrace,
  }),
  reveal: operation('signIns.reveal', {
    summary: 'Read a sign-in with the personal data in its trace; an event says who has read it',
    scope: 'sign_ins:reveal',
    params: z.strictObject({ sign_in_id: id('signin') }),
    query: none,
    body: none,
    output: signInWithTrace,
    status: 200,
    example: {},
  }),
}
