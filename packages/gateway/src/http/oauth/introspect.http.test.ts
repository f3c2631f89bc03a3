/**
 * Group I: introspection and revocation. A token that is not live, not ours or not of this
 * environment is only inactive.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addEnvironment,
  backChannel,
  browser,
  type Harness,
  payloadOf,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'

let harness: Harness
let tokens: TokenAnswer
/** Another application of the environment: a resource server, say. */
let other: Harness
beforeAll(async () => {
  harness = await startHarness()
  other = { ...harness, application: await addApplication(harness) }
})
afterAll(() => harness.close())
beforeEach(async () => {
  harness.clock.ahead = 0
  harness.provider.reset()
  tokens = await newTokens()
})

async function newTokens(scope = 'openid email offline_access'): Promise<TokenAnswer> {
  const { searchParams } = await signIn(harness, browser(), { scope })
  return (await redeem(harness, String(searchParams.get('code')))).json() as Promise<TokenAnswer>
}

async function introspect(token: string, at: Harness = harness): Promise<Record<string, unknown>> {
  const response = await backChannel(at, 'introspect', { token })
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
  return (await response.json()) as Record<string, unknown>
}

describe('introspection', () => {
  it('says who an access token is for, to any application of the environment', async () => {
    const claims = payloadOf(tokens.id_token)
    for (const at of [harness, other]) {
      expect(await introspect(tokens.access_token, at)).toEqual({
        active: true,
        token_type: 'Bearer',
        iss: harness.url,
        aud: harness.url,
        sub: claims.sub,
        sid: claims.sid,
        org_id: harness.organization_id,
        client_id: harness.application.client_id,
        scope: 'openid email offline_access',
        username: 'ada',
        role: 'member',
        roles: ['member'],
        iat: expect.any(Number),
        exp: expect.any(Number),
      })
    }
  })

  it('says what a refresh token is for, to its own application alone', async () => {
    expect(await introspect(tokens.refresh_token)).toMatchObject({ active: true, token_type: 'refresh_token' })
    expect(await introspect(tokens.refresh_token, other)).toEqual({ active: false })
  })

  const inactive: readonly [string, () => Promise<string> | string][] = [
    ['an ID token', () => tokens.id_token],
    ['some text', () => 'abc'],
    ['a token in another form', () => `${tokens.access_token} `],
    ['a token with another signature', () => `${tokens.access_token.slice(0, -4)}AAAA`],
    ['a code', async () => String((await signIn(harness)).searchParams.get('code'))],
    ['17 KiB', () => `${tokens.access_token}${'A'.repeat(17 * 1024)}`],
    [
      'an expired token',
      () => {
        harness.clock.ahead = 601_000
        return tokens.access_token
      },
    ],
    [
      'a refresh token that was used',
      async () => {
        await refresh(harness, tokens.refresh_token)
        return tokens.refresh_token
      },
    ],
    [
      'a revoked token',
      async () => {
        await backChannel(harness, 'revoke', { token: tokens.access_token })
        return tokens.access_token
      },
    ],
    [
      'a token of a suspended user',
      async () => {
        harness.provider.behaviour = { claims: { sub: 'suspended' } }
        const { access_token, id_token } = await newTokens('openid')
        await harness.client.users.suspend(String(payloadOf(id_token).sub))
        return access_token
      },
    ],
  ]
  it.each(inactive)('150 of %s: inactive, and nothing else', async (_, token) => {
    expect(await introspect(await token())).toEqual({ active: false })
  })

  it('149 from another environment: inactive', async () => {
    const elsewhere = await addEnvironment(harness, 'introspect-other')
    expect(await introspect(tokens.access_token, elsewhere)).toEqual({ active: false })
    expect(await introspect(tokens.refresh_token, elsewhere)).toEqual({ active: false })
  })

  it('149 without authentication, or by a public client: refused', async () => {
    const change = { token: tokens.access_token, client_secret: undefined }
    expect((await backChannel(harness, 'introspect', change)).status).toBe(401)
    expect((await backChannel(harness, 'introspect', { ...change, client_secret: 'wrong' })).status).toBe(401)
    const application = await addApplication(harness, { token_endpoint_auth_methods: ['none'] })
    expect((await backChannel({ ...harness, application }, 'introspect', change)).status).toBe(401)
    expect((await backChannel(harness, 'introspect', {})).status).toBe(400)
  })

  it.each(['introspect', 'revoke'])('150 1 MB at %s: refused before it is read', async (endpoint) => {
    expect((await backChannel(harness, endpoint, { token: 'A'.repeat(1024 * 1024) })).status).toBe(413)
  })
})

describe('revocation', () => {
  it.each(['access_token', 'refresh_token'] as const)('of the %s ends both', async (name) => {
    const hint = { token: tokens[name], token_type_hint: 'wrong_hint_is_ignored' }
    const response = await backChannel(harness, 'revoke', hint)
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(await introspect(tokens.access_token)).toEqual({ active: false })
    expect((await refresh(harness, tokens.refresh_token)).status).toBe(400)
  })

  it('leaves other sign-ins of the same person alone', async () => {
    const elsewhere = await newTokens()
    await backChannel(harness, 'revoke', { token: tokens.refresh_token })
    expect(await introspect(elsewhere.access_token)).toMatchObject({ active: true })
  })

  it('151 of a token of another client, or of nothing: 200, without effect', async () => {
    for (const token of [tokens.access_token, tokens.refresh_token, 'nothing']) {
      expect((await backChannel(other, 'revoke', { token })).status).toBe(200)
    }
    expect(await introspect(tokens.access_token)).toMatchObject({ active: true })
    expect((await refresh(harness, tokens.refresh_token)).status).toBe(200)
  })

  it('151 without authentication: refused', async () => {
    const refused = await backChannel(harness, 'revoke', { token: tokens.access_token, client_secret: 'wrong' })
    expect(refused.status).toBe(401)
    expect(await introspect(tokens.access_token)).toMatchObject({ active: true })
  })
})
