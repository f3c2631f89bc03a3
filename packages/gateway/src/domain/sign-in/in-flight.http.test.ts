/** Changes while a person is at the identity provider: rows 108 and 122 of the security cases. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addApplication,
  addConnection,
  answerOf,
  authorizeAddress,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  refused,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { tokenRequests } from '../../../test/refusal.ts'
import { changeNow } from '../../../test/staged.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

interface Scene {
  readonly organization: `org_${string}`
  readonly connection: `conn_${string}`
}
async function scene(): Promise<Scene> {
  const organization = await harness.client.organizations.create({ name: 'Short' })
  const connection = await addConnection({ ...harness, organization_id: organization.id })
  return { organization: organization.id, connection: connection.id }
}
/** Something happens while the person is at the identity provider. @returns why the answer is refused */
async function meanwhile(happens: (at: Scene) => Promise<unknown>): Promise<string | null> {
  const at = await scene()
  const person = browser()
  const back = await goUpstream(harness, person, { organization: at.organization })
  const before = harness.counts()
  await happens(at)
  const response = await person.get(back.href)
  const record = await refused(harness, response)
  expect(harness.counts()).toEqual(before)
  expect([...person.cookies.keys()]).toEqual(['gatehouse-browser'])
  const page = await person.get(String(response.headers.get('location')))
  expect(page.status).toBe(400)
  return record.error_code
}

describe('108 a sign-in is refused, and leaves nothing, when meanwhile', () => {
  it('its organization is deleted', async () => {
    expect(await meanwhile(({ organization }) => harness.client.organizations.delete(organization))).toBe(
      'connection_gone',
    )
    expect(tokenRequests(harness)).toBe(0)
  })
  it('its connection is deleted', async () => {
    expect(await meanwhile(({ connection }) => harness.client.connections.delete(connection))).toBe('connection_gone')
    expect(tokenRequests(harness)).toBe(0)
  })
  it('its connection is switched off', async () => {
    expect(await meanwhile(({ connection }) => harness.client.connections.deactivate(connection))).toBe(
      'connection_gone',
    )
    expect(tokenRequests(harness)).toBe(0)
  })
  it('the only credential goes with a connection that was off for a moment', async () => {
    const code = await meanwhile(async ({ connection }) => {
      await harness.client.connections.deactivate(connection)
      const [credential] = (await harness.client.credentials.list(connection)).data
      await harness.client.credentials.delete(connection, String(credential?.id))
    })
    expect(code).toBe('connection_gone')
  })
})

describe('108 a sign-in is refused, and leaves nothing, when at the very moment of the answer', () => {
  /** The identity provider answers the token request only after something has happened. */
  async function during(happens: (at: Scene) => Promise<unknown>): Promise<string | null> {
    const at = await scene()
    const person = browser()
    const back = await goUpstream(harness, person, { organization: at.organization })
    const before = harness.counts()
    harness.provider.before_token = () => happens(at)
    const record = await refused(harness, await person.get(back.href))
    expect(harness.counts()).toEqual(before)
    expect(tokenRequests(harness)).toBe(1)
    return record.error_code
  }
  it('its organization is deleted', async () => {
    expect(await during(({ organization }) => harness.client.organizations.delete(organization))).toBe(
      'organization_gone',
    )
  })
  it('its connection is deleted', async () => {
    expect(await during(({ connection }) => harness.client.connections.delete(connection))).toBe('connection_gone')
  })
  it('its connection is switched off', async () => {
    expect(await during(({ connection }) => harness.client.connections.deactivate(connection))).toBe('connection_gone')
  })
})

describe('a sign-in keeps what it began with, when meanwhile', () => {
  it('the settings of its connection change', async () => {
    const { organization, connection } = await scene()
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    await changeNow(harness, connection, { settings: { client_id: 'another' } })
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    const next = await browser().get(authorizeAddress(harness, { organization }))
    expect(new URL(locationOf(next)).searchParams.get('client_id')).toBe('another')
  })
  it('the mapping of its connection changes', async () => {
    const { organization, connection } = await scene()
    const { claims } = harness.provider.behaviour
    const names = { name: 'Ada by the old rule', nickname: 'Ada by the new rule' }
    harness.provider.behaviour = { ...harness.provider.behaviour, claims: { ...claims, ...names } }
    const nameOf = async () => (await harness.client.users.list({ organization_id: organization })).data[0]?.name
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    await changeNow(harness, connection, { mapping: { name: ['nickname'] } })
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    expect(await nameOf()).toBe(names.name)
    await signIn(harness, browser(), { organization })
    expect(await nameOf()).toBe(names.nickname)
  })
  it('but the policy counts that is in force at the end', async () => {
    const { organization, connection } = await scene()
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    await harness.client.connections.update(connection, { policy: { provisioning: 'known_only' } })
    expect((await refused(harness, await person.get(back.href))).error_code).toBe('user_unknown')
  })
})

describe('108 what came of a sign-in ends with', () => {
  const ends: readonly [string, (at: Scene) => Promise<unknown>][] = [
    ['its organization', ({ organization }) => harness.client.organizations.delete(organization)],
    ['its connection', ({ connection }) => harness.client.connections.delete(connection)],
    ['its connection being switched off', ({ connection }) => harness.client.connections.deactivate(connection)],
  ]
  it.each(ends)('%s', async (_, happens) => {
    const at = await scene()
    const person = browser()
    const change = { organization: at.organization }
    const code = String((await signIn(harness, person, change)).searchParams.get('code'))
    const { access_token } = (await (await redeem(harness, code)).json()) as { access_token: string }
    const late = String((await signIn(harness, browser(), change)).searchParams.get('code'))
    const ask = () => fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })
    expect((await ask()).status).toBe(200)
    await happens(at)
    expect((await ask()).status).toBe(401)
    expect((await redeem(harness, late)).status).toBe(400)
    const again = await person.get(authorizeAddress(harness, { ...change, prompt: 'none' }))
    expect(answerOf(again)).toMatchObject({
      error: expect.stringMatching(/^(login_required|invalid_request|access_denied)$/),
    })
  })

  it('but not with another connection of the organization', async () => {
    const at = await scene()
    const other = await addConnection({ ...harness, organization_id: at.organization })
    const person = browser()
    const code = String(
      (await signIn(harness, person, { connection: at.connection, organization: undefined })).searchParams.get('code'),
    )
    await harness.client.connections.delete(other.id)
    expect((await redeem(harness, code)).status).toBe(200)
  })
})

describe('122 an application', () => {
  const application = () => addApplication(harness, { redirect_uris: ['https://other.example/cb'] })
  const requestOf = (of: Harness['application']) => ({ client_id: of.client_id, redirect_uri: of.redirect_uri })
  const redeemFor = (of: Harness['application'], code: string) =>
    redeem(harness, code, { ...requestOf(of), client_secret: of.client_secret })

  it('that is switched off meanwhile gets no tokens, and its tokens are worth nothing', async () => {
    const app = await application()
    const first = String((await signIn(harness, browser(), requestOf(app))).searchParams.get('code'))
    const { access_token } = (await (await redeemFor(app, first)).json()) as { access_token: string }
    const person = browser()
    const back = await goUpstream(harness, person, requestOf(app))
    await harness.client.applications.update(app.client_id, { state: 'inactive' })
    const { code = '' } = answerOf(await person.get(back.href))
    const answer = await redeemFor(app, code)
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { error: 'unauthorized_client', error_description: expect.stringContaining('client_disabled') },
    ])
    const userinfo = await fetch(`${harness.url}/oauth/userinfo`, {
      headers: { authorization: `Bearer ${access_token}` },
    })
    expect(userinfo.status).toBe(401)
    // A new request is shown on our page: nobody is sent to an application that is switched off.
    const response = await browser().get(authorizeAddress(harness, requestOf(app)))
    expect([response.status, response.headers.get('location')]).toEqual([401, null])
  })

  it('that is deleted meanwhile gets no tokens', async () => {
    const app = await application()
    const person = browser()
    const back = await goUpstream(harness, person, requestOf(app))
    await harness.client.applications.delete(app.client_id)
    const { code = '' } = answerOf(await person.get(back.href))
    const answer = await redeemFor(app, code)
    expect([answer.status, ((await answer.json()) as { error: string }).error]).toEqual([401, 'invalid_client'])
  })

  it('whose secret was revoked meanwhile gets no tokens', async () => {
    const app = await application()
    const { code = '' } = Object.fromEntries((await signIn(harness, browser(), requestOf(app))).searchParams)
    const { secrets } = await harness.client.applications.get(app.client_id)
    await harness.client.applications.revokeSecret(app.client_id, String(secrets[0]?.id))
    expect((await redeemFor(app, code)).status).toBe(401)
  })
})
