/** How long a session lives, and everything that it gives: by the organization, and by the identity provider. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  answerOf,
  authorizeAddress,
  type Browser,
  backChannel,
  browser,
  goUpstream,
  type Harness,
  payloadOf,
  redeem,
  refresh,
  refused,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(async () => {
  harness.provider.reset()
  harness.clock.ahead = 0
  await policy({ idle_minutes: null, lifetime_minutes: null })
})

const minute = 60_000
const hour = 60 * minute
const now = (): number => Math.floor((Date.now() + harness.clock.ahead) / 1000)
const policy = (session: { idle_minutes?: number | null; lifetime_minutes?: number | null }) =>
  harness.client.organizations.update(harness.organization_id, { policy: { session } })

interface Signed extends TokenAnswer {
  readonly person: Browser
  readonly user_id: string
}
async function signedIn(claims: Record<string, unknown> = {}, scope = 'openid'): Promise<Signed> {
  const person = browser()
  harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: claims }
  const code = (await signIn(harness, person, { scope })).searchParams.get('code')
  const tokens = (await (await redeem(harness, String(code))).json()) as TokenAnswer
  return { person, ...tokens, user_id: String(payloadOf(tokens.id_token).sub) }
}
const isOpen = async (person: Browser): Promise<boolean> =>
  answerOf(await person.get(authorizeAddress(harness, { prompt: 'none' }))).code !== undefined
const isServed = async (access_token: string): Promise<boolean> =>
  (await fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })).status ===
  200

describe('an organization', () => {
  it('says how long an idle session lives, which counts at once', async () => {
    const { person } = await signedIn()
    harness.clock.ahead = 31 * minute
    expect(await isOpen(person)).toBe(true)
    await policy({ idle_minutes: 30 })
    harness.clock.ahead += 31 * minute
    expect(await isOpen(person)).toBe(false)
  })

  it('may end an idle session after five minutes, and does not end one that is used every four', async () => {
    await policy({ idle_minutes: 5 })
    const { person, user_id } = await signedIn()
    for (let used = 1; used <= 4; used += 1) {
      harness.clock.ahead += 4 * minute
      const at = now() - 60
      expect(await isOpen(person)).toBe(true)
      const lastUse = async () => (await harness.client.sessions.list(user_id).toArray())[0]?.last_used_at
      await vi.waitFor(async () => expect(Date.parse(String(await lastUse())) / 1_000).toBeGreaterThan(at))
    }
    harness.clock.ahead += 5 * minute
    expect(await isOpen(person)).toBe(false)
  })

  it('says how long a session lives from the sign-in on', async () => {
    await policy({ lifetime_minutes: 60 })
    const { person, access_token } = await signedIn()
    harness.clock.ahead = 59 * minute
    expect(await isOpen(person)).toBe(true)
    harness.clock.ahead = 60 * minute
    expect(await isOpen(person)).toBe(false)
    expect(await isServed(access_token)).toBe(false)
  })

  it('keeps one when it changes the other, and may let a session live for thirty days', async () => {
    await policy({ idle_minutes: 43_200 })
    await policy({ lifetime_minutes: 43_200 })
    const { person, user_id, id_token } = await signedIn()
    harness.clock.ahead = 29 * 24 * hour
    expect(await isOpen(person)).toBe(true)
    const sessions = await harness.client.sessions.list(user_id).toArray()
    expect(sessions.map(({ id }) => id)).toContain(payloadOf(id_token).sid)
  })

  it('105 that shortened its lifetime since loses no older session: a suspended person is out of all', async () => {
    await policy({ idle_minutes: 43_200, lifetime_minutes: 43_200 })
    const { person, user_id } = await signedIn()
    await policy({ lifetime_minutes: 30 })
    harness.clock.ahead = 29 * 24 * hour
    expect(await isOpen(person)).toBe(true)
    await harness.client.users.suspend(user_id)
    expect(await isOpen(person)).toBe(false)
    await harness.client.users.reactivate(user_id)
    expect(await isOpen(person)).toBe(false)
  })

  it.each([4, 43_201, 30.5, '60', -60])('cannot set a lifetime of %o', async (idle_minutes) => {
    await expect(policy({ idle_minutes: idle_minutes as number })).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ param: '/policy/session/idle_minutes' }],
    })
  })
})

describe('session_expiry of an identity provider', () => {
  it('ends the session, and goes on to the application', async () => {
    const session_expiry = now() + 1800
    const { person, id_token, user_id } = await signedIn({ session_expiry })
    expect(payloadOf(id_token).session_expiry).toBe(session_expiry)
    const [session] = (await harness.client.sessions.list(user_id)).data
    const end = new Date(session_expiry * 1000).toISOString()
    expect([session?.expires_at, session?.session_expiry]).toEqual([end, end])
    harness.clock.ahead = 29 * minute
    expect(await isOpen(person)).toBe(true)
    harness.clock.ahead = 30 * minute
    expect(await isOpen(person)).toBe(false)
  })

  it('never lets a session live longer than its organization wants', async () => {
    await policy({ lifetime_minutes: 10 })
    const { person, id_token } = await signedIn({ session_expiry: now() + 7200 })
    expect(Number(payloadOf(id_token).session_expiry)).toBeLessThanOrEqual(now() + 600)
    harness.clock.ahead = 10 * minute
    expect(await isOpen(person)).toBe(false)
  })

  it('ends refresh tokens and the grants of later applications too', async () => {
    const session_expiry = now() + 1800
    const first = await signedIn({ session_expiry }, 'openid offline_access')
    harness.clock.ahead = 25 * minute
    const response = await first.person.get(authorizeAddress(harness, { scope: 'openid offline_access' }))
    const later = (await (await redeem(harness, String(answerOf(response).code))).json()) as TokenAnswer
    expect(payloadOf(later.id_token).session_expiry).toBe(session_expiry)
    // An access token ends with its grant.
    const introspected = await backChannel(harness, 'introspect', { token: later.access_token })
    expect(((await introspected.json()) as { exp: number }).exp).toBeLessThanOrEqual(session_expiry)
    const next = (await (await refresh(harness, first.refresh_token)).json()) as TokenAnswer
    expect(payloadOf(next.id_token).session_expiry).toBe(session_expiry)
    harness.clock.ahead = 30 * minute
    for (const { refresh_token, access_token } of [next, later]) {
      expect(await (await refresh(harness, refresh_token)).json()).toMatchObject({ error: 'invalid_grant' })
      expect(await isServed(access_token)).toBe(false)
    }
  })

  it('is not in the tokens where it does not come', async () => {
    const { id_token, user_id } = await signedIn()
    expect(payloadOf(id_token)).not.toHaveProperty('session_expiry')
    expect((await harness.client.sessions.list(user_id)).data[0]?.session_expiry).toBeNull()
  })

  it('in the past refuses the sign-in', async () => {
    const person = browser()
    harness.provider.behaviour = { ...harness.provider.behaviour, token_claims: { session_expiry: now() - 1 } }
    const back = await goUpstream(harness, person)
    expect((await refused(harness, await person.get(back.href))).error_code).toBe('session_expiry_past')
  })
})
