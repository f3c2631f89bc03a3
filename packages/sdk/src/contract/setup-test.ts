/** A test sign-in of a setup session: what happened, and what the application would receive. */
import { z } from 'zod'
import { explainedFailure } from './explained-failure.ts'
import { id, time } from './fields.ts'
import { explanation, signInStep } from './sign-ins.ts'

export const setupTestStates = ['test_in_progress', 'test_succeeded', 'test_failed'] as const

/** The stages of a test, in order. A stage proves one thing. */
export const setupTestStages = ['redirect', 'code', 'token', 'keys', 'claims', 'mapping', 'policy'] as const

export const setupTest = z
  .strictObject({
    object: z.literal('setup_test'),
    sign_in_id: id('signin'),
    state: z.enum(setupTestStates),
    stages: z.array(
      z.strictObject({
        id: z.enum(setupTestStages),
        state: z.enum(['done', 'running', 'failed', 'waiting']),
        ms: z.number().nullable(),
      }),
    ),
    started_at: time,
    finished_at: time.nullable(),
    error: explainedFailure.nullable(),
    /** The step of the portal where the failure is put right. */
    mend_at: z.string().nullable().meta({ description: 'The step of the portal where the failure is put right' }),
    claims: z
      .strictObject({
        id_token: z.record(z.string(), z.unknown()),
        userinfo: z.record(z.string(), z.unknown()).nullable(),
      })
      .nullable()
      .meta({ description: 'The claims that the identity provider sent' }),
    mapping: z.array(explanation),
    receives: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: "The claims that the vendor's application would receive" }),
    roles: z.array(z.strictObject({ role: z.string(), because: z.string(), from: z.string().nullable() })),
    groups: z
      .array(z.strictObject({ idp_id: z.string(), name: z.string().nullable(), roles: z.array(z.string()) }))
      .meta({ description: 'The groups that came, with the roles that they give' }),
    warnings: z.array(z.string()),
    refused: explainedFailure.nullable().meta({
      description: 'Why the person would not be let in, although the connection works',
    }),
    steps: z.array(signInStep),
  })
  .meta({ id: 'SetupTest' })

export type SetupTest = z.infer<typeof setupTest>
