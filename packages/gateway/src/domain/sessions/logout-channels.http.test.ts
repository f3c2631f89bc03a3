/** The way of a browser through a logout: frames of applications, the identity provider, then the last address. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  locationOf,
  payloadOf,
  post_logout_redirect_uri,
  redeem,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
let framed: Harness['application']
let other: Harness['application']
beforeAll(async () => {
  harness = await startHarness()
  const pages = { frontchannel_logout_uri: 'https://app.example/frontchannel?theme=dark' }
  framed = await addApplication(harness, { name: 'Framed <b>', ...pages })
  const redirect_uris = ['https://other.example/callback']
  const page = { frontchannel_logout_uri: 'https://other.example/out', redirect_uris }
  other = await addApplication(harness, { name: 'Other', ...page })
})
afterAll(() => harness.close())
beforeEach(async () => {
  harness.provider.reset()
  await policy({ upstream_logout: false, logout_page_url: null })
  await harness.client.organizations.update(harness.organization_id, { policy: { session: { logout_page_url: null } } })
})

const policy = (change: { upstream_logout?: boolean; logout_page_url?: string | null }) =>
  harness.client.connections.update(harness.connection_id, { policy: change })
interface Signed {
  readonly person: Browser
  readonly id_token: string
  readonly sid: string
}
async function signedIn(application = harness.application): Promise<Signed> {
  const person = browser()
  const at = { ...harness, application }
  const code = (await signIn(at, person, { client_id: application.client_id })).searchParams.get('code')
  const { id_token } = (await (await redeem(at, String(code))).json()) as TokenAnswer
  return { person, id_token, sid: String(payloadOf(id_token).sid) }
}
const alsoAt = async ({ person }: Signed, { client_id, redirect_uri }: Harness['application']) => {
  const answer = await person.get(authorizeAddress(harness, { client_id, redirect_uri, prompt: 'none' }))
  expect(answerOf(answer).code).toBeDefined()
}
const signOut = ({ person, id_token }: Signed, change: Record<string, string> = { post_logout_redirect_uri }) =>
  person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token, ...change })}`)
const directive = (response: Response, name: string): string | undefined =>
  new RegExp(`(?:^|; )${name} ([^;]*)`).exec(response.headers.get('content-security-policy') ?? '')?.[1]
const unescaped = (text: string): string =>
  text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"')
const framesOn = (html: string): string[] =>
  [...html.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => unescaped(src))
const nextOn = (html: string): string =>
  unescaped(/<meta http-equiv="refresh" content="5; url=([^"]*)">/.exec(html)?.[1] ?? '')

describe('the front channel', () => {
  it('loads the page of each application of the session, with iss and sid, and goes on after five seconds', async () => {
    const signed = await signedIn(framed)
    await alsoAt(signed, other)
    await alsoAt(signed, harness.application)
    const response = await signOut(signed, { post_logout_redirect_uri, state: 's' })
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
    const html = await response.text()
    const named = `iss=${encodeURIComponent(harness.url)}&sid=${signed.sid}`
    expect(framesOn(html).sort()).toEqual([
      `https://app.example/frontchannel?theme=dark&${named}`,
      `https://other.example/out?${named}`,
    ])
    expect(directive(response, 'frame-src')?.split(' ').sort()).toEqual([
      'https://app.example',
      'https://other.example',
    ])
    expect(nextOn(html)).toBe(`${post_logout_redirect_uri}?state=s`)
    expect(html).toContain('Framed &lt;b&gt;')
    expect(html).not.toContain('<script')
    expect(html.match(/sandbox="allow-scripts allow-same-origin"/g)).toHaveLength(2)
  })

  it('shows at the end what was ended, if no address follows', async () => {
    const signed = await signedIn(framed)
    const next = nextOn(await (await signOut(signed, {})).text())
    expect(new URL(next).pathname).toBe('/signed-out')
    const last = await (await signed.person.get(next)).text()
    expect(last).toContain('<h1>You are signed out</h1>')
    expect(last).toContain('<dt>Ended at applications</dt><dd>Framed &lt;b&gt;</dd>')
  })

  it('is the only page that may load frames', async () => {
    const signed = await signedIn()
    const asked = await signed.person.get(`${harness.url}/oauth/logout`)
    const ended = await signOut(signed, {})
    const last = await signed.person.get(`${harness.url}/signed-out`)
    for (const response of [asked, ended, last]) expect(directive(response, 'frame-src')).toBeUndefined()
  })

  it('does not load the page of an application without this session, or that is switched off', async () => {
    const [signed, elsewhere] = [await signedIn(), await signedIn(framed)]
    expect(elsewhere.sid).not.toBe(signed.sid)
    expect(locationOf(await signOut(signed))).toBe(post_logout_redirect_uri)
    await harness.client.applications.update(framed.client_id, { state: 'inactive' })
    expect((await signOut(elsewhere)).status).toBe(200)
    expect(framesOn(await (await signOut(elsewhere)).text())).toEqual([])
    await harness.client.applications.update(framed.client_id, { state: 'active' })
  })

  it.each([
    ['of another origin than its redirect URIs', 'https://evil.example/out'],
    ['of another port', 'https://app.example:8443/out'],
    ['of another scheme', 'http://app.example/out'],
    ['with a fragment', 'https://app.example/out#x'],
    ['that is a script', 'javascript:alert(1)'],
    ['whose host ends the directive', 'https://app.example;script-src *'],
  ])('182 refuses a page %s', async (_, frontchannel_logout_uri) => {
    const change = { frontchannel_logout_uri }
    await expect(harness.client.applications.update(framed.client_id, change)).rejects.toMatchObject({ status: 422 })
  })
})

describe('logout at the identity provider', () => {
  const endSession = () => ({ discovery: { end_session_endpoint: `${harness.provider.url}/end?tenant=1` } })

  async function publishing(): Promise<Signed> {
    await policy({ upstream_logout: true })
    const { id } = await harness.client.connections.create({
      organization_id: (await harness.client.organizations.create({ name: 'Upstream' })).id,
      type: 'oidc',
      settings: {
        issuer: harness.provider.url,
        authorization_endpoint: `${harness.provider.url}/authorize`,
        token_endpoint: `${harness.provider.url}/token`,
        jwks_uri: `${harness.provider.url}/jwks`,
        end_session_endpoint: `${harness.provider.url}/end?tenant=1`,
        client_id: 'gateway',
      },
      policy: { upstream_logout: true },
    })
    await harness.client.credentials.create(id, { type: 'client_secret', client_secret: 's'.repeat(20) })
    await harness.client.connections.activate(id)
    const person = browser()
    const at = { organization: undefined, connection: id }
    const code = (await signIn(harness, person, at)).searchParams.get('code')
    const { id_token } = (await (await redeem(harness, String(code))).json()) as TokenAnswer
    return { person, id_token, sid: String(payloadOf(id_token).sid) }
  }

  it('gets the ID token as a hint, comes back to our page, and then to the application', async () => {
    const signed = await publishing()
    const response = await signOut(signed, { post_logout_redirect_uri, state: 'the-state' })
    const there = new URL(locationOf(response))
    expect(`${there.origin}${there.pathname}`).toBe(`${harness.provider.url}/end`)
    const { state = '', id_token_hint = '', ...sent } = Object.fromEntries(there.searchParams)
    expect(sent).toEqual({
      tenant: '1',
      client_id: 'gateway',
      post_logout_redirect_uri: `${harness.url}/signed-out`,
    })
    expect(payloadOf(id_token_hint)).toMatchObject({ iss: harness.provider.url, aud: 'gateway' })
    const back = await signed.person.get(`${harness.url}/signed-out?${new URLSearchParams({ state })}`)
    expect([back.status, locationOf(back)]).toEqual([303, `${post_logout_redirect_uri}?state=the-state`])
    // The next sign-in asks, so nobody is signed straight back in.
    const again = new URL(locationOf(await signed.person.get(authorizeAddress(harness))))
    expect(again.searchParams.get('prompt')).toBe('login')
  })

  it('is named on the last page', async () => {
    const signed = await publishing()
    const state = new URL(locationOf(await signOut(signed, {}))).searchParams.get('state') ?? ''
    const last = await (await signed.person.get(`${harness.url}/signed-out?${new URLSearchParams({ state })}`)).text()
    expect(last).toContain('<dt>Ended at the identity provider</dt><dd>OpenID Connect</dd>')
  })

  it('is left out where the provider publishes no address for it, or nobody asks for it', async () => {
    await policy({ upstream_logout: true })
    expect(locationOf(await signOut(await signedIn()))).toBe(post_logout_redirect_uri)
    harness.provider.behaviour = { ...harness.provider.behaviour, ...endSession() }
    await policy({ upstream_logout: false })
    expect(locationOf(await signOut(await signedIn()))).toBe(post_logout_redirect_uri)
  })

  it('keeps the hints sealed, and only where it is asked for', async () => {
    const { sessions } = harness.gateway.work.ports.stores.in(harness.environment_id)
    const asked = await publishing()
    await policy({ upstream_logout: false })
    const not = await signedIn()
    const kept = await sessions.get(asked.sid)
    expect(kept?.logout_hints_sealed).toMatch(/^\S+$/)
    expect(kept?.logout_hints_sealed).not.toContain('eyJ')
    expect((await sessions.get(not.sid))?.logout_hints_sealed).toBeNull()
  })

  it.each([
    ['made up', 'made-up'],
    ['empty', ''],
    ['of 4 KB', 'a'.repeat(4_000)],
  ])('a way back with a state that is %s shows the page and leads nowhere', async (_, state) => {
    const response = await browser().get(`${harness.url}/signed-out?${new URLSearchParams({ state })}`)
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
    expect(await response.text()).toContain('<h1>You are signed out</h1>')
  })
})

describe('a logout page', () => {
  const page = 'https://intranet.acme.example/signed-out'

  it('of the connection comes before that of the organization, and the application before both', async () => {
    const ofOrganization = { policy: { session: { logout_page_url: `${page}?of=organization` } } }
    await harness.client.organizations.update(harness.organization_id, ofOrganization)
    expect(locationOf(await signOut(await signedIn(), {}))).toBe(`${page}?of=organization`)
    await policy({ logout_page_url: page })
    expect(locationOf(await signOut(await signedIn(), {}))).toBe(page)
    expect(locationOf(await signOut(await signedIn()))).toBe(post_logout_redirect_uri)
  })

  it('may be anywhere on https, so the page that asks lets its form lead there', async () => {
    await policy({ logout_page_url: page })
    const { person } = await signedIn()
    const asked = await person.get(`${harness.url}/oauth/logout`)
    expect(directive(asked, 'form-action')).toMatch(/^'self' https:/)
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'http://acme.example/',
    '//acme.example',
    'https://u:p@acme.example',
  ])('182 %s is refused', async (logout_page_url) => {
    await expect(policy({ logout_page_url })).rejects.toMatchObject({ status: 422 })
    const change = { policy: { session: { logout_page_url } } }
    await expect(harness.client.organizations.update(harness.organization_id, change)).rejects.toMatchObject({
      status: 422,
    })
  })
})
