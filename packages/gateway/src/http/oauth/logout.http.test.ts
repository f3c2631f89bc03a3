/** Group J of the security cases: who may sign a person out, and where the browser may go then. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  type Harness,
  payloadOf,
  post_logout_redirect_uri,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { makeToken, otherKey } from '../../../test/hostile-provider.ts'

let harness: Harness
let other: Harness['application']
beforeAll(async () => {
  harness = await startHarness()
  other = await addApplication(harness, { name: 'Other', post_logout_redirect_uris: ['https://other.example/out'] })
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

interface Signed {
  readonly person: Browser
  readonly id_token: string
  readonly access_token: string
}
async function signedIn(): Promise<Signed> {
  const person = browser()
  const code = String((await signIn(harness, person)).searchParams.get('code'))
  const { id_token = '', access_token = '' } = (await (await redeem(harness, code)).json()) as Record<string, string>
  return { person, id_token, access_token }
}
const signOut = (
  person: Browser,
  parameters: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> => person.get(`${harness.url}/oauth/logout?${new URLSearchParams(parameters)}`, headers)
const isLive = async ({ person, access_token }: Signed): Promise<boolean> => {
  const response = await person.get(authorizeAddress(harness, { prompt: 'none' }))
  const userinfo = await fetch(`${harness.url}/oauth/userinfo`, {
    headers: { authorization: `Bearer ${access_token}` },
  })
  const live = answerOf(response).code !== undefined
  expect(userinfo.status).toBe(live ? 200 : 401)
  return live
}
/** The person is asked, and nothing has happened. */
async function isAsked(signed: Signed, response: Response): Promise<void> {
  expect([response.status, response.headers.get('location')]).toEqual([200, null])
  expect(response.headers.getSetCookie()).toEqual([])
  expect(await response.text()).toContain('<h1>Sign out?</h1>')
  expect(await isLive(signed)).toBe(true)
}

describe('with an ID token that we gave', () => {
  it('the session ends, and the browser goes back to a registered address with its state', async () => {
    const signed = await signedIn()
    const state = 'a b&c="d"'
    const response = await signOut(signed.person, { id_token_hint: signed.id_token, post_logout_redirect_uri, state })
    expect(response.status).toBe(303)
    const location = new URL(String(response.headers.get('location')))
    expect([location.origin + location.pathname, location.searchParams.get('state')]).toEqual([
      post_logout_redirect_uri,
      state,
    ])
    expect(signed.person.cookies.has('gatehouse-session')).toBe(false)
    expect(await isLive(signed)).toBe(false)
  })

  it('it may have expired', async () => {
    const signed = await signedIn()
    harness.clock.ahead = 2 * 60 * 60_000
    const response = await signOut(signed.person, { id_token_hint: signed.id_token, post_logout_redirect_uri })
    expect([response.status, response.headers.get('location')]).toEqual([303, post_logout_redirect_uri])
  })

  it('the session ends also where the browser has lost its cookie', async () => {
    const signed = await signedIn()
    await signOut(browser(), { id_token_hint: signed.id_token })
    expect(await isLive(signed)).toBe(false)
  })

  it('of another session, that one ends, and the person is asked about this one', async () => {
    const [here, there] = [await signedIn(), await signedIn()]
    const response = await signOut(here.person, { id_token_hint: there.id_token, post_logout_redirect_uri })
    await isAsked(here, response)
    expect(await isLive(there)).toBe(false)
  })

  it.each([
    ['153 not registered', 'https://evil.example/'],
    ['153 registered, with a query more', `${post_logout_redirect_uri}?foo=bar`],
    ['153 registered, with a slash more', `${post_logout_redirect_uri}/`],
    ['153 registered, with a fragment', `${post_logout_redirect_uri}#x`],
    ['153 registered for signing in', 'https://app.example/callback'],
    ['153 registered for another application', 'https://other.example/out'],
    ['153 a script', 'javascript:alert(1)'],
    ['185 registered, with a line break and a header', `${post_logout_redirect_uri}\r\nset-cookie: x=1`],
    ['153 no address at all', 'x'],
  ])('the browser stays here when the address is %s', async (_, address) => {
    const signed = await signedIn()
    const parameters = { id_token_hint: signed.id_token, post_logout_redirect_uri: address, state: 's' }
    const response = await signOut(signed.person, parameters)
    expect([response.status, response.headers.get('location')]).toEqual([200, null])
    expect(await response.text()).toContain('You are signed out')
    expect(await isLive(signed)).toBe(false)
  })
})

describe('154 a hint is no hint', () => {
  const forged: readonly [string, (signed: Signed) => Record<string, string>][] = [
    [
      'with alg none',
      ({ id_token }) => ({
        id_token_hint: makeToken({ alg: 'none', typ: 'JWT' }, payloadOf(id_token), otherKey.privateKey),
      }),
    ],
    [
      'signed by somebody else with our kid',
      ({ id_token }) => {
        const header = JSON.parse(Buffer.from(id_token.split('.')[0] ?? '', 'base64url').toString())
        return { id_token_hint: makeToken(header, payloadOf(id_token), otherKey.privateKey) }
      },
    ],
    [
      'changed after signing',
      ({ id_token }) => {
        const [header, , signature] = id_token.split('.')
        const payload = Buffer.from(JSON.stringify({ ...payloadOf(id_token), x: 1 })).toString('base64url')
        return { id_token_hint: `${header}.${payload}.${signature}` }
      },
    ],
    [
      'for another client than the one named',
      ({ id_token }) => ({ id_token_hint: id_token, client_id: other.client_id }),
    ],
    ['that is an access token', ({ access_token }) => ({ id_token_hint: access_token })],
    ['that is garbage', () => ({ id_token_hint: 'garbage' })],
    ['of 15 KiB', () => ({ id_token_hint: 'a'.repeat(12_000) })],
    ['that is absent', () => ({})],
    [
      'that is garbage, though the client is named',
      () => ({ id_token_hint: 'x', client_id: harness.application.client_id }),
    ],
    ['that is empty, of a client that nobody knows', () => ({ id_token_hint: '', client_id: 'app_unknown' })],
  ]
  it.each(forged)('%s: the person is asked, and stays here after saying yes', async (_, of) => {
    const signed = await signedIn()
    const parameters = { ...of(signed), post_logout_redirect_uri, state: 's' }
    await isAsked(signed, await signOut(signed.person, parameters))
    const own = { 'sec-fetch-site': 'same-origin' }
    const said = await signed.person.post(`${harness.url}/oauth/logout`, { ...parameters, confirmed: 'yes' }, own)
    expect([said.status, said.headers.get('location')]).toEqual([200, null])
    expect(await isLive(signed)).toBe(false)
  })
})

describe('without a hint, by the name of the client', () => {
  const named = (change: Record<string, string> = {}): Record<string, string> => ({
    client_id: harness.application.client_id,
    post_logout_redirect_uri,
    state: 'a b&c="d"',
    ...change,
  })
  const back = `${post_logout_redirect_uri}?${new URLSearchParams({ state: 'a b&c="d"' })}`
  const own = { 'sec-fetch-site': 'same-origin' }
  const confirm = (signed: Signed, parameters: Record<string, string>): Promise<Response> =>
    signed.person.post(`${harness.url}/oauth/logout`, { ...parameters, confirmed: 'yes' }, own)

  it('the person is asked, and goes back with the state after saying yes', async () => {
    const signed = await signedIn()
    await isAsked(signed, await signOut(signed.person, named()))
    const said = await confirm(signed, named())
    expect(said.status).toBe(303)
    expect(new URL(String(said.headers.get('location'))).href).toBe(new URL(back).href)
    expect(await isLive(signed)).toBe(false)
  })

  it('the person is asked also when the application posts', async () => {
    const signed = await signedIn()
    await isAsked(
      signed,
      await signed.person.post(`${harness.url}/oauth/logout`, named(), { 'sec-fetch-site': 'cross-site' }),
    )
  })

  it('155 a form of another site, which comes without our cookies, is asked again as a GET, and ends nothing', async () => {
    const signed = await signedIn()
    const said = await browser().post(`${harness.url}/oauth/logout`, named(), { 'sec-fetch-site': 'cross-site' })
    expect([said.status, said.headers.getSetCookie()]).toEqual([303, []])
    await isAsked(signed, await signed.person.get(String(said.headers.get('location'))))
    expect(await isLive(signed)).toBe(true)
  })

  it('the form may lead to the registered address, and with another one nowhere', async () => {
    const { person } = await signedIn()
    const policy = (response: Response) =>
      /form-action ([^;]*)/.exec(String(response.headers.get('content-security-policy')))?.[1]
    expect(policy(await signOut(person, named()))).toContain(new URL(post_logout_redirect_uri).origin)
    expect(policy(await signOut(person, named({ post_logout_redirect_uri: 'https://evil.example/' })))).toBe("'self'")
  })

  it('a person without a session goes back at once', async () => {
    const response = await signOut(browser(), named())
    expect(response.status).toBe(303)
    expect(new URL(String(response.headers.get('location'))).href).toBe(new URL(back).href)
  })

  it('a person whose session has expired goes back at once', async () => {
    const { person } = await signedIn()
    harness.clock.ahead = 25 * 60 * 60_000
    expect((await signOut(person, named())).status).toBe(303)
  })

  const stay: readonly [string, () => Record<string, string>][] = [
    ['the address is not registered', () => named({ post_logout_redirect_uri: 'https://evil.example/' })],
    ['the address has a query more', () => named({ post_logout_redirect_uri: `${post_logout_redirect_uri}?x=1` })],
    ['the address has a slash more', () => named({ post_logout_redirect_uri: `${post_logout_redirect_uri}/` })],
    ['the address is one for signing in', () => named({ post_logout_redirect_uri: 'https://app.example/callback' })],
    ["the address is another client's", () => named({ post_logout_redirect_uri: 'https://other.example/out' })],
    ["the client is another's", () => named({ client_id: other.client_id })],
    ['nobody knows the client', () => named({ client_id: 'app_unknown' })],
    ['the client is empty', () => named({ client_id: '' })],
    ['no client is named', () => ({ post_logout_redirect_uri, state: 's' })],
    ['a hint is sent that is none', () => named({ id_token_hint: 'none' })],
  ]
  it.each(stay)('the person stays here when %s, with a session and without', async (_, of) => {
    const without = await signOut(browser(), of())
    expect([without.status, without.headers.get('location')]).toEqual([200, null])
    const signed = await signedIn()
    await isAsked(signed, await signOut(signed.person, of()))
    const said = await confirm(signed, of())
    expect([said.status, said.headers.get('location')]).toEqual([200, null])
    expect(await isLive(signed)).toBe(false)
  })

  it('the person stays here when the client is switched off, with a hint and without', async () => {
    const off = await addApplication(harness, { name: 'Off' })
    const there = { ...harness, application: off }
    const person = browser()
    const code = String((await signIn(there, person)).searchParams.get('code'))
    const { id_token } = (await (await redeem(there, code)).json()) as { id_token: string }
    await harness.client.applications.update(off.client_id, { state: 'inactive' })
    for (const sent of [
      named({ client_id: off.client_id, id_token_hint: id_token }),
      named({ client_id: off.client_id }),
    ]) {
      const response = await signOut(person, sent)
      expect([response.status, response.headers.get('location')]).toEqual([200, null])
    }
  })
})

describe('155 another site', () => {
  it('cannot sign a person out by an image', async () => {
    const signed = await signedIn()
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image', referer: 'https://evil.example/' }
    await isAsked(signed, await signOut(signed.person, {}, headers))
    await isAsked(signed, await signOut(signed.person, { confirmed: 'yes' }, headers))
  })

  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['of a sibling', { 'sec-fetch-site': 'same-site', origin: 'https://app.example' }],
    ['of another site, in a browser that says only its origin', { origin: 'https://evil.example' }],
    ['of nobody', { origin: 'null' }],
    ['that says nothing of itself', {}],
    ['that only claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }],
    ['of an address that begins like ours', { origin: 'OURS.evil.example' }],
  ])('180 cannot say yes for the person by a form %s', async (_, sent) => {
    const signed = await signedIn()
    const headers = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, value.replace('OURS', harness.url)]),
    )
    const response = await signed.person.post(`${harness.url}/oauth/logout`, { confirmed: 'yes' }, headers)
    await isAsked(signed, response)
  })

  it.each([
    ['by its site', { 'sec-fetch-site': 'same-origin' }],
    ['by its origin', { origin: 'OURS' }],
  ])('180 but our own page can, known %s', async (_, sent) => {
    const signed = await signedIn()
    const headers = Object.fromEntries(
      Object.entries(sent).map(([name, value]) => [name, value.replace('OURS', harness.url)]),
    )
    const response = await signed.person.post(`${harness.url}/oauth/logout`, { confirmed: 'yes' }, headers)
    expect(await response.text()).toContain('You are signed out')
    expect(await isLive(signed)).toBe(false)
  })

  it('180 cannot send a body of another kind', async () => {
    const signed = await signedIn()
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x']) {
      const response = await fetch(`${harness.url}/oauth/logout`, {
        method: 'POST',
        body: 'confirmed=yes',
        headers: { 'content-type': type, cookie: [...signed.person.cookies].map((pair) => pair.join('=')).join('; ') },
      })
      expect(response.status).toBe(415)
    }
    expect(await isLive(signed)).toBe(true)
  })
})

it('113 a parameter that comes twice is refused', async () => {
  const response = await browser().get(`${harness.url}/oauth/logout?state=a&state=b`)
  expect(response.status).toBe(400)
})

it('a person without a session is told that there is none', async () => {
  const response = await signOut(browser(), { post_logout_redirect_uri: 'https://evil.example/', state: 'x' })
  expect([response.status, response.headers.get('location')]).toEqual([200, null])
  expect(await response.text()).toContain('You are signed out')
})
