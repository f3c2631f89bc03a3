/** Sign-ins that an identity provider begins (OpenID Connect Core 1.0, 4): the application begins, and nobody is led astray. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  browser,
  codeOnPage,
  type Harness,
  locationOf,
  redirect_uri,
  startHarness,
} from '../../../test/harness.ts'

const login = 'https://app.example/login?via=sso'
let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
  await harness.client.applications.update(harness.application.client_id, { initiate_login_uri: login })
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const initiate = (parameters: Record<string, string>, connection: string = harness.connection_id) =>
  browser().get(`${harness.url}/sso/initiate/${connection}?${new URLSearchParams(parameters)}`)
const iss = () => ({ iss: harness.provider.url })

describe('an identity provider that begins a sign-in', () => {
  it('leads to the application, which is told where the person belongs', async () => {
    const target_link_uri = `${new URL(redirect_uri).origin}/reports?id=7`
    const response = await initiate({ ...iss(), login_hint: 'ada@acme.example', target_link_uri })
    expect(response.status).toBe(303)
    const location = new URL(locationOf(response))
    expect(`${location.origin}${location.pathname}`).toBe('https://app.example/login')
    expect(Object.fromEntries(location.searchParams)).toEqual({
      ...{ via: 'sso', iss: harness.url, login_hint: 'ada@acme.example', target_link_uri },
      ...{ organization: harness.organization_id, connection: harness.connection_id },
    })
    expect(harness.provider.requests.filter((path) => String(path).includes('authorize'))).toEqual([])
  })

  it('may send a form', async () => {
    const response = await browser().post(`${harness.url}/sso/initiate/${harness.connection_id}`, iss())
    expect(new URL(locationOf(response)).host).toBe('app.example')
  })

  const refused: readonly (readonly [string, () => Promise<Response>, string])[] = [
    ['without an issuer', () => initiate({}), 'initiation_issuer_wrong'],
    ['with another issuer', () => initiate({ iss: 'https://evil.example' }), 'initiation_issuer_wrong'],
    ['with the issuer and a slash', () => initiate({ iss: `${harness.provider.url}/` }), 'initiation_issuer_wrong'],
    [
      'at a connection that is not there',
      () => initiate(iss(), 'conn_00000000000000000000000000'),
      'connection_unknown',
    ],
    [
      'for a page elsewhere',
      () => initiate({ ...iss(), target_link_uri: 'https://evil.example/' }),
      'initiation_target_refused',
    ],
    [
      'for a page of a host that begins alike',
      () => initiate({ ...iss(), target_link_uri: 'https://app.example.evil.example/' }),
      'initiation_target_refused',
    ],
    [
      'for a page with the application as user name',
      () => initiate({ ...iss(), target_link_uri: 'https://app.example@evil.example/' }),
      'initiation_target_refused',
    ],
    ['for a script', () => initiate({ ...iss(), target_link_uri: 'javascript:alert(1)' }), 'initiation_target_refused'],
  ]
  it.each(refused)('%s is refused', async (_, ask, code) => {
    const response = await ask()
    expect([response.headers.get('location'), await codeOnPage(response)]).toEqual([null, code])
  })

  it('at a connection that is switched off is refused', async () => {
    const { id } = await harness.client.organizations.create({ name: 'Off' })
    const connection = await addConnection({ ...harness, organization_id: id }, { path: '/off' })
    await harness.client.connections.deactivate(connection.id)
    expect(await codeOnPage(await initiate(iss(), connection.id))).toBe('connection_not_active')
  })

  it('without a page is refused where several applications could begin', async () => {
    const other = await addApplication(harness, { name: 'Second', redirect_uris: ['https://second.example/callback'] })
    await harness.client.applications.update(other.client_id, { initiate_login_uri: 'https://second.example/login' })
    expect(await codeOnPage(await initiate(iss()))).toBe('initiation_unclear')
    const chosen = await initiate({ ...iss(), target_link_uri: 'https://second.example/x' })
    expect(new URL(locationOf(chosen)).host).toBe('second.example')
  })
})
