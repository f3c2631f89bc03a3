/** When a live session answers, when it does not, and that nobody can be given somebody else's. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  answerOf,
  authorizeAddress,
  type Browser,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

const hour = 60 * 60_000
const now = (): number => Math.floor((Date.now() + harness.clock.ahead) / 1000)
const name = 'gatehouse-session'

/** A person with a live session. */
async function signedIn(
  claims: Record<string, unknown> = {},
): Promise<{ person: Browser; id_token: string; access_token: string }> {
  const person = browser()
  harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: claims }
  const { searchParams } = await signIn(harness, person)
  const response = await redeem(harness, String(searchParams.get('code')))
  const { id_token = '', access_token = '' } = (await response.json()) as Record<string, string>
  harness.provider.requests.length = 0
  return { person, id_token, access_token }
}
/** Where an authorization request leads: to the application with a code or an error, or to the identity provider. */
async function outcome(person: Browser, change: Record<string, string | undefined> = {}): Promise<string> {
  const response = await person.get(authorizeAddress(harness, change))
  const location = new URL(locationOf(response))
  if (location.origin === harness.provider.url) return `upstream ${location.searchParams.get('prompt') ?? ''}`.trim()
  return location.searchParams.has('code') ? 'code' : String(location.searchParams.get('error'))
}

describe('without a session', () => {
  it('116 prompt=none is answered with login_required, at the application', async () => {
    const before = harness.counts()
    const response = await browser().get(authorizeAddress(harness, { prompt: 'none' }))
    expect(response.status).toBe(303)
    expect(answerOf(response)).toMatchObject({ error: 'login_required', state: 'the-state', iss: harness.url })
    expect(harness.provider.requests).toEqual([])
    expect(harness.counts()).toEqual(before)
  })

  it.each([
    ['made up', 'a'.repeat(69)],
    ['empty', ''],
    ['of 4 KiB', 'a'.repeat(4096)],
    ['with quotes', '"quoted"'],
    ['with SQL', "' or 1=1 --"],
    ['with percent signs', '%00%ff'],
    ['of another kind', '01jd2x3y4z5a6b7c8d9e0f1g2h'.padEnd(69, 'A')],
  ])('a cookie %s is none', async (_, value) => {
    const person = browser()
    person.cookies.set(name, value)
    expect(await outcome(person, { prompt: 'none' })).toBe('login_required')
  })
})

describe('a live session', () => {
  it('answers without the identity provider', async () => {
    const { person } = await signedIn()
    expect(await outcome(person)).toBe('code')
    expect(await outcome(person, { prompt: 'none' })).toBe('code')
    expect(harness.provider.requests).toEqual([])
  })

  it.each([
    ['login', 'upstream login'],
    ['select_account', 'upstream login'],
    ['consent', 'upstream consent'],
    ['login consent', 'upstream login'],
  ])('117 does not answer prompt=%s', async (prompt, led) => {
    const { person } = await signedIn()
    expect(await outcome(person, { prompt })).toBe(led)
  })

  it('117 does not answer max_age when the time of authentication is too old, or was never proved', async () => {
    const proved = await signedIn({ auth_time: now() - 100 })
    expect(await outcome(proved.person, { max_age: '1' })).toBe('upstream')
    expect(await outcome(proved.person, { max_age: '1', prompt: 'none' })).toBe('login_required')
    expect(await outcome(proved.person, { max_age: '0' })).toBe('upstream')
    expect(await outcome(proved.person, { max_age: '1000' })).toBe('code')
    const unproved = await signedIn()
    expect(await outcome(unproved.person, { max_age: '999999' })).toBe('upstream')
  })

  it('117 sends max_age on to the identity provider', async () => {
    const { person } = await signedIn()
    const response = await person.get(authorizeAddress(harness, { max_age: '1' }))
    expect(new URL(locationOf(response)).searchParams.get('max_age')).toBe('1')
  })

  it('does not answer for another organization or connection', async () => {
    const { person } = await signedIn()
    const organization = await harness.client.organizations.create({ name: 'Other' })
    const { id } = await addConnection({ ...harness, organization_id: organization.id })
    expect(await outcome(person, { organization: organization.id })).toBe('upstream')
    expect(await outcome(person, { organization: organization.id, prompt: 'none' })).toBe('login_required')
    expect(await outcome(person, { organization: undefined, connection: id, prompt: 'none' })).toBe('login_required')
  })

  it('does not answer for another person', async () => {
    const { person, id_token } = await signedIn()
    expect(await outcome(person, { login_hint: 'ADA@acme.example' })).toBe('code')
    expect(await outcome(person, { login_hint: 'grace@acme.example' })).toBe('upstream')
    expect(await outcome(person, { id_token_hint: id_token, prompt: 'none' })).toBe('code')
    harness.provider.behaviour = { claims: { sub: 'subject-2', name: 'Grace' } }
    const other = await signedIn()
    expect(await outcome(person, { id_token_hint: other.id_token, prompt: 'none' })).toBe('login_required')
    expect(await outcome(person, { id_token_hint: 'a.b.c', prompt: 'none' })).toBe('login_required')
    const [header, , signature] = id_token.split('.')
    const [, payload] = other.id_token.split('.')
    const forged = `${header}.${payload}.${signature}`
    expect(await outcome(other.person, { id_token_hint: forged, prompt: 'none' })).toBe('login_required')
    expect(await outcome(person, { id_token_hint: other.access_token, prompt: 'none' })).toBe('login_required')
  })

  it('ends when it was not used for eight hours', async () => {
    const { person, access_token } = await signedIn()
    harness.clock.ahead = 8 * hour - 1000
    expect(await outcome(person, { prompt: 'none' })).toBe('code')
    harness.clock.ahead += 8 * hour + 1000
    expect(await outcome(person, { prompt: 'none' })).toBe('login_required')
    const headers = { authorization: `Bearer ${access_token}` }
    expect((await fetch(`${harness.url}/oauth/userinfo`, { headers })).status).toBe(401)
  })

  it('ends after a day, however often it is used', async () => {
    const { person, id_token } = await signedIn()
    const { sid } = payloadOf(id_token)
    const { sessions } = harness.gateway.work.ports.stores.in(harness.environment_id)
    for (harness.clock.ahead = 0; harness.clock.ahead < 23 * hour; harness.clock.ahead += 4 * hour) {
      const asked_at = Date.now() + harness.clock.ahead
      expect(await outcome(person, { prompt: 'none' })).toBe('code')
      // The use is written behind; the session itself must last until the next one.
      if (harness.clock.ahead > 0) {
        await until(
          () => sessions.get(String(sid)),
          (session) => (session?.last_used_at ?? 0) >= asked_at,
        )
      }
    }
    harness.clock.ahead = 24 * hour
    expect(await outcome(person, { prompt: 'none' })).toBe('login_required')
  })
})

describe('176 a session is new at every sign-in', () => {
  it('also where one was planted, which is worth nothing from then on', async () => {
    const attacker = await signedIn()
    const planted = String(attacker.person.cookies.get(name))
    const victim = browser()
    victim.cookies.set(name, planted)
    harness.provider.behaviour = { claims: { sub: 'victim', name: 'Victim' } }
    const back = await goUpstream(harness, victim, { prompt: 'login' })
    expect(answerOf(await victim.get(back.href)).code).toBeTruthy()
    expect(victim.cookies.get(name)).not.toBe(planted)
    expect(await outcome(victim, { prompt: 'none' })).toBe('code')
    expect(await outcome(attacker.person, { prompt: 'none' })).toBe('login_required')
  })

  it('also where the planted one is made up', async () => {
    const victim = browser()
    victim.cookies.set(name, 'fixed')
    await signIn(harness, victim)
    expect(victim.cookies.get(name)).toMatch(/^[0-9a-z]{26}[\w-]{43}$/)
  })

  it('and cannot be found by its id: the secret decides', async () => {
    const { person } = await signedIn()
    const cookie = String(person.cookies.get(name))
    person.cookies.set(name, `${cookie.slice(0, 26)}${'A'.repeat(43)}`)
    expect(await outcome(person, { prompt: 'none' })).toBe('login_required')
    person.cookies.set(name, cookie)
    expect(await outcome(person, { prompt: 'none' })).toBe('code')
  })

  it('and its id in tokens is not its cookie', async () => {
    const { person, id_token, access_token } = await signedIn()
    const secret = String(person.cookies.get(name)).slice(26)
    expect(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(secret)
    expect(access_token).not.toContain(secret)
    expect(harness.log_lines.join('')).not.toContain(secret)
  })
})

describe('after signing out', () => {
  it('the next sign-in lets the person choose, in this browser and for a day', async () => {
    const { person, id_token } = await signedIn()
    await person.get(`${harness.url}/oauth/logout?${new URLSearchParams({ id_token_hint: id_token })}`)
    expect(await outcome(person)).toBe('upstream login')
    expect(await outcome(browser())).toBe('upstream')
    const back = await goUpstream(harness, person)
    await person.get(back.href)
    expect([...person.cookies.keys()].sort()).toEqual(['gatehouse-browser', name])
  })
})

describe('a person who signs in once more in the same browser', () => {
  const again = { prompt: 'login', state: 'again' }
  const tokensOf = async (code: string | null) =>
    (await (await redeem(harness, String(code))).json()) as { access_token: string; id_token: string }
  const userinfo = (access_token: string) =>
    fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })

  it('keeps the session and what applications got in it; the cookie is new, and the old one worth nothing', async () => {
    const { person, access_token, id_token } = await signedIn({ auth_time: now() - 60 })
    const cookie = person.cookies.get(name)
    harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: { auth_time: now() } }
    const { searchParams } = await signIn(harness, person, again)
    const after = await tokensOf(searchParams.get('code'))
    expect((await userinfo(access_token)).status).toBe(200)
    expect(payloadOf(after.id_token).sid).toBe(payloadOf(id_token).sid)
    expect(Number(payloadOf(after.id_token).auth_time)).toBeGreaterThan(Number(payloadOf(id_token).auth_time))
    expect(person.cookies.get(name)).not.toBe(cookie)
    const planted = browser()
    planted.cookies.set(name, String(cookie))
    expect(await outcome(planted, { prompt: 'none' })).toBe('login_required')
    expect(await outcome(person, { prompt: 'none' })).toBe('code')
  })

  it('can redeem all codes at the end', async () => {
    const person = browser()
    const codes: (string | null)[] = []
    for (const state of ['1', '2', '3']) {
      codes.push((await signIn(harness, person, { ...again, state })).searchParams.get('code'))
    }
    for (const code of codes) expect((await userinfo((await tokensOf(code)).access_token)).status).toBe(200)
  })

  it('as somebody else ends the session of the one before', async () => {
    const { person, access_token } = await signedIn()
    harness.provider.behaviour = { claims: { ...harness.provider.behaviour.claims, sub: 'somebody-else' } }
    await signIn(harness, person, again)
    expect((await userinfo(access_token)).status).toBe(401)
  })

  it('in two tabs at the same moment gets both codes', async () => {
    const { person } = await signedIn()
    const backs = [await goUpstream(harness, person, again), await goUpstream(harness, person, again)]
    const answers = await Promise.all(backs.map(({ href }) => person.get(href)))
    const codes = answers.map((answer) => answerOf(answer).code)
    for (const code of codes) expect((await userinfo((await tokensOf(String(code))).access_token)).status).toBe(200)
  })
})

describe('a session of another application', () => {
  const shares = (is_shared: boolean) =>
    harness.client.organizations.update(harness.organization_id, { policy: { session: { is_shared } } })
  afterAll(() => shares(true))

  it('answers, unless the organization keeps sessions to the application that began them', async () => {
    const { client_id } = await addApplication(harness, { name: 'Second' })
    const { person } = await signedIn()
    expect(await outcome(person, { client_id })).toBe('code')
    await shares(false)
    expect(await outcome(person, { client_id })).toBe('upstream')
    expect(await outcome(person, { client_id, prompt: 'none' })).toBe('login_required')
    expect(await outcome(person)).toBe('code')
    await shares(true)
    expect(await outcome(person, { client_id })).toBe('code')
  })
})
