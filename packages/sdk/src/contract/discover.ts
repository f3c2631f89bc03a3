/** Discovery of the identity provider: where the people of an email belong. */
import { z } from 'zod'
import { id, none } from './fields.ts'
import { operation } from './operation.ts'

export const discovery = z
  .strictObject({
    object: z.literal('discovery'),
    domain: z.string().nullable().meta({ description: 'The domain of the email; `null` for a text that is none' }),
    organization_id: id('org').nullable(),
    connections: z.array(z.strictObject({ id: id('conn'), name: z.string(), type: z.string() })),
    because: z
      .enum(['not_an_email', 'domain_unknown', 'domain_not_verified', 'no_connection', 'connection', 'choice'])
      .exactOptional()
      .meta({ description: 'The reason; only with `explain`' }),
  })
  .meta({ id: 'Discovery' })

export type Discovery = z.infer<typeof discovery>

export const discover = {
  lookup: operation('discover.lookup', {
    summary: 'Find the organization and the connections for an email',
    scope: 'connections:read',
    params: none,
    query: z.strictObject({
      email: z.string().min(1).max(320),
      explain: z.stringbool().default(false).meta({
        type: 'boolean',
        description: 'Say why. Without it, an unknown domain and one without single sign-on look alike',
      }),
    }),
    body: undefined,
    output: discovery,
    example: { email: 'ada@contoso.example' },
  }),
}
