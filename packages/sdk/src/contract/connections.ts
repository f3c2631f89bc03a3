/** Connections. Each is one identity provider of one organization. */
import { z } from 'zod'
import { checkBody, connectionCheck } from './connection-check.ts'
import { connectionConsent, connectionConsentLink, consentLinkBody } from './connection-consent.ts'
import { connectionExplanation } from './connection-explanation.ts'
import { claimMap, claimMapChange, connectionMapping } from './connection-mapping.ts'
import { connectionPolicy } from './connection-policy.ts'
import { credential } from './credentials.ts'
import { id, name, none, time } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { organization } from './organizations.ts'

/** The types of connection that are built. */
export const connectionTypes = ['entra_oidc', 'oidc'] as const

export const connectionStates = ['draft', 'active', 'inactive'] as const

/**
 * The settings of the identity provider of a connection. The provider of the connection's type defines the members and
 * their form. For invalid settings `/v1` returns 422 and names each fault.
 */
export const connectionSettings = z.record(z.string().max(64), z.unknown()).meta({
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
    previous: previousSettings.nullable().meta({ description: 'What a roll-back restores' }),
    consent: connectionConsent.nullable().meta({
      description: 'The consent of the organization for these settings; `null` if nothing is known',
    }),
    armed_at: time.nullable().meta({ description: 'Set for a draft that the first successful sign-in activates' }),
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
    url: z.string().meta({ description: 'Whoever has it may sign in to test the connection. A test creates nothing' }),
    expires_at: time,
  })
  .meta({ id: 'ConnectionTestLink' })

export type ConnectionTestLink = z.infer<typeof connectionTestLink>

/** The body of a request for a test link. */
const testLinkBody = z.strictObject({
  expires_in_minutes: z.int().min(1).max(20_160).default(1440).meta({ description: 'Default: a day' }),
})

const params = z.strictObject({ connection_id: id('conn') })

export const connections = {
  list: operation('connections.list', {
    summary: 'List connections',
    scope: 'connections:read',
    params: none,
    query: listQuery('conn').extend({
      ...expand('organization'),
      organization_id: id('org').optional(),
      type: z.enum(connectionTypes).optional(),
      state: z.enum(connectionStates).optional(),
    }),
    body: undefined,
    output: listOf(connection),
    example: { state: 'active' },
  }),
  get: operation('connections.get', {
    summary: 'Read a connection',
    scope: 'connections:read',
    params,
    query: none.extend(expand('organization')),
    body: undefined,
    output: connection,
  }),
  create: operation('connections.create', {
    summary: 'Create a connection as a draft; type and organization are enough to get its redirect URI',
    scope: 'connections:write',
    params: none,
    query: none,
    body: z.strictObject({
      organization_id: id('org'),
      type: z.enum(connectionTypes),
      name: name.optional(),
      settings: connectionSettings.optional().meta({ description: 'May be entered later, before the activation' }),
      mapping: claimMap.optional(),
      policy: connectionPolicy.partial().optional(),
    }),
    output: connection,
    failures: ['address_refused'],
    example: {
      organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
      type: 'entra_oidc',
      settings: {
        tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
        client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      },
    },
  }),
  update: operation('connections.update', {
    summary:
      'Change a connection; settings and mapping of an active one wait in its candidate until they are tested and activated',
    scope: 'connections:write',
    params,
    query: none,
    body: z.strictObject({
      name: name.optional(),
      settings: connectionSettings.optional().meta({ description: 'Omitted members stay as they are; `null` removes' }),
      mapping: claimMapChange.optional().meta({
        description: "Omitted attributes stay as they are; `null` gives one back to the provider's rule",
      }),
      policy: connectionPolicy.partial().optional(),
    }),
    output: connection,
    failures: ['address_refused', 'precondition_failed'],
    example: { mapping: { email: ['email', 'upn'] } },
  }),
  activate: operation('connections.activate', {
    summary: 'Switch a connection on',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['connection_incomplete', 'credential_refused'],
    example: {},
  }),
  deactivate: operation('connections.deactivate', {
    summary: 'Switch a connection off; it refuses sign-ins until it is activated again',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    example: {},
  }),
  arm: operation('connections.arm', {
    summary: 'Let the first successful sign-in of the organization test and activate a draft',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['state_conflict', 'connection_incomplete', 'credential_refused'],
    example: {},
  }),
  disarm: operation('connections.disarm', {
    summary: 'Let a draft that was armed wait for its activation again',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    example: {},
  }),
  test: operation('connections.test', {
    summary: 'Make a link that tests the connection by a sign-in; a test creates no user and counts nowhere',
    gives_secret: true,
    scope: 'connections:write',
    params,
    query: none,
    body: testLinkBody,
    output: connectionTestLink,
    failures: ['connection_incomplete'],
    example: { expires_in_minutes: 60 },
  }),
  testCandidate: operation('connections.testCandidate', {
    summary: 'Make a link that tests the candidate by a sign-in',
    gives_secret: true,
    scope: 'connections:write',
    params,
    query: none,
    body: testLinkBody,
    output: connectionTestLink,
    failures: ['state_conflict', 'connection_incomplete'],
    example: { expires_in_minutes: 60 },
  }),
  activateCandidate: operation('connections.activateCandidate', {
    summary: 'Put the candidate into force, after a test has passed',
    scope: 'connections:write',
    params,
    query: none,
    body: z.strictObject({
      without_test: z.boolean().optional().meta({
        description: 'Activates it although no test has passed. The event is `connection.candidate_activated_untested`',
      }),
    }),
    output: connection,
    status: 200,
    failures: ['state_conflict', 'candidate_untested', 'connection_incomplete'],
    example: {},
  }),
  discardCandidate: operation('connections.discardCandidate', {
    summary: 'Drop the candidate',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['state_conflict'],
    example: {},
  }),
  rollback: operation('connections.rollback', {
    summary: 'Restore the settings and the mapping from before the last activation of a candidate',
    scope: 'connections:write',
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['state_conflict', 'connection_incomplete'],
    example: {},
  }),
  consent: operation('connections.consent', {
    summary: "Make a link with which the customer's administrator consents for the organization",
    gives_secret: true,
    scope: 'connections:write',
    params,
    query: none,
    body: consentLinkBody,
    output: connectionConsentLink,
    failures: ['consent_unsupported', 'connection_incomplete'],
    example: { permissions: 'sign_in' },
  }),
  check: operation('connections.check', {
    summary: 'Check every value of a connection live, without a person',
    scope: 'connections:read',
    params,
    query: none,
    body: checkBody,
    output: connectionCheck,
    status: 200,
    failures: ['state_conflict'],
    example: {},
  }),
  explain: operation('connections.explain', {
    summary: "Explain a code or the text of the identity provider's own page, with the ids of the connection",
    scope: 'connections:read',
    params,
    query: none,
    body: z.strictObject({
      text: z.string().max(20_000).optional().meta({
        description:
          'A code, or the text of the page. Without it: the usual causes when people leave and never come back',
      }),
    }),
    output: connectionExplanation,
    status: 200,
    example: { text: 'AADSTS50105: Your administrator has configured the application to block users' },
  }),
  delete: operation('connections.delete', {
    summary: 'Delete a connection and its credentials; users stay',
    scope: 'connections:write',
    params,
    query: none,
    body: undefined,
    output: undefined,
    failures: ['precondition_failed'],
  }),
}
