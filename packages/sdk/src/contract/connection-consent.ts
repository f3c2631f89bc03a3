/** The consent of an organization at its identity provider. */
import { z } from 'zod'
import { id, time } from './fields.ts'

const consentResults = ['granted', 'seen', 'declined', 'failed'] as const

export const connectionConsent = z.strictObject({
  result: z.enum(consentResults).meta({
    description:
      '`granted`: the identity provider reported it, and a sign-in of the administrator proved it. `seen`: a sign-in ' +
      'came through without a question about consent',
  }),
  because: z.string(),
  sign_in_id: id('signin'),
  at: time,
})

export const consentPermissions = ['sign_in', 'all'] as const

export const connectionConsentLink = z
  .strictObject({
    object: z.literal('connection_consent_link'),
    connection_id: id('conn'),
    permissions: z.enum(consentPermissions),
    url: z.string().meta({ description: "For the customer's administrator, who consents and then signs in once" }),
    consent_redirect_uri: z.string().meta({ description: 'It must be registered at the identity provider' }),
    expires_at: time,
  })
  .meta({ id: 'ConnectionConsentLink' })

export type ConnectionConsentLink = z.infer<typeof connectionConsentLink>

/** The body of a request for a consent link. */
export const consentLinkBody = z.strictObject({
  permissions: z
    .enum(consentPermissions)
    .default('sign_in')
    .meta({
      description:
        '`sign_in`: the scopes of the connection. `all`: everything that the app registration lists, also for the ' +
        'application itself, such as reading groups',
    }),
  expires_in_minutes: z.int().min(1).max(20_160).default(10_080).meta({ description: 'Default: 7 days' }),
})
