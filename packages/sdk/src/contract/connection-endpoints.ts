/** The endpoints of the identity provider of a connection. */
import { z } from 'zod'
import { time } from './fields.ts'

const addresses = {
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  userinfo_endpoint: z.string().nullable(),
}

export const connectionEndpoints = z.strictObject({
  discovery_url: z.string().meta({ description: 'The document that publishes them' }),
  ...addresses,
  confirmed_at: time.meta({ description: 'When they were seen for the first time, or confirmed' }),
  held: z
    .strictObject({ ...addresses, seen_at: time })
    .nullable()
    .meta({
      description: 'Others that the document has named since. No sign-in uses them until they are confirmed',
    }),
})
