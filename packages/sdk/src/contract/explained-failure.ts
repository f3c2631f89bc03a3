/** A failure with everything that people are told about it: in the trace of a sign-in, and beside a credential. */
import { z } from 'zod'

export const explainedFailure = z.strictObject({
  code: z.string(),
  title: z.string(),
  who: z.string().meta({ description: 'The party that must act' }),
  remedy: z.string(),
  hints: z.array(z.strictObject({ what: z.string(), where: z.string() })).meta({
    description: "What to do about the identity provider's own error code, and on which page",
  }),
  expected: z.string().nullable(),
  received: z.string().nullable(),
  upstream: z
    .strictObject({
      error: z.string(),
      description: z.string().nullable(),
      codes: z.array(z.string()),
      correlation_id: z.string().nullable(),
      trace_id: z.string().nullable(),
    })
    .nullable(),
})

export type ExplainedFailure = z.infer<typeof explainedFailure>
