/**
 * Makes one good call of every operation of the management API, in an order that works. Tests use it to check the
 * events, the answers against the contract, and that no secret leaks. They also try each operation with ids of another
 * environment.
 */
import { operations } from '@gatehouse-sso/sdk/contract'
import type { Operation } from '@gatehouse-sso/sdk/contract/operation'
import type { SetupLinkWithAddress } from '@gatehouse-sso/sdk/contract/setup-links'
import { type ApiAnswer, type ApiRequest, api } from './api.ts'
import { type Harness, signIn, upstream_secret } from './harness.ts'
import { openSetup, ownPage } from './setup-browser.ts'
import { enterAs } from './staff-browser.ts'

/** Ids of resources by the name of their parameter: `organization_id`. */
export type Ids = Record<string, string>

/** A secret that the tour sends. No answer, event or log line may contain it. */
export const sent_secret = `${upstream_secret}-of-the-tour`

/** The operations with their bodies, as functions of the ids that are known by then. */
const steps: readonly (readonly [string, ((ids: Ids) => object)?])[] = [
  ['environments.list'],
  [
    'environments.create',
    () => ({ name: 'Tour', slug: 'tour', kind: 'test', suggested_application_name: 'https://api.example.com/tour' }),
  ],
  ['environments.get'],
  ['environments.update', () => ({ name: 'Tour, renamed' })],
  ['environments.createApiKey', () => ({ name: 'First key' })],

  ['organizations.create', () => ({ name: 'Toured', external_id: 'tour', metadata: { plan: 'free' } })],
  ['organizations.list'],
  ['organizations.get'],
  ['organizations.getByExternalId'],
  ['organizations.update', () => ({ name: 'Toured again', metadata: { plan: null } })],
  ['domains.create', () => ({ domain: 'tour.example' })],
  ['domains.list'],
  ['domains.check', () => ({})],
  ['domains.verify', () => ({})],

  // Only some kinds of identity providers have a consent of administrators. This one does not answer.
  [
    'connections.create',
    ({ organization_id, discovery_url }) => ({
      organization_id,
      type: 'entra_oidc',
      settings: {
        tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
        client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
        cloud: 'custom',
        authority_host: new URL(discovery_url ?? '').origin,
      },
    }),
  ],
  ['credentials.create', () => ({ type: 'client_secret', client_secret: sent_secret })],
  ['connections.consent', () => ({ expires_in_minutes: 5 })],
  ['connections.delete'],
  [
    'connections.create',
    ({ organization_id, discovery_url }) => ({
      organization_id,
      type: 'oidc',
      settings: { discovery_url, client_id: 'gateway' },
    }),
  ],
  ['connections.list'],
  ['connections.types'],
  ['discover.lookup'],
  ['connections.get'],
  ['connections.update', () => ({ name: 'Renamed', mapping: { email: ['email', 'upn'] } })],
  ['credentials.create', () => ({ type: 'client_secret', client_secret: sent_secret })],
  ['credentials.create', () => ({ type: 'client_secret', client_secret: sent_secret })], // the second one, still inactive
  ['credentials.list'],
  ['credentials.activate', () => ({})],
  ['connections.test', () => ({ expires_in_minutes: 5 })],
  ['connections.arm', () => ({})],
  ['connections.disarm', () => ({})],
  ['connections.activate', () => ({})],
  ['connections.update', () => ({ mapping: { name: ['nickname'] } })],
  ['connections.testCandidate', () => ({ expires_in_minutes: 5 })],
  ['connections.activateCandidate', () => ({ without_test: true })],
  ['connections.rollback', () => ({})],
  ['connections.update', () => ({ mapping: { name: ['nickname'] } })],
  ['connections.discardCandidate', () => ({})],
  ['connections.confirmEndpoints', () => ({})],
  ['connections.deactivate', () => ({})],
  ['connections.check', () => ({ of: 'current' })],
  ['connections.explain', () => ({ text: 'AADSTS50105' })],
  ['connections.explain', () => ({})],

  ['applications.create', () => ({ name: 'Toured', redirect_uris: ['https://tour.example/callback'] })],
  ['applications.list'],
  ['applications.get'],
  ['applications.update', () => ({ name: 'Toured again', initiate_login_uri: 'https://tour.example/login' })],
  ['applications.createSecret', () => ({})],
  ['applications.revokeSecret'],

  [
    'apiResources.create',
    () => ({ name: 'Toured API', application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495', enabled: true }),
  ],
  ['apiResources.list'],
  ['apiResources.get'],
  ['apiResources.update', () => ({ required_scopes: ['access_as_user'] })],
  [
    'apiResources.addTenant',
    ({ organization_id }) => ({ organization_id, tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b' }),
  ],
  ['apiResources.listTenants'],
  ['apiResources.updateTenant', () => ({ allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'] })],
  ['apiResources.policy'],
  ['apiResources.test', () => ({ access_token: 'no.token.atall' })],
  ['apiResources.removeTenant'],

  ['roles.create', () => ({ slug: 'toured', name: 'Toured' })],
  ['roles.list'],
  ['roles.get'],
  ['roles.update', () => ({ name: 'Toured again' })],
  ['groups.create', ({ organization_id }) => ({ organization_id, idp_id: 'group-1', roles: ['toured'] })],
  ['groups.list'],
  ['groups.get'],
  ['groups.update', () => ({ name: 'Engineering' })],

  ['users.create', ({ organization_id }) => ({ organization_id, email: 'tour@tour.example' })],
  [
    'users.import',
    ({ organization_id }) => ({
      organization_id,
      dry_run: false,
      rows: [{ email: 'imported@tour.example' }, { email: 'tour@tour.example', metadata: { seat: '11' } }],
    }),
  ],
  ['users.list'],
  ['applications.previewClaims'],
  ['users.get'],
  ['users.update', () => ({ metadata: { seat: '12' } })],
  ['users.identities'],
  ['users.suspend', () => ({})],
  ['users.reactivate', () => ({})],
  [
    'invitations.create',
    ({ organization_id, application_id, connection_id }) => ({
      ...{ organization_id, application_id, connection_id },
      ...{ email: 'invited@tour.example', expires_in_days: 2 },
    }),
  ],
  ['invitations.list'],
  ['invitations.get'],
  ['invitations.resend', () => ({ expires_in_days: 3 })],
  ['invitations.revoke', () => ({})],

  ['branding.update', () => ({ name: 'Toured', accent: '#4338ca' })],
  ['branding.get'],
  ['setupLinks.create', ({ organization_id }) => ({ organization_id, activation: 'customer', expires_in_days: 3 })],
  ['setupLinks.list'],
  ['setupLinks.get'],
  ['setup.get'],
  ['setup.update', () => ({ step: 'values', done_actions: ['register.name'] })],
  ['setup.choose', () => ({ type: 'oidc' })],
  ['setup.guess', () => ({ domain: 'tour.example' })],
  ['setup.guide'],
  ['setup.checkValues', ({ discovery_url }) => ({ settings: { discovery_url } })],
  ['setup.listTests'],
  ['setup.getTest'],
  ['setup.shareStep', () => ({ step: 'domains' })],
  ['setup.complete', () => ({})],
  ['setup.leave', () => ({})],
  ['connections.deactivate', () => ({})],
  ['setupLinks.create', ({ organization_id }) => ({ organization_id, expires_in_days: 4 })],
  ['setupLinks.revoke', () => ({})],

  ['apiKeys.create', () => ({ name: 'Toured', scopes: ['users:read'] })],
  ['apiKeys.list'],
  ['apiKeys.get'],
  ['apiKeys.rotate', () => ({ overlap_seconds: 3600 })],
  ['signingKeys.list'],
  ['signingKeys.rotate', () => ({ alg: 'ES256', immediately: true })],

  ['signIns.list'],
  ['signIns.get'],
  ['signIns.reveal', () => ({})],
  ['sessions.list'],
  ['sessions.listOfOrganization'],
  ['sessions.listOfConnection'],
  ['sessions.end'],
  // The person who signed in gives the identity to another user.
  ['users.create', ({ session_organization_id: organization_id }) => ({ organization_id, email: 'heir@tour.example' })],
  ['users.moveIdentity', ({ user_id }) => ({ user_id })],
  ['users.unlinkIdentity'],
  ['users.delete'],
  ['sessions.endAll'],
  ['sessions.endAllOfConnection'],
  ['sessions.endAllOfOrganization'],
  ['overview.get'],
  ['overview.listOrganizations'],
  ['overview.connectionHealth'],
  ['staff.invite', () => ({ email: 'toured@staff.example', role: 'support' })],
  ['staff.list'],
  ['staff.get'],
  ['staff.resend', () => ({})],
  ['staff.update', () => ({ name: 'Toured' })],
  ['staff.getSettings'],
  ['staff.updateSettings', () => ({ organization_id: null })],
  ['staff.listSessions'],
  ['console.get'],
  ['console.leave', () => ({})],
  ['staff.endSession'],
  ['staff.delete'],
  ['events.list'],

  ['apiKeys.revoke'],
  ['groups.delete'],
  ['apiResources.delete'],
  ['roles.delete'],
  ['applications.delete'],
  ['credentials.delete'],
  ['connections.delete'],
  ['domains.delete'],
  ['organizations.delete'],
]

/** Queries that an operation cannot do without. */
const queries: Readonly<Record<string, string>> = { 'discover.lookup': '?email=ada%40tour.example' }

const byId = new Map(operations.map((operation) => [operation.id, operation]))

/** A call that is ready to be sent. */
export interface TourCall {
  readonly operation: Operation
  readonly route: string
  readonly request: ApiRequest
}

export interface Visit extends TourCall {
  readonly answer: ApiAnswer
}

/** The route of an operation with these ids. */
export function routeOf({ method, path }: Operation, ids: Ids): string {
  return `${method} ${path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? `no_${name}`))}`
}

/**
 * Walks the whole tour.
 * @param before called with each call before it is made; returns headers to send with it
 * @throws Error when a step fails
 */
export async function takeTour(
  harness: Harness,
  before: (call: TourCall) => Promise<ApiRequest['headers'] | undefined> = async () => undefined,
): Promise<readonly Visit[]> {
  const ids: Ids = { ...(await signedIn(harness)), external_id: 'tour' }
  const discovery_url = `${harness.provider.url}/.well-known/openid-configuration`
  const visits: Visit[] = []
  const portal: Portal = {}
  const dashboard: Portal = {}
  for (const [id, body] of steps) {
    const operation = byId.get(id)
    if (!operation) throw new Error(`there is no operation ${id}`)
    const pages = operation.principals.includes('api_key') ? undefined : pagesOf(operation, portal, dashboard)
    const key = pages ? null : operation.principals.includes('api_key') ? harness.api_key : harness.installation_key
    // A session, and an identity at first, belongs to the person who signed in. All other ids are those that the tour has created.
    const isOfSession = id.startsWith('sessions.') || id === 'users.moveIdentity'
    const own = isOfSession ? { ...ids, user_id: ids.session_user_id ?? '' } : ids
    const known = id === 'setup.getTest' ? { ...own, sign_in_id: ids.test_id ?? '' } : own
    const route = `${routeOf(operation, known)}${queries[id] ?? ''}`
    const cookie = pages?.headers ? { headers: pages.headers } : {}
    const good = { key, ...cookie, ...(body ? { body: body({ ...ids, discovery_url }) } : {}) }
    const headers = await before({ operation, route, request: good })
    const request = headers ? { ...good, headers: { ...('headers' in good ? good.headers : {}), ...headers } } : good
    const answer = await api(harness, route, request)
    if (answer.status !== operation.status) {
      throw new Error(`${route} answered ${answer.status} ${JSON.stringify(answer.body)}`)
    }
    visits.push({ operation, route, request, answer })
    const made = operation.method === 'POST' && operation.status === 201 ? answer.body : undefined
    if (made) ids[idNames[made.object as string] ?? `${made.object}_id`] = made.id
    if (id === 'setupLinks.create' && portal.headers === undefined) await enterPortal(harness, answer.body, portal, ids)
    if (id === 'staff.invite') await enterDashboard(harness, dashboard, ids)
  }
  return visits
}

/** The headers of a browser in the setup portal, once the tour has started a link. */
interface Portal {
  headers?: Readonly<Record<string, string>>
}

/** The pages that alone may call an operation. */
function pagesOf({ principals: [only, ...others] }: Operation, portal: Portal, dashboard: Portal): Portal | undefined {
  if (others.length > 0) return undefined
  return only === 'setup_session' ? portal : only === 'staff_session' ? dashboard : undefined
}

/** Enters the console twice: one session leaves, and the other is ended. */
async function enterDashboard(harness: Harness, dashboard: Portal, ids: Ids): Promise<void> {
  const other = await enterAs(harness, 'toured@staff.example')
  dashboard.headers = (await enterAs(harness, 'toured@staff.example')).headers
  const { body } = await other.call(`GET /v1/staff/${ids.staff_id}/sessions?order=asc`)
  ids.staff_session_id = body.data[0].id
}

/** Starts a setup link, and tests its connection. */
async function enterPortal(harness: Harness, link: SetupLinkWithAddress, portal: Portal, ids: Ids): Promise<void> {
  const entered = await openSetup(harness, link)
  await entered.test()
  const tests = await entered.call('GET /v1/setup/tests')
  ids.test_id = tests.body.data[0].sign_in_id
  const cookie = [...entered.person.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  portal.headers = { cookie, ...ownPage }
}

const idNames: Readonly<Record<string, string>> = { application_secret: 'secret_id' }

/** Signs a person in, and returns the ids of the session and the sign-in. */
async function signedIn(harness: Harness): Promise<Ids> {
  await signIn(harness)
  const [sign_in] = (await harness.client.signIns.list({ state: 'succeeded' })).data
  const session_user_id = sign_in?.user_id ?? ''
  const [session] = (await harness.client.sessions.list(session_user_id)).data
  const [identity] = (await harness.client.users.identities(session_user_id)).data
  return {
    sign_in_id: sign_in?.id ?? '',
    session_user_id,
    session_organization_id: session?.organization_id ?? '',
    session_id: session?.id ?? '',
    identity_id: identity?.id ?? '',
  }
}
