/** A failure with everything that people are told about it: in the trace of a sign-in, and beside a credential. */
import { z } from 'zod'

export const hint = z.strictObject({
  code: z.string().meta({ description: 'As the identity provider writes it: `AADSTS50105`' }),
  who: z.string().meta({ description: 'The party that must act' }),
  cause: z.string(),
  what: z.string().meta({ description: 'The next step, for the party that must act' }),
  where: z.string().meta({ description: 'The page, as the menus name it' }),
  url: z.string().nullable().meta({ description: 'The address of the page, with the ids of the connection filled in' }),
  message: z.string().meta({ description: 'A text that can be sent to the party that must act' }),
})

export const explainedFailure = z.strictObject({
  code: z.string(),
  title: z.string(),
  who: z.string().meta({ description: 'The party that must act' }),
  remedy: z.string(),
  hints: z.array(hint).meta({ description: "The identity provider's own codes, explained" }),
  expected: z.string().nullable(),
  received: z.string().nullable(),
  upstream: z
    .strictObject({
      error: z.string(),
      description: z.string().nullable(),
      codes: z.array(z.string()),
      correlation_id: z.string().nullable(),
      trace_id: z.string().nullable(),
      timestamp: z.string().nullable().meta({ description: 'By the clock of the identity provider, as it wrote it' }),
    })
    .nullable(),
})

export type ExplainedFailure = z.infer<typeof explainedFailure>
