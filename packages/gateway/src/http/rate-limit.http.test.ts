/** A8 and 214: how often somebody may call. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ApiAnswer, api } from '../../test/api.ts'
import {
  addApplication,
  authorizeAddress,
  backChannel,
  browser,
  codeOnPage,
  type Harness,
  startHarness,
} from '../../test/harness.ts'

const [apiLimit, signInLimit] = [30, 5]

let harness: Harness
beforeAll(async () => {
  harness = await startHarness({
    variables: {
      GATEHOUSE_RATE_LIMIT_API: String(apiLimit),
      GATEHOUSE_RATE_LIMIT_SIGN_IN: String(signInLimit),
      GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
    },
  })
})
afterAll(() => harness.close())
afterEach(() => void vi.useRealTimers())

const limitOf = ({ headers }: Pick<ApiAnswer, 'headers'>) =>
  ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset'].map((name) => Number(headers.get(name) ?? Number.NaN))

describe('A8 an API key', () => {
  it('learns from every answer what is left, and from 429 when to come back', async () => {
    const { secret } = await harness.client.apiKeys.create({ name: 'Busy' })
    for (let left = apiLimit - 1; left >= 0; left -= 1) {
      const route = left % 2 === 0 ? 'GET /v1/organizations' : 'GET /v1/organizations/nothing'
      const answer = await api(harness, route, { key: secret })
      const [limit, remaining, reset] = limitOf(answer)
      expect([limit, remaining]).toEqual([apiLimit, left])
      expect(reset).toBeGreaterThan(0)
      expect(reset).toBeLessThanOrEqual(60)
    }
    const refused = await api(harness, 'GET /v1/organizations', { key: secret })
    expect([refused.status, refused.code, ...limitOf(refused).slice(0, 2)]).toEqual([429, 'rate_limited', apiLimit, 0])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    // Another key is another caller.
    expect((await api(harness, 'GET /v1/organizations')).status).toBe(200)
  })

  it('that is wrong counts for the address it comes from, however often it changes', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    for (let index = 0; index < apiLimit; index += 1) {
      expect((await api(harness, 'GET /v1/users', { key: `sk_test_${index}`, headers })).status).toBe(401)
    }
    expect((await api(harness, 'GET /v1/users', { key: 'sk_test_last', headers })).status).toBe(429)
    expect(
      (await api(harness, 'GET /v1/users', { key: null, headers: { 'x-forwarded-for': '203.0.113.8' } })).status,
    ).toBe(401)
  })
})

describe('214 sign-ins', () => {
  const begin = (address: string, change: Record<string, string | undefined> = {}) =>
    browser().get(authorizeAddress(harness, change), { 'x-forwarded-for': address })

  it('that begin too often from one address are refused on a page, and leave no row', async () => {
    for (let index = 0; index < signInLimit; index += 1) expect((await begin('198.51.100.1')).status).toBe(303)
    const before = (await harness.client.signIns.list({ limit: 100 })).data.length
    const refused = await begin('198.51.100.1')
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await codeOnPage(refused.clone())).toBe('rate_limited')
    expect(await refused.text()).not.toContain('Send them this page')
    expect((await harness.client.signIns.list({ limit: 100 })).data.length).toBe(before)
    expect((await begin('198.51.100.2')).status).toBe(303)
  })

  it('from all addresses of an IPv6 /64 count as one', async () => {
    for (let index = 0; index < signInLimit; index += 1) {
      expect((await begin(`2001:db8:1:2:${index}::1`)).status).toBe(303)
    }
    expect((await begin('2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await begin('2001:db8:1:3::1')).status).toBe(303)
  })

  it('that a public client pushes ahead count too, as anybody can write them; those of a client with a secret do not', async () => {
    const spa = await addApplication(harness, { token_endpoint_auth_methods: ['none'] })
    const push = (application: Harness['application']) => {
      const asked = Object.fromEntries(new URL(authorizeAddress({ ...harness, application })).searchParams)
      const client_secret = application.client_secret || undefined
      const headers = { 'x-forwarded-for': '198.51.100.20' }
      return backChannel({ ...harness, application }, 'par', { ...asked, client_secret }, headers)
    }
    for (let index = 0; index < signInLimit; index += 1) expect((await push(spa)).status).toBe(201)
    const refused = await push(spa)
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable' })
    expect((await push({ ...spa, client_secret: 'none' })).status).toBe(401)
    for (let index = 0; index <= signInLimit; index += 1) expect((await push(harness.application)).status).toBe(201)
  })

  it('215 count for the address that a trusted proxy saw, whatever the sender says', async () => {
    const spoofed = (index: number) => begin(`192.0.2.${index}, 198.51.100.9`)
    for (let index = 0; index < signInLimit; index += 1) expect((await spoofed(index)).status).toBe(303)
    expect((await spoofed(99)).status).toBe(429)
  })
})

describe('the window', () => {
  const minute = 60_000
  const by_key = (key: string) => () => api(harness, 'GET /v1/organizations', { key })
  const from = (address: string) => () => browser().get(authorizeAddress(harness), { 'x-forwarded-for': address })
  const callers: readonly [string, number, () => Promise<() => Promise<Pick<ApiAnswer, 'status' | 'headers'>>>][] = [
    ['an API key', apiLimit, async () => by_key((await harness.client.apiKeys.create({ name: 'Waits' })).secret)],
    ['sign-ins of an address', signInLimit, async () => from('198.51.100.30')],
  ]

  it.each(callers)(
    'of %s is the minute that its headers say, and then all of it is there again',
    async (_, limit, open) => {
      const call = await open()
      // Only the clock stands still: requests take the time they take.
      const begun = Date.now()
      vi.useFakeTimers({ toFake: ['Date'], now: begun })
      for (const window of [0, 1]) {
        const start = begun + window * minute
        vi.setSystemTime(start)
        const first = await call()
        expect(first.status).toBeLessThan(400)
        expect(limitOf(first)).toEqual([limit, limit - 1, 60])
        vi.setSystemTime(start + minute - 20_000)
        for (let left = limit - 2; left >= 0; left -= 1) expect(limitOf(await call())).toEqual([limit, left, 20])
        const refused = await call()
        expect([refused.status, ...limitOf(refused)]).toEqual([429, limit, 0, 20])
        expect(refused.headers.get('retry-after')).toBe('20')
        vi.setSystemTime(start + minute - 1)
        const last = await call()
        expect([last.status, ...limitOf(last), last.headers.get('retry-after')]).toEqual([429, limit, 0, 1, '1'])
      }
    },
  )
})
