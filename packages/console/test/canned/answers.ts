/**
 * The answers of a gateway that exists only for the portal's tests. It keeps a little state, so that a walk through the
 * portal goes on. The contract checks each request and each answer.
 */
import type { Connection, Credential, Domain, Group, SetupSession, SetupTest, SignIn } from '@gatehouse-sso/sdk/browser'
import type { SetupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import { providers } from '../../../gateway/src/providers/index.ts'
import { samlFindings } from './saml.ts'
import * as canned from './values.ts'

export interface Portal {
  session: SetupSession
  tests: SetupTest[]
  groups: Group[]
  domains: Domain[]
  signIns: SignIn[]
  /** The result of the next test, and how many times the running one is read before it ends. */
  nextTest: SetupTest
  readsLeft: number
}

export const portal = (changes: Partial<Portal> = {}): Portal => ({
  session: canned.session,
  tests: [],
  groups: [],
  domains: [],
  signIns: [],
  nextTest: canned.passed,
  readsLeft: 2,
  ...changes,
})

/** An answer that is a failure. */
export class Refused extends Error {
  readonly status: number
  readonly body: object
  constructor(status: number, code: string, message: string, more: object = {}) {
    super(message)
    this.status = status
    this.body = {
      error: { type: 'x', code, message, request_id: 'req_01jd2x3y4z', doc_url: 'https://docs.example', ...more },
    }
  }
}

export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly origin: string
}

type Answer = (portal: Portal, asked: Asked) => unknown

const list = (data: readonly unknown[]): object => ({
  object: 'list',
  data,
  list_metadata: { before: null, after: null },
})

function connectionOf({ session }: Portal): Connection {
  if (session.connection === null) throw new Refused(409, 'state_conflict', 'Choose an identity provider first')
  return session.connection
}

function change(state: Portal, changes: Partial<Connection>): Connection {
  const connection = { ...connectionOf(state), ...changes, updated_at: new Date().toISOString() }
  state.session = { ...state.session, connection }
  return connection
}

function guideOf(state: Portal, language: 'en' | 'de'): SetupGuide {
  const connection = connectionOf(state)
  const { settings, credentials, redirect_uri, consent_redirect_uri, suggested_application_name, type } = connection
  const provider = providers[type]
  if (!provider) throw new Refused(404, 'not_found', `No guide for ${type}`)
  const { guide: write, name } = provider
  const guide = write(language, {
    application_name: suggested_application_name ?? '',
    vendor: state.session.vendor.name,
    redirect_uri,
    consent_redirect_uri,
    frontchannel_logout_uri: null,
    settings,
    saml: connection.saml,
    federation: credentials.find(({ federation }) => federation !== null)?.federation ?? null,
  })
  const kept = [
    { what: 'Profile of a person', how_long: 'Until the person is deleted' },
    { what: 'Claims of a sign-in, sealed', how_long: '30 days' },
    { what: 'Passwords', how_long: 'Never: they stay with your identity provider' },
  ]
  return {
    object: 'setup_guide',
    type,
    name,
    language,
    ...guide,
    security: { ...guide.security, kept },
  }
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function checkValues(state: Portal, { body }: Asked): object {
  if (connectionOf(state).saml !== null) {
    const findings = samlFindings((body.settings ?? {}) as Readonly<Record<string, unknown>>)
    return { object: 'value_check', took_ms: 184, findings }
  }
  const { settings = {}, client_secret } = body as { settings?: Record<string, string>; client_secret?: string }
  const base = { text: null, facts: [], value: null, path: null, choices: [] }
  const { tenant_id, client_id } = settings
  const tenant =
    tenant_id === undefined
      ? []
      : tenant_id === 'common'
        ? [
            {
              ...base,
              param: '/settings/tenant_id',
              result: 'wrong',
              code: 'many_tenants',
              title: '“common” would accept every company.',
              text: 'Copy the Directory (tenant) ID of Contoso:',
              path: ['App registrations', 'Acme Planner – production', 'Overview'],
              choices: ['pin_tenant'],
            },
          ]
        : [
            {
              ...base,
              param: '/settings/tenant_id',
              result: tenant_id === 'contoso.example' ? 'changed' : 'found',
              code: 'tenant_found',
              title: tenant_id === 'contoso.example' ? '**contoso.example** belongs to this directory.' : 'Found.',
              facts: ['Contoso Ltd', 'public cloud', 'EU'],
              value: tenant_id === 'contoso.example' ? canned.tenant_id : null,
            },
          ]
  const client =
    client_id === undefined
      ? []
      : [
          {
            ...base,
            param: '/settings/client_id',
            result: client_id === tenant_id ? 'wrong' : 'looks_right',
            code: 'client_id',
            title: client_id === tenant_id ? 'This is the directory ID once more.' : 'Looks like an application ID.',
            text: client_id === tenant_id ? 'Copy the Application (client) ID.' : null,
            choices: client_id === tenant_id ? [] : [],
          },
        ]
  const secret =
    client_secret === undefined
      ? []
      : guid.test(client_secret)
        ? [
            {
              ...base,
              param: '/client_secret',
              result: 'wrong',
              code: 'secret_id_pasted',
              title: 'This is the Secret ID. The secret stands in the column Value, left of it.',
              text: 'Entra shows the Value only until you leave the page. If it ends in dots now, add another secret and copy its Value:',
              path: ['Certificates & secrets', 'New client secret'],
            },
          ]
        : [
            {
              ...base,
              param: '/client_secret',
              result: 'found',
              code: 'accepted',
              title: 'Microsoft accepts this secret.',
              facts: ['Microsoft accepts this secret'],
            },
          ]
  return { object: 'value_check', took_ms: 312, findings: [...tenant, ...client, ...secret] }
}

function addCredential(state: Portal, { body }: Asked): Credential {
  const { credentials } = connectionOf(state)
  if (credentials.length >= 2) throw new Refused(409, 'limit_reached', 'A connection has two credentials at most')
  const { type = 'client_secret', client_secret, not_after = null } = body as Record<string, string | null>
  const made = { client_secret: canned.credential, certificate: canned.certificate, federated: canned.federated }
  const credential: Credential = {
    ...made[type as 'federated'],
    active: credentials.length === 0,
    ...(type === 'client_secret' ? { hint: String(client_secret).slice(0, 3), not_after } : {}),
  }
  change(state, { credentials: [...credentials, credential] })
  return credential
}

function readTests(state: Portal): object {
  const [latest] = state.tests
  if (latest?.state === 'test_in_progress') {
    if (state.readsLeft > 0) state.readsLeft -= 1
    else {
      state.tests = [{ ...state.nextTest, sign_in_id: latest.sign_in_id }]
      const result = state.nextTest.state === 'test_succeeded' ? 'passed' : 'failed'
      change(state, { last_test: { sign_in_id: latest.sign_in_id, result, at: canned.now } })
    }
  }
  return list(state.tests)
}

/** By the id of the operation in the contract. */
export const answers: Readonly<Record<string, Answer>> = {
  'setup.get': ({ session }) => session,
  'setup.update': (state, { body }) => {
    state.session = { ...state.session, ...body }
    return state.session
  },
  'setup.choose': (state) => {
    state.session = { ...state.session, connection: state.session.connection ?? canned.draft }
    return state.session
  },
  'setup.guess': (_, { body }) => ({
    object: 'setup_guess',
    type: 'entra_oidc',
    because: `The mail of ${String(body.domain).replace(/^.*@/, '')} goes to Microsoft 365.`,
  }),
  'setup.guide': (state, { query }) => guideOf(state, query.get('language') === 'de' ? 'de' : 'en'),
  'setup.checkValues': checkValues,
  'setup.listTests': readTests,
  'setup.shareStep': (state, { body }) => ({
    object: 'setup_link',
    id: state.session.setup_link_id,
    organization_id: canned.organization_id,
    intents: ['sso'],
    state: 'open',
    step: body.step,
    activation: 'automatic',
    needs_test: true,
    admin_emails: [],
    return_url: null,
    success_url: null,
    connection_id: canned.connection_id,
    activation_requested_at: null,
    uses: [],
    expires_at: state.session.expires_at,
    completed_at: null,
    revoked_at: null,
    created_at: canned.now,
    updated_at: canned.now,
    url: 'https://sso.acmeplanner.example/setup/x7Qk2mVn9RtB4wLpZ6sYc8HdFj3GaEuT',
  }),
  'setup.complete': (state) => {
    const isHere = state.session.activation.by === 'customer'
    change(state, { state: isHere ? 'active' : 'draft' })
    state.session = { ...state.session, state: 'completed' }
    return state.session
  },
  'setup.leave': () => undefined,
  'connections.get': (state) => connectionOf(state),
  'connections.update': (state, { body }) => {
    const { settings, mapping } = connectionOf(state)
    state.session = { ...state.session, tenant: ['Contoso Ltd', 'public cloud', 'EU'] }
    return change(state, {
      settings: { ...settings, ...(body.settings as object | undefined) },
      mapping: { ...mapping, ...(body.mapping as object | undefined) },
    })
  },
  'connections.activate': (state) => change(state, { state: 'active' }),
  'connections.deactivate': (state) => change(state, { state: 'inactive' }),
  'connections.consent': (state, { origin }) => {
    const at = new Date(Date.now() + 60_000).toISOString()
    change(state, { consent: { result: 'granted', because: 'Reported.', sign_in_id: canned.sign_in_id, at } })
    return {
      object: 'connection_consent_link',
      connection_id: canned.connection_id,
      permissions: 'sign_in',
      url: `${origin}/elsewhere`,
      consent_redirect_uri: 'https://sso.acmeplanner.example/sso/consent/callback',
      expires_at: state.session.expires_at,
    }
  },
  'connections.test': (state, { origin }) => {
    state.tests = [{ ...canned.running, started_at: new Date().toISOString() }]
    return {
      object: 'connection_test_link',
      connection_id: canned.connection_id,
      tests: 'current',
      url: `${origin}/elsewhere`,
      expires_at: state.session.expires_at,
    }
  },
  'connections.explain': (_, { body }) =>
    /50011/.test(String(body.text))
      ? canned.redirectExplained
      : { ...canned.redirectExplained, codes: [], hints: [], correlation_id: null, timestamp: null },
  'credentials.create': addCredential,
  'credentials.activate': (state, { params }) => {
    const credentials = connectionOf(state).credentials.map((one) => ({
      ...one,
      active: one.id === params.credential_id,
    }))
    change(state, { credentials })
    return credentials.find(({ active }) => active)
  },
  'credentials.delete': (state, { params }) => {
    change(state, { credentials: connectionOf(state).credentials.filter(({ id }) => id !== params.credential_id) })
  },
  'groups.list': ({ groups }) => list(groups),
  'groups.create': (state, { body }) => {
    const [pattern] = canned.groups
    if (!pattern) throw new Error('no group to copy')
    const idp_id = String(body.idp_id)
    const id = `grp_01jd2x3y4z5a6b7c8d9e0f1g${state.groups.length}h` as const
    const group: Group = {
      ...pattern,
      id,
      idp_id,
      name: String(body.name ?? idp_id),
      roles: (body.roles as string[]) ?? [],
    }
    state.groups = [...state.groups, group]
    return group
  },
  'groups.update': (state, { params, body }) => {
    state.groups = state.groups.map((one) => (one.id === params.group_id ? { ...one, ...body } : one))
    return state.groups.find(({ id }) => id === params.group_id)
  },
  'domains.list': ({ domains }) => list(domains),
  'domains.create': (state, { body }) => {
    const name = String(body.domain)
    if (!name.includes('.')) {
      const errors = [{ param: '/domain', code: 'invalid_format', message: 'is not a domain such as contoso.example' }]
      throw new Refused(422, 'values_invalid', 'A value is wrong', { errors })
    }
    state.domains = [...state.domains, { ...canned.pendingDomain, domain: name }]
    return state.domains.at(-1)
  },
  'domains.check': (state, { params }) => state.domains.find(({ id }) => id === params.domain_id),
  'domains.delete': (state, { params }) => {
    state.domains = state.domains.filter(({ id }) => id !== params.domain_id)
  },
  'signIns.list': ({ signIns }) => list(signIns),
  'signIns.get': (state, { params }) => ({
    ...state.signIns.find(({ id }) => id === params.sign_in_id),
    redacted: true,
    login_hint: null,
    steps: [],
    claims: null,
    mapping: [],
    decision: null,
    error: canned.failed.error,
  }),
}
