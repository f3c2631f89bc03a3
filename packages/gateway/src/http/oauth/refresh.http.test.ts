/** Group H, refresh tokens: what they give, when they stop, and what a copy of one costs. */

import type { FailureCode } from '@gatehouse-sso/core/failures'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addEnvironment,
  backChannel,
  browser,
  codeIn,
  type Harness,
  payloadOf,
  redeem,
  refresh,
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

const scope = 'openid profile email offline_access'

async function tokensFor(at: Harness = harness, change: Record<string, string> = {}): Promise<TokenAnswer> {
  const { searchParams } = await signIn(at, browser(), { scope, ...change })
  const response = await redeem(at, String(searchParams.get('code')))
  return (await response.json()) as TokenAnswer
}

interface Used {
  readonly status: number
  readonly headers: Headers
  readonly body: TokenAnswer
  /** Of our failure. */
  readonly code: string | undefined
}

async function use(
  token: string,
  change: Record<string, string | undefined> = {},
  at: Harness = harness,
): Promise<Used> {
  const response = await refresh(at, token, change)
  const body = (await response.json()) as TokenAnswer
  return { status: response.status, headers: response.headers, body, code: codeIn(body) }
}

const seconds = (count: number): void => {
  harness.clock.ahead += count * 1000
}

describe('a refresh token', () => {
  // The first one, because ids tell when they were made and do not go back with the clock.
  it('ends for good when its user is suspended 84 days after the sign-in', async () => {
    harness.provider.behaviour = { claims: { sub: 'suspended late' } }
    let tokens = await tokensFor()
    for (let days = 12; days <= 84; days += 12) {
      seconds(12 * 24 * 3600)
      tokens = (await use(tokens.refresh_token)).body
    }
    const user = String(payloadOf(tokens.id_token).sub)
    await harness.client.users.suspend(user)
    await harness.client.users.reactivate(user)
    expect((await use(tokens.refresh_token)).code).toBe('refresh_token_invalid')
  })

  it('is given for offline_access alone', async () => {
    const { searchParams } = await signIn(harness)
    expect(await (await redeem(harness, String(searchParams.get('code')))).json()).not.toHaveProperty('refresh_token')
  })

  it('is not given to an application that may not have one', async () => {
    const application = await addApplication(harness, { grant_types: ['authorization_code'] })
    const tokens = await tokensFor({ ...harness, application })
    expect(tokens).toMatchObject({ scope: 'openid profile email' })
    expect(tokens).not.toHaveProperty('refresh_token')
  })

  it('gives new tokens for the same person, and the next refresh token', async () => {
    const first = await tokensFor()
    seconds(600)
    const { status, headers, body } = await use(first.refresh_token)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(body.refresh_token).not.toBe(first.refresh_token)
    const [before, after] = [payloadOf(first.id_token), payloadOf(body.id_token)]
    // OpenID Connect Core, 12.2: the same person, client and time of authentication; a new iat; no nonce.
    for (const name of ['iss', 'sub', 'aud', 'auth_time', 'sid']) expect(after[name]).toEqual(before[name])
    expect(Number(after.iat) - Number(before.iat)).toBeGreaterThanOrEqual(600)
    expect(after).not.toHaveProperty('nonce')
    const headers2 = { authorization: `Bearer ${body.access_token}` }
    expect((await fetch(`${harness.url}/oauth/userinfo`, { headers: headers2 })).status).toBe(200)
  })

  it('gives what the directory says now', async () => {
    const { refresh_token } = await tokensFor()
    harness.provider.behaviour = { claims: { ...harness.provider.behaviour.claims, name: 'Renamed' } }
    await signIn(harness)
    expect(payloadOf((await use(refresh_token)).body.id_token)).toMatchObject({ name: 'Renamed' })
  })

  it('outlives its session, and ends 90 days after the sign-in however often it is used', async () => {
    let { refresh_token } = await tokensFor()
    for (let days = 0; days < 84; days += 12) {
      seconds(12 * 24 * 3600)
      const { status, body } = await use(refresh_token)
      expect([days, status]).toEqual([days, 200])
      refresh_token = body.refresh_token
    }
    seconds(7 * 24 * 3600)
    expect((await use(refresh_token)).code).toBe('refresh_token_invalid')
  })

  it('ends after 14 days without use', async () => {
    const { refresh_token } = await tokensFor()
    seconds(14 * 24 * 3600 + 1)
    expect((await use(refresh_token)).code).toBe('refresh_token_invalid')
  })

  it('138 gives fewer scopes when fewer are asked, and all of them again the next time', async () => {
    const { refresh_token } = await tokensFor()
    const narrow = await use(refresh_token, { scope: 'openid email' })
    expect(narrow.body.scope).toBe('openid email')
    expect(payloadOf(narrow.body.id_token)).not.toHaveProperty('name')
    expect((await use(narrow.body.refresh_token)).body.scope).toBe(scope)
  })

  it('138 is not used up by asking for more', async () => {
    const { refresh_token } = await tokensFor(harness, { scope: 'openid offline_access' })
    const { status, body, code } = await use(refresh_token, { scope: 'openid email' })
    expect([status, body.error, code]).toEqual([400, 'invalid_scope', 'scope_exceeded'])
    expect((await use(refresh_token)).status).toBe(200)
  })
})

describe('a refresh token is refused', () => {
  it('136 when it comes again within 20 s, and nothing more happens', async () => {
    const { refresh_token } = await tokensFor()
    const next = (await use(refresh_token)).body
    seconds(19)
    const again = await use(refresh_token)
    expect([again.status, again.body.error, again.code]).toEqual([400, 'invalid_grant', 'refresh_token_invalid'])
    expect((await use(next.refresh_token)).status).toBe(200)
  })

  it('136 when it comes again later, and everything of its sign-in ends', async () => {
    const { refresh_token } = await tokensFor()
    const next = (await use(refresh_token)).body
    seconds(25)
    const again = await use(refresh_token)
    expect([again.status, again.body.error, again.code]).toEqual([400, 'invalid_grant', 'refresh_token_reused'])
    expect((await use(next.refresh_token)).code).toBe('refresh_token_invalid')
    const headers = { authorization: `Bearer ${next.access_token}` }
    expect((await fetch(`${harness.url}/oauth/userinfo`, { headers })).status).toBe(401)
  })

  it('138 from another client, which breaks nothing', async () => {
    const { refresh_token } = await tokensFor()
    const application = await addApplication(harness)
    for (const late of [0, 60]) {
      seconds(late)
      expect((await use(refresh_token, {}, { ...harness, application })).code).toBe('refresh_token_invalid')
    }
    expect((await use(refresh_token)).status).toBe(200)
  })

  it('in another environment', async () => {
    const other = await addEnvironment(harness, 'refresh-other')
    const { refresh_token } = await tokensFor()
    expect((await use(refresh_token, {}, other)).code).toBe('refresh_token_invalid')
    expect((await use(refresh_token)).status).toBe(200)
  })

  const ended: readonly [string, (tokens: TokenAnswer) => Promise<unknown>][] = [
    ['the user is suspended', ({ id_token }) => harness.client.users.suspend(String(payloadOf(id_token).sub))],
    ['it was revoked', ({ refresh_token }) => backChannel(harness, 'revoke', { token: refresh_token })],
  ]
  it.each(ended)('when %s', async (what, end) => {
    harness.provider.behaviour = { claims: { sub: `ended ${what}` } }
    const tokens = await tokensFor()
    await end(tokens)
    expect((await use(tokens.refresh_token)).code).toBe('refresh_token_invalid')
  })

  it('when its code is used once more', async () => {
    const code = String((await signIn(harness, browser(), { scope })).searchParams.get('code'))
    const { refresh_token } = (await (await redeem(harness, code)).json()) as TokenAnswer
    expect((await redeem(harness, code)).status).toBe(400)
    expect((await use(refresh_token)).code).toBe('refresh_token_invalid')
  })

  it('when the connection is inactive, and works again when it is active', async () => {
    const { refresh_token } = await tokensFor()
    await harness.client.connections.deactivate(harness.connection_id)
    expect((await use(refresh_token)).code).toBe('refresh_token_invalid')
    await harness.client.connections.activate(harness.connection_id)
    expect((await use(refresh_token)).status).toBe(200)
  })

  const malformed: readonly [string, Record<string, string | undefined>, FailureCode][] = [
    ['none', { refresh_token: undefined }, 'token_parameter_missing'],
    ['an empty one', { refresh_token: '' }, 'token_parameter_missing'],
    ['some text', { refresh_token: 'abc' }, 'refresh_token_invalid'],
    ['an access token', { refresh_token: 'eyJhbGciOiJFUzI1NiJ9.e30.x' }, 'refresh_token_invalid'],
    ['NUL', { refresh_token: 'rtok_\u0000' }, 'refresh_token_invalid'],
    ['10,000 letters', { refresh_token: 'a'.repeat(10_000) }, 'refresh_token_invalid'],
    ['139 a grant type of its own', { grant_type: 'client_credentials' }, 'grant_type_unsupported'],
    ['143 a password', { grant_type: 'password' }, 'grant_type_unsupported'],
  ]
  it.each(malformed)('that is %s', async (_, change, code) => {
    const refused = await use('rtok_x', change)
    expect([refused.status, refused.code]).toEqual([400, code])
  })

  it('by an application that may not have one any more', async () => {
    const application = await addApplication(harness)
    const { refresh_token } = await tokensFor({ ...harness, application })
    await harness.client.applications.update(application.client_id, { grant_types: ['authorization_code'] })
    const { body, code } = await use(refresh_token, {}, { ...harness, application })
    expect([body.error, code]).toEqual(['unauthorized_client', 'grant_type_not_allowed'])
  })
})
