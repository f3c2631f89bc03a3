/** Settings of an active connection change without a risk: tested first, activated then, and rolled back in one call. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, locationOf } from '../../packages/gateway/test/harness.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const ada = 'ada@contoso.example'
const application = {
  displayName: 'Gatehouse',
  appId: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
  passwordCredentials: [{ secretText: upstreamSecret }],
}
const next = { ...application, appId: '1b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' }

let entra: Entra
let organizations = 0
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [{ userPrincipalName: ada, mail: ada, displayName: 'Ada Muster' }],
      applications: [application, next],
    },
  ])
})
afterAll(() => entra.close())
beforeEach(() => entra.emulator.admin('DELETE', '/faults'))

const client = () => entra.harness.client
async function scene(change: Parameters<Entra['connect']>[0] = {}): Promise<Connection> {
  organizations += 1
  const { id } = await client().organizations.create({ name: `Organization ${organizations}` })
  const connection = await entra.connect({ organization_id: id, ...change })
  const redirectUris = [connection.redirect_uri]
  await entra.emulator.admin('PATCH', `/tenants/${entra.tenants[0]?.id}/applications/${next.appId}`, {
    web: { redirectUris },
  })
  return connection
}

interface Tested {
  readonly page: Response
  readonly html: string
}
/** Opens a test link and signs in. @returns the page at the end */
async function test(url: string, person = browser(), finisher = person): Promise<Tested> {
  const away = locationOf(await person.get(url))
  const isAway = away.startsWith(entra.emulator.url)
  const back = isAway ? new URL((await entra.emulator.signIn(away, ada)).url) : undefined
  const result = back ? locationOf(await finisher.get(`${entra.harness.url}${back.pathname}${back.search}`)) : away
  const page = await person.get(result)
  return { page, html: await page.text() }
}
const usersOf = async ({ organization_id }: Connection) => (await client().users.list({ organization_id })).data
const eventsOf = async ({ organization_id }: Connection) =>
  (await client().events.list({ organization_id, limit: 100 })).data.map(({ type }) => type)
const settings = { client_id: next.appId }

describe('a candidate', () => {
  it('takes the change of an active connection, and nobody notices before it is activated', async () => {
    const connection = await scene()
    const changed = await client().connections.update(connection.id, { name: 'Renamed', settings })
    expect(changed).toMatchObject({
      name: 'Renamed',
      settings: { client_id: application.appId },
      candidate: { settings: { client_id: next.appId }, test: null },
    })
    expect((await entra.claimsOf(connection.id, ada)).org_id).toBe(connection.organization_id)

    const merged = await client().connections.update(connection.id, { mapping: { name: ['preferred_username'] } })
    expect(merged.candidate).toMatchObject({ settings, mapping: { name: ['preferred_username'] } })
    await expect(client().connections.activateCandidate(connection.id)).rejects.toMatchObject({
      code: 'candidate_untested',
    })

    const { url, tests } = await client().connections.testCandidate(connection.id)
    expect(tests).toBe('candidate')
    const { page, html } = await test(url)
    expect([page.status, html]).toEqual([200, expect.stringContaining('The identity provider works')])
    expect(html).toContain('ada@contoso.example')
    const tested = await client().connections.get(connection.id)
    expect(tested.candidate?.test).toMatchObject({ result: 'passed' })

    const activated = await client().connections.activateCandidate(connection.id)
    expect(activated).toMatchObject({
      settings: { client_id: next.appId },
      mapping: { name: ['preferred_username'] },
      candidate: null,
      last_test: { result: 'passed' },
      previous: { settings: { client_id: application.appId } },
    })
    expect((await entra.claimsOf(connection.id, ada)).name).toBe(ada)

    const restored = await client().connections.rollback(connection.id)
    expect(restored).toMatchObject({ settings: { client_id: application.appId }, candidate: null })
    expect((await entra.claimsOf(connection.id, ada)).name).toBe('Ada Muster')
    expect((await client().connections.rollback(connection.id)).settings).toMatchObject(settings)
    expect(await eventsOf(connection)).toEqual(
      expect.arrayContaining(['connection.candidate_activated', 'connection.rolled_back', 'sign_in.test_succeeded']),
    )
  })

  it('is tested anew after a change', async () => {
    const { id } = await scene()
    await client().connections.update(id, { settings })
    await test((await client().connections.testCandidate(id)).url)
    const again = await client().connections.update(id, { settings: { scopes: ['openid', 'profile'] } })
    expect(again.candidate?.test).toBeNull()
    await expect(client().connections.activateCandidate(id)).rejects.toMatchObject({ code: 'candidate_untested' })
  })

  it('keeps its test through a change that changes nothing', async () => {
    const { id } = await scene()
    await client().connections.update(id, { settings })
    await test((await client().connections.testCandidate(id)).url)
    expect((await client().connections.update(id, { settings })).candidate?.test).toMatchObject({ result: 'passed' })
  })

  it('goes with a change back to the active settings', async () => {
    const { id } = await scene()
    await client().connections.update(id, { settings })
    const back = await client().connections.update(id, { settings: { client_id: application.appId } })
    expect(back.candidate).toBeNull()
    await expect(client().connections.activateCandidate(id)).rejects.toMatchObject({ code: 'state_conflict' })
  })

  it('is activated without a test when somebody says so, with an event', async () => {
    const connection = await scene()
    await client().connections.update(connection.id, { settings })
    await client().connections.activateCandidate(connection.id, { without_test: true })
    expect(await eventsOf(connection)).toContain('connection.candidate_activated_untested')
  })

  it('that fails its test says why, and stays', async () => {
    const connection = await scene()
    await client().connections.update(connection.id, { settings })
    await entra.emulator.admin('POST', '/faults', { name: 'wrong-nonce' })
    const { page, html } = await test((await client().connections.testCandidate(connection.id)).url)
    expect([page.status, html]).toEqual([400, expect.stringContaining('token_nonce_wrong')])
    const { candidate } = await client().connections.get(connection.id)
    expect(candidate?.test).toMatchObject({ result: 'failed' })
    const record = await client().signIns.get(String(candidate?.test?.sign_in_id))
    expect(record).toMatchObject({ state: 'test_failed', error: { code: 'token_nonce_wrong' } })
    expect(await eventsOf(connection)).toContain('sign_in.test_failed')
  })

  it('refuses settings that are not complete', async () => {
    const { id } = await scene()
    await expect(client().connections.update(id, { settings: { client_id: null } })).rejects.toMatchObject({
      code: 'values_invalid',
    })
  })
})

describe('a test', () => {
  it('creates no user and counts nowhere, and its record has claims, mapping and role', async () => {
    const connection = await scene()
    await test((await client().connections.test(connection.id)).url)
    const { last_test, last_sign_in_at } = await client().connections.get(connection.id)
    expect([last_test?.result, last_sign_in_at, await usersOf(connection)]).toEqual(['passed', null, []])
    const record = await client().signIns.reveal(String(last_test?.sign_in_id))
    expect(record).toMatchObject({
      state: 'test_succeeded',
      application_id: null,
      user_id: null,
      email: ada,
      claims: { id_token: { name: 'Ada Muster' } },
      decision: { outcome: 'created', roles: [{ role: 'member', because: 'default' }] },
    })
    expect(record.steps.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['test', 'redirect', 'callback', 'id_token', 'decision']),
    )
    const failed = (await client().signIns.list({ organization_id: connection.organization_id })).data
    expect(failed.filter(({ state }) => state === 'succeeded')).toEqual([])
  })

  it('passes for a person whom only the policy keeps out, and says so', async () => {
    const connection = await scene({ policy: { provisioning: 'known_only' } })
    const { html } = await test((await client().connections.test(connection.id)).url)
    expect(html).toContain('user_unknown')
    const { last_test } = await client().connections.get(connection.id)
    expect(last_test?.result).toBe('passed')
  })

  it('works on a connection that is off', async () => {
    const connection = await scene()
    await client().connections.deactivate(connection.id)
    expect((await test((await client().connections.test(connection.id)).url)).page.status).toBe(200)
  })

  it('fails in another browser, and shows its result in its own only', async () => {
    const { id } = await scene()
    const person = browser()
    const { html } = await test((await client().connections.test(id)).url, person, browser())
    expect(html).toContain('browser_changed')
    const { last_test } = await client().connections.get(id)
    const address = `${entra.harness.url}/sso/test/result/${last_test?.sign_in_id}`
    expect((await person.get(address)).status).toBe(400)
    expect((await browser().get(address)).status).toBe(404)
  })

  it('of two callbacks ends once', async () => {
    const connection = await scene()
    const person = browser()
    const away = locationOf(await person.get((await client().connections.test(connection.id)).url))
    const { pathname, search } = new URL((await entra.emulator.signIn(away, ada)).url)
    await Promise.all([1, 2].map(() => person.get(`${entra.harness.url}${pathname}${search}`)))
    const ended = (await eventsOf(connection)).filter((type) => type.startsWith('sign_in.test_'))
    expect(ended).toHaveLength(1)
  })

  const invalid = [
    ['a text', () => 'text'],
    ['a longer text', (token: string) => `${token}x`],
    ['a part', (token: string) => token.slice(0, -4)],
  ] as const
  it.each(invalid)('is not begun by %s in place of the link', async (_, change) => {
    const { id } = await scene()
    const { url } = await client().connections.test(id)
    const token = url.slice(url.lastIndexOf('/') + 1)
    const answer = await browser().get(url.replace(token, change(token)))
    expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('test link')])
  })
})

describe('a draft that is armed', () => {
  const armed = async (): Promise<Connection> => {
    const { id } = await scene()
    const { organization_id, settings: active } = await client().connections.get(id)
    await client().connections.delete(id)
    const draft = await client().connections.create({ organization_id, type: 'entra_oidc', settings: active })
    await client().credentials.create(draft.id, { type: 'client_secret', client_secret: upstreamSecret })
    await entra.emulator.admin('PATCH', String(entra.tenants[0]?.application), {
      web: { redirectUris: [draft.redirect_uri] },
    })
    return client().connections.arm(draft.id)
  }

  it('is tested and activated by the first sign-in of the organization', async () => {
    const draft = await armed()
    expect(draft).toMatchObject({ state: 'draft', armed_at: expect.any(String) })
    await entra.claimsOf(draft.id, ada)
    const connection = await client().connections.get(draft.id)
    expect(connection).toMatchObject({ state: 'active', armed_at: null, last_test: { result: 'passed' } })
    expect(await usersOf(connection)).toHaveLength(1)
    const events = (await client().events.list({ organization_id: draft.organization_id })).data
    expect(events.find(({ type }) => type === 'connection.activated')?.actor.type).toBe('user')
  })

  it('is activated once by two first sign-ins at the same moment', async () => {
    const draft = await armed()
    await Promise.all([1, 2, 3].map(() => entra.claimsOf(draft.id, ada)))
    const { organization_id, id } = draft
    const events = (await client().events.list({ organization_id, type: 'connection.activated', limit: 100 })).data
    expect(events.filter(({ data }) => data.id === id)).toHaveLength(1)
  })

  it('stays a draft when the first sign-in fails', async () => {
    const draft = await armed()
    await entra.emulator.admin('POST', '/faults', { name: 'wrong-nonce', times: 1 })
    expect((await entra.signIn(draft.id, ada)).pathname).toMatch(/^\/error\//)
    expect(await client().connections.get(draft.id)).toMatchObject({ state: 'draft', armed_at: expect.any(String) })
  })

  it('refuses sign-ins when it is disarmed', async () => {
    const draft = await armed()
    expect(await client().connections.disarm(draft.id)).toMatchObject({ state: 'draft', armed_at: null })
    const answer = await client()
      .connections.arm('conn_01jd2x3y4z5a6b7c8d9e0f1g2j' as Id<'conn'>)
      .catch((e) => e)
    expect(answer).toMatchObject({ code: 'resource_missing' })
  })

  it('must have all it needs', async () => {
    const { id } = await client().organizations.create({ name: 'Empty' })
    const draft = await client().connections.create({ organization_id: id, type: 'entra_oidc' })
    await expect(client().connections.arm(draft.id)).rejects.toMatchObject({ code: 'connection_incomplete' })
  })

  it('can only be a draft', async () => {
    const { id } = await scene()
    await expect(client().connections.arm(id)).rejects.toMatchObject({ code: 'state_conflict' })
  })
})
