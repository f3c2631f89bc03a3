/** The explanation of a failure that the identity provider shows on its own page, so that it never comes back. */
import { z } from 'zod'
import { hint } from './explained-failure.ts'
import { time } from './fields.ts'

/** The people who stay away: all from the start, all since a change of the settings, all since some time, or some. */
export const unreturnedPatterns = ['never', 'changed', 'all', 'some'] as const

const abandoned = z.strictObject({
  last_24_hours: z.int().meta({
    description: 'Sign-ins that left for the identity provider and did not come back in time, among the latest 200',
  }),
  browsers: z.int().meta({ description: 'How many different browsers they were' }),
  since: time
    .nullable()
    .meta({ description: 'The time since when no person has come back; `null` if the latest one has' }),
  pattern: z
    .enum(unreturnedPatterns)
    .nullable()
    .meta({
      description:
        '`never`: nobody has ever signed in. `changed`: nobody since the settings were changed. `all`: nobody any more. ' +
        '`some`: others come back. `null`: everybody came back',
    }),
  because: z.string().meta({ description: 'The facts that the choice of causes rests on' }),
})

const comparedRedirectUri = z.strictObject({
  redirect_uri: z.string().meta({ description: 'As the text has it' }),
  same: z.boolean(),
  difference: z.string().nullable().meta({ description: 'The first character that differs' }),
})

export const connectionExplanation = z
  .strictObject({
    object: z.literal('connection_explanation'),
    codes: z.array(z.string()).meta({ description: 'The codes that the text names; without a text, the usual ones' }),
    hints: z.array(hint),
    redirect_uri: z.string().meta({ description: 'To compare with the one that the identity provider shows' }),
    compared_redirect_uris: z.array(comparedRedirectUri).meta({ description: 'The redirect URIs in the text' }),
    abandoned: abandoned
      .nullable()
      .meta({ description: 'The people who did not come back; `null` where a text is explained' }),
    correlation_id: z.string().nullable(),
    trace_id: z.string().nullable(),
    timestamp: z.string().nullable(),
  })
  .meta({ id: 'ConnectionExplanation' })

export type ConnectionExplanation = z.infer<typeof connectionExplanation>
