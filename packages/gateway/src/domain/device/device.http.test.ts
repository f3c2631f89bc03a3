/** The device flow: from the codes to the tokens, and everything that must not lead there. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addEnvironment,
  type Browser,
  backChannel,
  browser,
  databases,
  type Harness,
  locationOf,
  payloadOf,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
const grant_types = ['authorization_code', 'refresh_token', grant_type] as never

interface Codes {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  readonly expires_in: number
  readonly interval: number
}

describe.each(databases)('the device flow on %s', (_, database) => {
  let harness: Harness
  /** A program without a secret, as command lines are. */
  let program: Harness
  beforeAll(async () => {
    const variables = { GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1', GATEHOUSE_RATE_LIMIT_SIGN_IN: '0' }
    harness = await startHarness({ database_url: await database(), variables })
    const registration = {
      name: 'Orders CLI',
      type: 'native',
      redirect_uris: ['http://localhost/callback'],
      grant_types,
    }
    const { client_id } = await harness.client.applications.create(registration as never)
    program = { ...harness, application: { client_id, client_secret: undefined as never } as never }
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.clock.ahead = 0
    harness.provider.reset()
  })

  const ask = (change: Record<string, string | undefined> = {}, at = program): Promise<Response> =>
    backChannel(at, 'device_authorization', { scope: 'openid email offline_access', ...change })
  const codes = async (change = {}, at = program): Promise<Codes> => (await (await ask(change, at)).json()) as Codes
  const poll = (device_code: string, at = program, change = {}): Promise<Response> =>
    backChannel(at, 'token', { grant_type, device_code, ...change })
  const errorOf = async (device_code: string, at = program): Promise<unknown> =>
    ((await (await poll(device_code, at)).json()) as { error?: string }).error

  const page = () => `${harness.url}/device`
  const own = { 'sec-fetch-site': 'same-origin' }
  const post = (person: Browser, fields: Record<string, string>, headers: Record<string, string> = own) =>
    person.post(page(), fields, headers)
  /** The next address of a redirect: through the page that asks for the email, and through the identity provider. */
  async function next(person: Browser, response: Response): Promise<URL> {
    const location = new URL(locationOf(response), harness.url)
    if (location.origin === new URL(harness.provider.url).origin) return harness.provider.answer(location.href)
    if (location.pathname !== '/signin') return location
    const text = await (await person.get(location.href)).text()
    const hidden = [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)]
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [String(name), String(value)]))
    return new URL(
      `/oauth/authorize?${new URLSearchParams({ ...fields, login_hint: 'ada@acme.example' })}`,
      harness.url,
    )
  }
  /** Says yes on the page, and follows the sign-in up to the way back. */
  async function wayBack(user_code: string, person: Browser): Promise<URL> {
    let response = await post(person, { user_code, decision: 'allow' })
    for (let hops = 0; hops < 8 && response.status === 303; hops += 1) {
      const address = await next(person, response)
      if (address.pathname === '/device/complete') return address
      response = await person.get(address.href)
    }
    throw new Error(`no way back: ${response.status} ${(await response.text()).slice(0, 2_000)}`)
  }
  /** The same to the end. @returns the last page */
  const approve = async (user_code: string, person = browser()): Promise<Response> =>
    person.get((await wayBack(user_code, person)).href)

  it('gives tokens to a program when its person has signed in', async () => {
    const answer = await ask()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const asked = (await answer.json()) as Codes
    expect(asked).toEqual({
      device_code: expect.stringMatching(/^[\w-]{69}$/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: page(),
      verification_uri_complete: `${page()}?user_code=${asked.user_code}`,
      expires_in: 600,
      interval: 5,
    })
    expect(await errorOf(asked.device_code)).toBe('authorization_pending')
    const done = await approve(asked.user_code)
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Your device is connected')])
    harness.clock.ahead = 6_000
    const response = await poll(asked.device_code)
    const tokens = (await response.json()) as TokenAnswer
    expect([response.status, tokens]).toMatchObject([
      200,
      { token_type: 'Bearer', scope: 'openid email offline_access', id_token: expect.any(String) },
    ])
    expect(payloadOf(tokens.id_token)).toMatchObject({
      aud: program.application.client_id,
      org_id: harness.organization_id,
    })
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    expect((await fetch(`${harness.url}/oauth/userinfo`, { headers })).status).toBe(200)
    expect((await refresh(program, tokens.refresh_token)).status).toBe(200)
    expect(await errorOf(asked.device_code)).toBe('invalid_grant')
  })

  it('is announced', async () => {
    const document = await (await fetch(`${harness.url}/.well-known/openid-configuration`)).json()
    expect(document).toMatchObject({
      device_authorization_endpoint: `${harness.url}/oauth/device_authorization`,
      grant_types_supported: expect.arrayContaining([grant_type]),
    })
  })

  it('takes a person who is signed in already without another visit, after the question', async () => {
    const person = browser()
    await signIn(harness, person)
    const { device_code, user_code } = await codes()
    expect(await (await approve(user_code, person)).text()).toContain('Your device is connected')
    expect((await poll(device_code)).status).toBe(200)
  })

  it('gives a token for an API resource that was asked for', async () => {
    const application_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
    const { id } = await harness.client.apiResources.create({ name: 'Orders', application_id, enabled: true })
    const { device_code, user_code } = await codes({ resource: id })
    await approve(user_code)
    const { access_token } = (await (await poll(device_code)).json()) as TokenAnswer
    expect(payloadOf(access_token)).toMatchObject({ aud: `api://${application_id}` })
  })

  it('leads to the organization that the program names', async () => {
    const { id } = await harness.client.organizations.create({ name: 'Hinted' })
    const { user_code } = await codes({ organization: id })
    const person = browser()
    const first = await post(person, { user_code, decision: 'allow' })
    const answer = new URL(locationOf(await person.get(locationOf(first))))
    expect([answer.pathname, answer.searchParams.get('error')]).toEqual(['/device/complete', expect.any(String)])
    expect(await (await person.get(answer.href)).text()).toContain('did not succeed')
  })

  it('147 names the program, the code and the place before anybody signs in', async () => {
    const { user_code } = await codes()
    const shown = await (await browser().get(`${page()}?user_code=${user_code}`)).text()
    expect(shown).toContain(`value="${user_code}"`)
    const question = await (await post(browser(), { user_code: user_code.toLowerCase().replace('-', ' ') })).text()
    expect(question).toContain('Sign in to Orders CLI on another device?')
    expect(question).toContain(user_code)
    expect(question).toContain('<dt>Asked from</dt><dd>127.0.0.1</dd>')
  })

  describe('a device gets nothing', () => {
    it('147 by a link alone, whoever opens it', async () => {
      const person = browser()
      await signIn(harness, person)
      const { device_code, user_code, verification_uri_complete } = await codes()
      await person.get(verification_uri_complete)
      await person.get(`${page()}?user_code=${user_code}&decision=allow`)
      expect(await errorOf(device_code)).toBe('authorization_pending')
    })
    it.each([
      ['of another site', { 'sec-fetch-site': 'cross-site' }],
      ['of a sibling site', { 'sec-fetch-site': 'same-site' }],
      ['with another origin, in an old browser', { origin: 'https://evil.example' }],
      ['that does not say where it comes from', {}],
    ])('by a form %s', async (_name, headers) => {
      const person = browser()
      await signIn(harness, person)
      const { device_code, user_code } = await codes()
      const response = await post(person, { user_code, decision: 'allow' }, headers as never)
      expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Connect a device')])
      expect(await errorOf(device_code)).toBe('authorization_pending')
    })
    it('145 when the person says no', async () => {
      const { device_code, user_code } = await codes()
      expect(await (await post(browser(), { user_code, decision: 'deny' })).text()).toContain('The device was refused')
      expect(await errorOf(device_code)).toBe('access_denied')
      const [event] = (await harness.client.events.list({ type: 'device_authorization.denied' })).data
      const application_id = program.application.client_id
      expect(event?.data).toMatchObject({ object: 'device_authorization', application_id, asked_from: '127.0.0.1' })
      expect((await post(browser(), { user_code, decision: 'allow' })).status).toBe(400)
    })
    it('when the person does not get in', async () => {
      harness.provider.behaviour = { claims: { email: 'no subject' } }
      const { device_code, user_code } = await codes()
      await expect(approve(user_code)).rejects.toThrow('no way back')
      expect(await errorOf(device_code)).toBe('authorization_pending')
    })
    it('when its person is suspended before it asks', async () => {
      harness.provider.behaviour = { claims: { sub: 'suspended' } }
      const { device_code, user_code } = await codes()
      await approve(user_code)
      const [latest] = (await harness.client.signIns.list({ limit: 1 })).data
      await harness.client.users.suspend(String(latest?.user_id))
      expect(await errorOf(device_code)).toBe('invalid_grant')
    })
    it('145 after ten minutes', async () => {
      const { device_code, user_code } = await codes()
      harness.clock.ahead = 600_000
      expect((await post(browser(), { user_code })).status).toBe(400)
      expect(await errorOf(device_code)).toBe('expired_token')
    })
    it('148 of another application, with its code', async () => {
      const application = await addApplication(harness)
      await harness.client.applications.update(application.client_id, { grant_types })
      const { device_code, user_code } = await codes()
      await approve(user_code)
      expect(await errorOf(device_code, { ...harness, application })).toBe('invalid_grant')
      expect((await poll(device_code)).status).toBe(200)
    })
    it.each([
      ['an empty code', ''],
      ['a code that nobody has', '0'.repeat(26) + 'A'.repeat(43)],
      ['a user code', 'BCDF-GHJK'],
    ])('for %s', async (_name, device_code) => {
      expect(['invalid_grant', 'invalid_request']).toContain(await errorOf(device_code))
    })
    it('with the secret of another device', async () => {
      const [one, other] = [await codes(), await codes()]
      await approve(one.user_code)
      expect(await errorOf(one.device_code.slice(0, 26) + other.device_code.slice(26))).toBe('invalid_grant')
    })
  })

  describe('the way back is refused', () => {
    it('in another browser', async () => {
      const { device_code, user_code } = await codes()
      const back = await wayBack(user_code, browser())
      expect((await browser().get(back.href)).status).toBe(400)
      expect(await errorOf(device_code)).toBe('authorization_pending')
    })
    it('with the code of another sign-in', async () => {
      const person = browser()
      const [one, other] = [await codes(), await codes()]
      const [back, elsewhere] = [await wayBack(one.user_code, person), await wayBack(other.user_code, person)]
      back.searchParams.set('code', String(elsewhere.searchParams.get('code')))
      expect((await person.get(back.href)).status).toBe(400)
      expect(await errorOf(one.device_code)).toBe('authorization_pending')
      expect((await person.get(elsewhere.href)).status).toBe(200)
    })
    it('twice', async () => {
      const person = browser()
      const { user_code } = await codes()
      const back = await wayBack(user_code, person)
      expect([(await person.get(back.href)).status, (await person.get(back.href)).status]).toEqual([200, 400])
    })
    it.each([
      ['without a state', ''],
      ['with a state that is made up', '?state=s1.x.AAAA&code=x'],
      ['with an error and no state', '?error=access_denied'],
    ])('%s', async (_name, query) => expect((await browser().get(`${page()}/complete${query}`)).status).toBe(400))
    it('after the device was refused in another window', async () => {
      const person = browser()
      const { user_code } = await codes()
      const back = await wayBack(user_code, person)
      await post(browser(), { user_code, decision: 'deny' })
      expect((await person.get(back.href)).status).toBe(400)
    })
    it('for an application that names our page as its own redirect URI', async () => {
      const query = new URLSearchParams({
        ...{ client_id: program.application.client_id, redirect_uri: `${page()}/complete`, response_type: 'code' },
        ...{ scope: 'openid', state: 'mine', code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
        organization: harness.organization_id,
      })
      const person = browser()
      await signIn(harness, person)
      const back = locationOf(await person.get(`${harness.url}/oauth/authorize?${query}`))
      expect(new URL(back).pathname).toBe('/device/complete')
      expect((await person.get(back)).status).toBe(400)
    })
  })

  it('144 locks an address after ten wrong codes, for an hour, and slows everybody down after a hundred', async () => {
    const wrong = (address: string) =>
      post(browser(), { user_code: 'BCDF-GHJK' }, { ...own, 'x-forwarded-for': address })
    const status = async (address: string) => (await wrong(address)).status
    for (let tries = 0; tries < 10; tries += 1) expect(await status('203.0.113.7')).toBe(400)
    const locked = await wrong('203.0.113.7')
    expect([locked.status, Number(locked.headers.get('retry-after'))]).toEqual([429, 3_600])
    expect(await locked.text()).toContain('it takes an hour')
    const { user_code } = await codes()
    expect((await post(browser(), { user_code }, { ...own, 'x-forwarded-for': '203.0.113.7' })).status).toBe(429)
    expect(await status('203.0.113.8')).toBe(400)
    harness.clock.ahead = 3_600_000
    expect(await status('203.0.113.7')).toBe(400)
    for (let at = 0; at < 99; at += 1) expect(await status(`198.51.100.${at}`)).toBe(400)
    expect(await status('198.51.100.200')).toBe(429)
    harness.clock.ahead = 3_600_000 + 60_000
    expect(await status('198.51.100.200')).toBe(400)
  })

  it('is refused for an application that is not registered for it', async () => {
    const answer = await ask({}, harness)
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'unauthorized_client' }])
  })

  it.each([
    ['without a scope', { scope: undefined }, 'invalid_scope'],
    ['with a control character in a hint', { login_hint: 'ada\u0007' }, 'invalid_request'],
    ['with a hint that is too long', { organization: 'x'.repeat(65) }, 'invalid_request'],
    ['for an unknown API resource', { resource: 'https://api.example' }, 'invalid_target'],
    ['of an unknown client', { client_id: 'app_nobody' }, 'invalid_client'],
  ])('gives no codes %s', async (_name, change, error) => {
    expect(((await (await ask(change)).json()) as { error: string }).error).toBe(error)
  })

  it('145 slows a program down that asks too often, and from then on', async () => {
    const { device_code } = await codes()
    expect(await errorOf(device_code)).toBe('authorization_pending')
    harness.clock.ahead = 4_000
    expect(await errorOf(device_code)).toBe('slow_down')
    harness.clock.ahead = 10_000
    expect(await errorOf(device_code)).toBe('slow_down')
    harness.clock.ahead = 30_000
    expect(await errorOf(device_code)).toBe('authorization_pending')
  })

  it('keeps no record of a program that waits', async () => {
    const { device_code } = await codes()
    const before = (await harness.client.signIns.list({ limit: 100 })).data.length
    for (let polls = 0; polls < 3; polls += 1) await poll(device_code)
    expect((await harness.client.signIns.list({ limit: 100 })).data).toHaveLength(before)
  })

  it('gives the tokens once when ten ask at the same moment', async () => {
    const { device_code, user_code } = await codes()
    await approve(user_code)
    const answers = await Promise.all(Array.from({ length: 10 }, () => poll(device_code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('stays in its environment', async () => {
    const other = await addEnvironment(harness, 'device-other')
    const { user_code } = await codes()
    const response = await browser().post(`${other.url}/device`, { user_code }, own)
    expect(response.status).toBe(400)
  })
})
