/** Pages of other origins: those of public clients may read the answers, all others may not. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addApplication,
  addEnvironment,
  backChannel,
  browser,
  type Harness,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

const page = 'https://spa.example'
let harness: Harness
let spa: Harness
beforeAll(async () => {
  harness = await startHarness()
  const change = { redirect_uris: ['https://app.example/callback', `${page}/callback`, 'com.example.app:/callback'] }
  const application = await addApplication(harness, {
    ...change,
    type: 'native',
    token_endpoint_auth_methods: ['none'],
  })
  spa = { ...harness, application: { ...application, client_secret: '' } }
})
afterAll(() => harness.close())

const allowed = (response: Response): string | null => response.headers.get('access-control-allow-origin')
const ask = (endpoint: string, origin: string, url = harness.url): Promise<Response> =>
  fetch(`${url}/oauth/${endpoint}`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
  })

describe('a page of a public client', () => {
  it.each(['token', 'userinfo', 'revoke', 'par'])('may call %s, and is told so before', async (endpoint) => {
    const response = await ask(endpoint, page)
    expect(response.status).toBe(204)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': 'authorization, content-type',
      vary: 'origin',
    })
    expect(response.headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('redeems its code, reads userinfo, and reads what is refused', async () => {
    const code = String((await signIn(spa, browser())).searchParams.get('code'))
    const form = { client_secret: undefined }
    const redeemed = await redeem(spa, code, form, { origin: page })
    expect([redeemed.status, allowed(redeemed)]).toEqual([200, page])
    const { access_token } = (await redeemed.json()) as { access_token: string }
    for (const [token, status] of [
      [access_token, 200],
      ['garbage', 401],
    ] as const) {
      const headers = { origin: page, authorization: `Bearer ${token}` }
      const answer = await fetch(`${harness.url}/oauth/userinfo`, { headers })
      expect([answer.status, allowed(answer)]).toEqual([status, page])
      expect(answer.headers.get('access-control-expose-headers')).toContain('www-authenticate')
    }
    const again = await redeem(spa, code, form, { origin: page })
    expect([again.status, allowed(again)]).toEqual([400, page])
  })

  it('may no longer when its application is switched off', async () => {
    const [origin, redirect_uris] = ['https://old.example', ['https://old.example/']]
    const { client_id } = await addApplication(harness, { redirect_uris, token_endpoint_auth_methods: ['none'] })
    expect(allowed(await ask('token', origin))).toBe(origin)
    await harness.client.applications.update(client_id, { state: 'inactive' })
    expect(allowed(await ask('token', origin))).toBeNull()
  })
})

describe('another page is shown nothing:', () => {
  const cases: readonly [string, string][] = [
    ['one that nobody registered', 'https://evil.example'],
    ['another scheme', 'http://spa.example'],
    ['another port', 'https://spa.example:8443'],
    ['a subdomain', 'https://www.spa.example'],
    ['one that only begins like it', 'https://spa.example.evil.example'],
    ['the opaque origin', 'null'],
    ['a scheme of an application', 'com.example.app:'],
    ['a text that is no origin', '*'],
  ]
  it.each(cases)('%s', async (_, origin) => {
    expect(allowed(await ask('token', origin))).toBeNull()
    const refused = await backChannel(spa, 'token', { client_secret: undefined }, { origin })
    expect([refused.status, allowed(refused)]).toEqual([400, null])
  })

  it('the page of a client with a secret', async () => {
    await addApplication(harness, { redirect_uris: ['https://web.example/callback'] })
    expect(allowed(await ask('token', 'https://web.example'))).toBeNull()
  })

  it('a page of another environment', async () => {
    const other = await addEnvironment(harness, 'other')
    expect(allowed(await ask('token', page, other.url))).toBeNull()
  })

  it('at introspection, which no public client may use', async () => {
    const refused = await backChannel(spa, 'introspect', { token: 'x', client_secret: undefined }, { origin: page })
    expect(allowed(refused)).toBeNull()
  })
})
