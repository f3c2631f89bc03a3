/** Pushed authorization requests, and the claims parameter that they often carry. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  addEnvironment,
  answerOf,
  authorizeAddress,
  type Browser,
  backChannel,
  browser,
  codeIn,
  codeOnPage,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.clock.ahead = 0
  harness.provider.reset()
})

type Change = Record<string, string | undefined>

/** The request of the sample application, as the parameters of a pushed request. */
const asked = (change: Change = {}, at: Harness = harness): Change => ({
  ...Object.fromEntries(new URL(authorizeAddress(at)).searchParams),
  ...change,
})

async function push(change: Change = {}, at: Harness = harness): Promise<{ status: number; request_uri: string }> {
  const response = await backChannel(at, 'par', asked(change, at))
  const body = (await response.json()) as { request_uri: string; expires_in: number }
  if (response.status === 201) expect(body.expires_in).toBe(600)
  return { status: response.status, request_uri: body.request_uri }
}

const address = (request_uri: string, change: Record<string, string> = {}, at: Harness = harness): string =>
  `${at.url}/oauth/authorize?${new URLSearchParams({ client_id: at.application.client_id, request_uri, ...change })}`

/** The hidden fields of the form on a page. */
async function formOf(person: Browser, page: string): Promise<Record<string, string>> {
  const text = await (await person.get(page)).text()
  return Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]),
  )
}

/** A person at the chooser of a pushed request, with its links. */
async function atChooser(): Promise<{ person: Browser; request_uri: string; links: readonly string[] }> {
  const { data } = await harness.client.organizations.list({ domain: 'two.example' })
  if (data.length === 0) {
    const domains = [{ domain: 'two.example', verified: true }]
    const { id } = await harness.client.organizations.create({ name: 'Two', domains })
    for (const name of ['One', 'Two']) await addConnection({ ...harness, organization_id: id }, { name })
  }
  const { request_uri } = await push({ organization: undefined })
  const person = browser()
  const form = await formOf(person, locationOf(await person.get(address(request_uri))))
  const chooser = locationOf(await person.get(address(request_uri, { ...form, login_hint: 'ada@two.example' })))
  const text = await (await person.get(chooser)).text()
  const links = [...text.matchAll(/<a href="([^"]+)"/g)].map(([, href]) => String(href).replaceAll('&amp;', '&'))
  return { person, request_uri, links }
}

describe('a pushed request', () => {
  it('signs in with a handle in the address and nothing else', async () => {
    const { request_uri } = await push({ state: 'pushed' })
    expect(request_uri).toMatch(/^urn:ietf:params:oauth:request_uri:[0-9a-z]{26}/)
    const person = browser()
    const back = harness.provider.answer(locationOf(await person.get(address(request_uri))))
    const answer = answerOf(await person.get(back.href))
    expect(answer.state).toBe('pushed')
    expect((await redeem(harness, String(answer.code))).status).toBe(200)
  })

  it('does not take parameters of the address in place of its own', async () => {
    const { request_uri } = await push({ state: 'pushed' })
    const sent = { state: 'other', scope: 'openid', redirect_uri: 'https://evil.example/', nonce: 'other' }
    const person = browser()
    const back = harness.provider.answer(locationOf(await person.get(address(request_uri, sent))))
    const answer = answerOf(await person.get(back.href))
    expect(answer.state).toBe('pushed')
    const tokens = (await (await redeem(harness, String(answer.code))).json()) as TokenAnswer
    expect([tokens.scope, payloadOf(tokens.id_token).nonce]).toEqual(['openid profile email', 'the-nonce'])
  })

  it('that names a connection leads there, whatever the address says', async () => {
    const { id } = await harness.client.organizations.create({ name: 'Other' })
    const other = await addConnection({ ...harness, organization_id: id }, { settings: { client_id: 'other' } })
    const { request_uri } = await push({ organization: undefined, connection: harness.connection_id })
    const location = locationOf(await browser().get(address(request_uri, { connection: other.id })))
    expect(new URL(location).searchParams.get('client_id')).toBe('gateway')
  })

  it('serves once, from a session too', async () => {
    const person = browser()
    await signIn(harness, person)
    const { request_uri } = await push()
    expect(answerOf(await person.get(address(request_uri)))).toHaveProperty('code')
    expect(await codeOnPage(await person.get(address(request_uri)))).toBe('request_uri_unknown')
  })

  it('serves once of fifty at the same moment', async () => {
    const { request_uri } = await push()
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser().get(address(request_uri))))
    const upstream = answers.filter((answer) => locationOf(answer).startsWith(harness.provider.url))
    expect(upstream).toHaveLength(1)
    expect(answers.every(({ status }) => status < 500)).toBe(true)
  })

  it('waits through the page that asks for the email', async () => {
    const { request_uri } = await push({ organization: undefined })
    const person = browser()
    const page = locationOf(await person.get(address(request_uri)))
    expect(page).toMatch(/\/signin\?/)
    expect((await person.get(page)).status).toBe(200)
    const form = await formOf(person, page)
    const answered = address(request_uri, { ...form, login_hint: 'ada@acme.example' })
    expect(locationOf(await person.get(answered))).toContain(harness.provider.url)
  })

  it('says on the page which email leads nowhere, and takes the next one', async () => {
    const { request_uri } = await push({ organization: undefined })
    const person = browser()
    const page = locationOf(await person.get(address(request_uri)))
    const wrong = { ...(await formOf(person, page)), login_hint: 'ada@nowhere.example' }
    const again = locationOf(await person.get(address(request_uri, wrong)))
    expect(await (await person.get(again)).text()).toContain('no single sign-on for <strong>ada@nowhere.example')
    const right = { ...(await formOf(person, again)), login_hint: 'ada@acme.example' }
    expect(locationOf(await person.get(address(request_uri, right)))).toContain(harness.provider.url)
  })

  it('waits through email and chooser', async () => {
    const { person, request_uri, links } = await atChooser()
    expect(links).toHaveLength(2)
    const location = new URL(locationOf(await person.get(String(links[1]))))
    expect([location.origin, location.searchParams.get('login_hint')]).toEqual([
      harness.provider.url,
      'ada@two.example',
    ])
    expect(await codeOnPage(await person.get(address(request_uri)))).toBe('request_uri_unknown')
  })

  it('takes no email or connection from an address: RFC 9126, 4', async () => {
    const { person: other, request_uri: elsewhere, links } = await atChooser()
    const connection = String(new URL(String(links[0])).searchParams.get('connection'))
    const foreign = String(new URL(String(links[0])).searchParams.get('answer_proof'))
    expect(other.cookies.size).toBeGreaterThan(0)
    const [login_hint, pushed] = ['ada@acme.example', { organization: undefined }]
    const { request_uri } = await push(pushed)
    const mine = browser()
    const own = await formOf(mine, locationOf(await mine.get(address(request_uri))))
    const attempts: readonly [string, Browser, string, Record<string, string>][] = [
      ['an email', browser(), request_uri, { login_hint }],
      ['a connection', browser(), request_uri, { connection }],
      ['an organization', browser(), request_uri, { organization: harness.organization_id }],
      ['a domain', browser(), request_uri, { domain_hint: 'acme.example' }],
      ['the proof of another browser', browser(), request_uri, { login_hint, ...own }],
      ['the proof of another pushed request', other, request_uri, { login_hint, answer_proof: foreign }],
      ['a proof in another place', mine, elsewhere, { login_hint, answer_proof: String(own.answer_proof) }],
      ['a proof that is empty', browser(), request_uri, { login_hint, answer_proof: '' }],
      ['a proof that is made up', mine, request_uri, { login_hint, answer_proof: 's1.x.AAAA' }],
      [
        'a proof of another master key',
        mine,
        request_uri,
        { login_hint, answer_proof: 's1.aaaaaaaaaaaa.AAAAAAAAAAAA' },
      ],
      ['a proof that was cut', mine, request_uri, { login_hint, answer_proof: String(own.answer_proof).slice(0, -4) }],
      ['the pushed request as its own proof', mine, request_uri, { login_hint, answer_proof: request_uri }],
    ]
    for (const [name, person, uri, sent] of attempts) {
      const location = locationOf(await person.get(address(uri, sent)))
      expect([name, new URL(location).pathname]).toEqual([name, '/signin'])
      const page = await person.get(location)
      expect([name, (await page.text()).includes('no single sign-on for')]).toEqual([name, false])
    }
  })

  it('does not take an email in place of the one that was pushed', async () => {
    const { request_uri } = await push({ login_hint: 'ada@acme.example' })
    const location = locationOf(await browser().get(address(request_uri, { login_hint: 'mallory@acme.example' })))
    expect(new URL(location).searchParams.get('login_hint')).toBe('ada@acme.example')
  })

  it('cannot bring a proof that was pushed', async () => {
    const person = browser()
    const first = await push({ organization: undefined })
    const form = await formOf(person, locationOf(await person.get(address(first.request_uri))))
    const { request_uri } = await push({ organization: undefined, answer_proof: String(form.answer_proof) })
    const location = locationOf(await person.get(address(request_uri, { login_hint: 'ada@acme.example' })))
    expect(new URL(location).pathname).toBe('/signin')
  })

  const unknown: readonly [string, () => string | Promise<string>][] = [
    ['unknown', () => 'urn:ietf:params:oauth:request_uri:00000000000000000000000000x'],
    [
      '10 minutes old',
      async () => {
        const { request_uri } = await push()
        harness.clock.ahead = 600_001
        return request_uri
      },
    ],
    ['with another secret', async () => `${(await push()).request_uri.slice(0, -3)}AAA`],
    [
      'pushed by another application',
      async () => {
        const application = await addApplication(harness)
        return (await push({}, { ...harness, application })).request_uri
      },
    ],
    [
      'pushed in another environment',
      async (): Promise<string> => (await push({}, await addEnvironment(harness, 'par-other'))).request_uri,
    ],
  ]
  it.each(unknown)('is refused on our page when it is %s', async (_, make) => {
    const response = await browser().get(address(await make()))
    expect([response.status, await codeOnPage(response)]).toEqual([400, 'request_uri_unknown'])
  })

  it.each([
    ['a redirect URI that is not registered', { redirect_uri: 'https://evil.example/' }, 'redirect_uri_not_registered'],
    ['no PKCE', { code_challenge: undefined }, 'pkce_required'],
    ['a request_uri of its own', { request_uri: 'urn:x' }, 'request_uri_unsupported'],
    ['a wrong secret', { client_secret: 'wrong' }, 'client_authentication_failed'],
    ['no openid', { scope: 'email' }, 'scope_invalid'],
  ])('is refused at once with %s', async (_, change, code) => {
    const response = await backChannel(harness, 'par', asked(change))
    const body = (await response.json()) as { error_description: string }
    expect([response.status < 500, codeIn(body)]).toEqual([true, code])
  })

  it('cannot be fetched from an address', async () => {
    const response = await browser().get(address('https://app.example/request.jwt', asked() as Record<string, string>))
    expect(answerOf(response).error).toBe('request_uri_not_supported')
  })
})

describe('the claims parameter', () => {
  const claims = JSON.stringify({ id_token: { email: null }, userinfo: { name: null } })

  it('adds single claims where they are asked for', async () => {
    harness.provider.behaviour = {
      claims: { ...harness.provider.behaviour.claims, name: 'Ada', email: 'ada@acme.example' },
    }
    const { searchParams } = await signIn(harness, browser(), { scope: 'openid', claims })
    const tokens = (await (await redeem(harness, String(searchParams.get('code')))).json()) as TokenAnswer
    const userinfo = await fetch(`${harness.url}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    })
    expect(payloadOf(tokens.id_token)).toMatchObject({ email: 'ada@acme.example' })
    expect(payloadOf(tokens.id_token)).not.toHaveProperty('name')
    expect(await userinfo.json()).toMatchObject({ name: 'Ada' })
  })

  it.each(['x', '[]', '{"id_token":[]}', `{"id_token":{"${'x'.repeat(5000)}":null}}`])(
    'is refused when it is %s',
    async (text) => {
      const response = await browser().get(authorizeAddress(harness, { claims: text.slice(0, 5000) }))
      expect(answerOf(response)).toMatchObject({ error: 'invalid_request', state: 'the-state' })
    },
  )
})

describe('a POST to the authorization endpoint from another site', () => {
  it('comes again as a GET with a handle, and leaves the other tabs alone', async () => {
    const person = browser()
    const tab = await person.get(authorizeAddress(harness))
    const cookies = new Map(person.cookies)
    person.cookies.clear() // SameSite=Lax: the browser keeps them to itself
    const response = await person.post(
      `${harness.url}/oauth/authorize`,
      asked({ state: 'posted' }) as Record<string, string>,
    )
    expect([response.status, response.headers.getSetCookie()]).toEqual([303, []])
    expect(locationOf(response)).toMatch(/\/oauth\/authorize\?client_id=app_\w+&request_uri=urn/)
    for (const [name, value] of cookies) person.cookies.set(name, value)

    const posted = await person.get(locationOf(response))
    const answer = answerOf(await person.get(harness.provider.answer(locationOf(posted)).href))
    expect(answer).toMatchObject({ state: 'posted', code: expect.any(String) })
    expect(answerOf(await person.get(harness.provider.answer(locationOf(tab)).href))).toHaveProperty('code')
  })
})

it('keeps the verifier of PKCE bound through a pushed request', async () => {
  const code_challenge = createHash('sha256').update('another-verifier-another-verifier-another').digest('base64url')
  const { request_uri } = await push({ code_challenge })
  const person = browser()
  const back = harness.provider.answer(locationOf(await person.get(address(request_uri))))
  const { code } = answerOf(await person.get(back.href))
  const answer = (await (await redeem(harness, String(code))).json()) as { error_description: string }
  expect(codeIn(answer)).toBe('verifier_wrong')
})
