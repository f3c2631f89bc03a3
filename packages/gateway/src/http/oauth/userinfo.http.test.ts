/** The userinfo endpoint: what is no access token of ours, and what stops being one. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, type Harness, redeem, refresh, signIn, startHarness } from '../../../test/harness.ts'

let harness: Harness
let tokens: { access_token: string; id_token: string; refresh_token?: string }
const newTokens = async (scope = 'openid profile email'): Promise<typeof tokens> => {
  const code = String((await signIn(harness, browser(), { scope })).searchParams.get('code'))
  return (await (await redeem(harness, code)).json()) as typeof tokens
}
beforeAll(async () => {
  harness = await startHarness()
  tokens = await newTokens()
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.clock.ahead = 0
})

const ask = (init: RequestInit = {}, query = ''): Promise<Response> =>
  fetch(`${harness.url}/oauth/userinfo${query}`, init)
const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } })

describe('51 userinfo is refused', () => {
  const cases: readonly [string, () => Promise<string> | string][] = [
    ['an ID token', () => tokens.id_token],
    ['garbage', () => 'garbage'],
    ['three empty parts', () => '..'],
    ['a token with another secret', () => `${tokens.access_token.slice(0, 26)}${'A'.repeat(43)}`],
    ['a token of another grant', () => `${'0'.repeat(26)}${tokens.access_token.slice(26)}`],
    ['a token with more at its end', () => `${tokens.access_token}A`],
    ['a code that was not redeemed', async () => String((await signIn(harness)).searchParams.get('code'))],
    ['a refresh token', async () => String((await newTokens('openid offline_access')).refresh_token)],
    [
      'a token in whose place a refresh has put another one',
      async () => {
        const { access_token, refresh_token } = await newTokens('openid offline_access')
        const next = (await (await refresh(harness, String(refresh_token))).json()) as typeof tokens
        expect((await ask(bearer(next.access_token))).status).toBe(200)
        return access_token
      },
    ],
    ['49 a token of 15 KiB', () => 'a'.repeat(15_000)],
  ]
  it.each(cases)('%s', async (_, token) => {
    const response = await ask(bearer(await token()))
    expect([response.status, response.headers.get('cache-control')]).toEqual([401, 'no-store'])
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="gatehouse", error="invalid_token"/)
    expect(await response.json()).toMatchObject({ error: 'invalid_token' })
  })

  it('without a token, and says nothing of errors then', async () => {
    const response = await ask()
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="gatehouse"'])
  })

  it.each(['Basic YTpi', 'Bearer a b', 'Bearer "a"', 'Bearer ', 'Bearer', 'bearer\ta'])(
    'with the header %j',
    async (authorization) => {
      const response = await ask({ headers: { authorization } })
      expect([response.status, response.headers.get('cache-control')]).toEqual([401, 'no-store'])
    },
  )

  it('when the token stands in the address, even when it is right', async () => {
    const response = await ask(bearer(tokens.access_token), `?access_token=${tokens.access_token}`)
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_request' }),
    ])
  })

  const twice: readonly [string, () => [string, string]][] = [
    ['the same token', () => [`Bearer ${tokens.access_token}`, tokens.access_token]],
    ['a good header and another token in the body', () => [`Bearer ${tokens.access_token}`, 'other']],
    ['a bad header and a good token in the body', () => ['Bearer other', tokens.access_token]],
    ['a header of another kind and a good token in the body', () => ['Basic YTpi', tokens.access_token]],
  ]
  it.each(twice)('in header and body: %s', async (_, of) => {
    const [authorization, access_token] = of()
    const body = new URLSearchParams({ access_token })
    const response = await ask({ method: 'POST', headers: { authorization }, body })
    expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store'])
    expect(await response.json()).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('(access_token_repeated)'),
    })
  })

  it('after ten minutes, to the second', async () => {
    const { access_token } = await newTokens()
    harness.clock.ahead = 598_000
    expect((await ask(bearer(access_token))).status).toBe(200)
    harness.clock.ahead = 600_000
    expect((await ask(bearer(access_token))).status).toBe(401)
  })
})

describe('userinfo', () => {
  it('answers by GET, POST and a token in the body', async () => {
    const answers = await Promise.all([
      ask(bearer(tokens.access_token)),
      ask({ ...bearer(tokens.access_token), method: 'POST' }),
      ask({ method: 'POST', body: new URLSearchParams({ access_token: tokens.access_token }) }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    for (const answer of answers) expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('says what the scopes allow, and no more', async () => {
    const { access_token } = await newTokens('openid')
    const claims = (await (await ask(bearer(access_token))).json()) as object
    expect(Object.keys(claims).sort()).toEqual([
      'connection_id',
      'groups',
      'is_admin',
      'org_id',
      'role',
      'roles',
      'sub',
    ])
  })
})
