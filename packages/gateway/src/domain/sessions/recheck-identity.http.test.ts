/** Row 59 of the security cases: the answer to a refresh is about another person, or comes from another issuer. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
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
import { makeToken, otherKey, publishedKey } from '../../../test/hostile-provider.ts'

const minutes = 60
let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
  await harness.client.connections.update(harness.connection_id, { policy: { recheck_minutes: minutes } })
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.provider.reset()
  harness.clock.ahead = 0
})

/** Signs in, lets the time of a check come, and refreshes while the identity provider answers with these claims. */
async function refreshed(change: object, key = publishedKey): Promise<{ answer: Response; tokens: TokenAnswer }> {
  const { provider } = harness
  provider.behaviour = { ...provider.behaviour, token_members: { refresh_token: 'upstream-refresh-token-1' } }
  const back = await signIn(harness, browser(), { scope: 'openid offline_access' })
  const tokens = (await (await redeem(harness, String(back.searchParams.get('code')))).json()) as TokenAnswer
  harness.clock.ahead = (minutes + 1) * 60_000
  const iat = Math.floor((Date.now() + harness.clock.ahead) / 1000)
  const claims = { iss: provider.url, aud: 'gateway', sub: 'subject-1', iat, exp: iat + 3600, ...change }
  const id_token = makeToken({ alg: 'RS256', typ: 'JWT', kid: 'k1' }, claims, key.privateKey)
  const body = JSON.stringify({ token_type: 'Bearer', access_token: 'a', id_token })
  provider.behaviour = { ...provider.behaviour, token_answer: { status: 200, body } }
  return { answer: await refresh(harness, tokens.refresh_token), tokens }
}

const endedBecause = async ({ id_token }: TokenAnswer): Promise<string | null | undefined> => {
  const { sid, sub } = payloadOf(id_token)
  const sessions = await harness.client.sessions.list(String(sub)).toArray()
  return sessions.find(({ id }) => id === sid)?.ended_because
}

describe('59 a refresh', () => {
  it('goes on with the ID token of the same person', async () => {
    const { answer, tokens } = await refreshed({})
    expect(answer.status).toBe(200)
    expect(await endedBecause(tokens)).toBeNull()
  })

  it.each([
    ['another subject', { sub: 'subject-2' }],
    ['the subject in upper case', { sub: 'SUBJECT-1' }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['an issuer with a slash more', { iss: 'slash' }],
  ])('with %s is refused, and the session ends', async (_, change) => {
    const { answer, tokens } = await refreshed(
      'iss' in change && change.iss === 'slash' ? { iss: `${harness.provider.url}/` } : change,
    )
    expect([answer.status, codeIn(await answer.json())]).toEqual([400, 'recheck_refused'])
    expect(await endedBecause(tokens)).toBe('recheck_refused')
  })

  it.each([
    ['another audience', { aud: 'another' }, publishedKey],
    ['the key of somebody else', {}, otherKey],
  ])('with %s proves nothing: what was granted goes on for a day', async (_, change, key) => {
    const { answer, tokens } = await refreshed(change, key)
    expect(answer.status).toBe(200)
    expect(await endedBecause(tokens)).toBeNull()
    harness.clock.ahead += 25 * 60 * 60_000
    const { refresh_token } = (await answer.json()) as TokenAnswer
    expect(codeIn((await (await refresh(harness, refresh_token)).json()) as object)).toBe('recheck_sign_in_needed')
  })
})
