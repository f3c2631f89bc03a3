/** A connection: one identity provider of one organization, as the API shows it. */
import { z } from 'zod'
import { connectionConsent } from './connection-consent.ts'
import { connectionEndpoints } from './connection-endpoints.ts'
import { connectionMapping } from './connection-mapping.ts'
import { connectionPolicy } from './connection-policy.ts'
import { connectionSaml } from './connection-saml.ts'
import { credential } from './credentials.ts'
import { explainedFailure } from './explained-failure.ts'
import { id, name, time } from './fields.ts'
import { organization } from './organizations.ts'

/** The types of connection that are built. */
export const connectionTypes = [
  'entra_oidc',
  'entra_saml',
  'okta_oidc',
  'okta_saml',
  'google_oidc',
  'google_saml',
  'oidc',
  'saml',
] as const

export const connectionStates = ['draft', 'active', 'inactive'] as const

/**
 * The settings of the identity provider of a connection. The provider of the connection's type defines the members and
 * their form. For invalid settings `/v1` returns 422 and names each fault.
 */
/** Settings as they are entered. Each unknown member is answered with the list of those that there are. */
export const enteredSettings = z
  .record(z.string().max(64), z.unknown())
  .refine((settings) => Object.keys(settings).length <= 50, { message: 'has more than 50 members' })

export const connectionSettings = enteredSettings.meta({
  id: 'ConnectionSettings',
  description: 'The settings of the identity provider. Their members depend on the `type` of the connection',
})

const connectionTest = z.strictObject({
  sign_in_id: id('signin'),
  result: z.enum(['passed', 'failed']),
  at: time,
})

const candidate = z.strictObject({
  settings: connectionSettings,
  mapping: connectionMapping,
  test: connectionTest.nullable().meta({ description: '`null` after each change' }),
  consent: connectionConsent.nullable(),
  created_at: time,
  updated_at: time,
})

const previousSettings = z.strictObject({
  settings: connectionSettings,
  mapping: connectionMapping,
  replaced_at: time,
})

export const connection = z
  .strictObject({
    object: z.literal('connection'),
    id: id('conn'),
    organization_id: id('org'),
    organization: organization.exactOptional(),
    name,
    type: z.enum(connectionTypes),
    state: z.enum(connectionStates),
    suggested_application_name: z.string().nullable().meta({
      description: 'The name to give the application at the identity provider, if the environment suggests one',
    }),
    redirect_uri: z.string().meta({ description: 'The redirect URI to register at the identity provider' }),
    redirect_rules: z
      .strictObject({ nginx: z.string(), caddy: z.string(), express: z.string() })
      .nullable()
      .meta({ description: 'For a redirect URI at another origin: the rule with which that server leads to us' }),
    consent_redirect_uri: z.string().nullable().meta({
      description:
        'To register beside it, so that the consent of an administrator can come back; `null` where there is no such consent',
    }),
    logout: z
      .strictObject({
        post_logout_redirect_uri: z.string().meta({ description: 'Where people come back to after `upstream_logout`' }),
        frontchannel_logout_uri: z
          .string()
          .nullable()
          .meta({ description: 'Loaded in a frame when people sign out there' }),
        backchannel_logout_uri: z.string().nullable().meta({ description: 'Gets logout tokens' }),
        revocation_uri: z
          .string()
          .nullable()
          .meta({ description: 'Gets the order to end everything of one person (Okta Universal Logout)' }),
      })
      .meta({
        description:
          'Addresses to register at the identity provider, so that logout reaches us; `null` where it has no such call',
      }),
    saml: connectionSaml.nullable().meta({ description: '`null` for a connection by OpenID Connect' }),
    settings: connectionSettings,
    missing_settings: z
      .array(z.string())
      .meta({ description: 'The settings that it needs before it can be activated' }),
    mapping: connectionMapping,
    policy: connectionPolicy,
    last_test: connectionTest.nullable().meta({ description: 'The latest test of these settings and this mapping' }),
    candidate: candidate.nullable().meta({
      description:
        'The next settings and mapping of an active connection. They take effect when they are activated, after a test',
    }),
    previous: previousSettings.nullable().meta({ description: 'The settings that a roll-back restores' }),
    consent: connectionConsent.nullable().meta({
      description: 'The consent of the organization for these settings; `null` if nothing is known',
    }),
    armed_at: time.nullable().meta({ description: 'Set for a draft that the first successful sign-in activates' }),
    endpoints: connectionEndpoints.nullable().meta({
      description:
        'The endpoints in force, as the first sign-in or test saw them; `null` before it, and where they stand in `settings`',
    }),
    warnings: z.array(explainedFailure).meta({
      description:
        'Things that an administrator must look at, although people still sign in: `endpoints_changed`, `keys_exposed`',
    }),
    credentials: z.array(credential),
    last_sign_in_at: time.nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Connection' })

export type Connection = z.infer<typeof connection>

export const connectionTestLink = z
  .strictObject({
    object: z.literal('connection_test_link'),
    connection_id: id('conn'),
    tests: z.enum(['candidate', 'current']).meta({ description: 'The settings that a test uses now' }),
    url: z
      .string()
      .meta({ description: 'A person who has it may sign in to test the connection. A test creates nothing' }),
    expires_at: time,
  })
  .meta({ id: 'ConnectionTestLink' })

export type ConnectionTestLink = z.infer<typeof connectionTestLink>
