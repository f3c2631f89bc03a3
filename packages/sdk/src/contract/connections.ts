/** Connections. Each is one identity provider of one organization. */
import { z } from 'zod'
import { connection, connectionSettings, connectionStates, connectionTestLink, connectionTypes } from './connection.ts'
import { checkBody, connectionCheck } from './connection-check.ts'
import { connectionConsentLink, consentLinkBody } from './connection-consent.ts'
import { connectionExplanation } from './connection-explanation.ts'
import { connectionTypeList } from './connection-form.ts'
import { claimMap, claimMapChange } from './connection-mapping.ts'
import { connectionPolicy } from './connection-policy.ts'
import { id, name, none } from './fields.ts'
import { expand, listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'
import { setupSteps } from './setup-intents.ts'

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
  types: operation('connections.types', {
    summary: 'List the types of connections, with the form of each',
    scope: 'connections:read',
    params: none,
    query: none,
    body: undefined,
    output: connectionTypeList,
  }),
  get: operation('connections.get', {
    summary: 'Read a connection',
    scope: 'connections:read',
    setup: { intents: ['sso', 'manage'] },
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
    setup: {
      intents: ['sso', 'manage'],
      // Settings and mapping of a connection that is on wait in the candidate. A policy does not.
      intents_when_on: ['manage'],
      fields_when_on: ['/policy'],
      fields: ['/settings', '/mapping', '/policy/logout_page_url'],
      except: ['/settings/redirect_uri', '/settings/scopes'],
      steps: ['values', 'claims'],
      step_fields: { values: ['/settings', '/policy/logout_page_url'], claims: ['/mapping'] },
    },
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
    setup: { intents: ['manage'] },
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
  confirmEndpoints: operation('connections.confirmEndpoints', {
    summary: 'Let sign-ins use the other endpoints that the identity provider has published since, and that are held',
    scope: 'connections:write',
    setup: { intents: ['manage'] },
    params,
    query: none,
    body: none,
    output: connection,
    status: 200,
    failures: ['endpoints_changed'],
    example: {},
  }),
  test: operation('connections.test', {
    summary: 'Make a link that tests the connection by a sign-in; a test creates no user and counts nowhere',
    gives_secret: true,
    scope: 'connections:write',
    setup: { intents: ['sso', 'manage'], steps: ['test'] },
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
    setup: { intents: ['sso', 'manage'], steps: ['test'] },
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
    setup: { intents: ['manage'], fields: [] },
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
    setup: { intents: ['manage'] },
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
    setup: { intents: ['manage'] },
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
    setup: { intents: ['sso', 'manage'], steps: ['access'] },
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
    setup: { intents: ['sso', 'manage'], steps: setupSteps },
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
    setup: { intents: ['sso', 'manage'], steps: setupSteps },
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
