/** Requests that come at the same moment, and changes between two steps of a sign-in. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addConnection,
  answerOf,
  browser,
  goUpstream,
  type Harness,
  refused,
  signIn,
  startHarness,
} from '../../../test/harness.ts'
import { oneProcessRaces } from '../../../test/races-suite.ts'

oneProcessRaces(50)

describe('108 what is committed between the last look and the commit', () => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness()
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  interface Scene {
    readonly organization: `org_${string}`
    readonly connection: `conn_${string}`
    readonly user: `user_${string}`
  }
  /** Something else is committed after a sign-in, or another change, was decided and before its unit runs, once. */
  function beforeCommit(happens: () => Promise<unknown>, change = 'sign_ins.succeed'): void {
    const units = harness.gateway.work.units as { run: Harness['gateway']['work']['units']['run'] }
    const { run } = units
    units.run = async (writes) => {
      if (!writes.some(({ name }) => name === change)) return run(writes)
      units.run = run
      await happens()
      return run(writes)
    }
  }

  const cases: readonly [string, (at: Scene) => Promise<unknown>, string][] = [
    ['the person is suspended', ({ user }) => harness.client.users.suspend(user), 'user_suspended'],
    ['the connection is switched off', (at) => harness.client.connections.deactivate(at.connection), 'connection_gone'],
    ['the connection is deleted', (at) => harness.client.connections.delete(at.connection), 'connection_gone'],
    ['the organization is deleted', (at) => harness.client.organizations.delete(at.organization), 'organization_gone'],
  ]
  it.each(cases)('stops the sign-in: %s', async (_, happens, code) => {
    const organization = await harness.client.organizations.create({ name: 'Commit' })
    const connection = await addConnection({ ...harness, organization_id: organization.id })
    const change = { organization: organization.id }
    await signIn(harness, browser(), change)
    const [user] = (await harness.client.users.list({ organization_id: organization.id })).data
    const at = { organization: organization.id, connection: connection.id, user: user?.id as `user_${string}` }
    const person = browser()
    const back = await goUpstream(harness, person, change)
    beforeCommit(() => happens(at))
    const record = await refused(harness, await person.get(back.href))
    expect([record.state, record.error_code]).toEqual(['failed', code])
    expect([...person.cookies.keys()]).toEqual(['gatehouse-browser'])
  })

  it('leaves nothing in the trace of a decision that was rolled back', async () => {
    const { claims } = harness.provider.behaviour
    harness.provider.behaviour = { ...harness.provider.behaviour, claims: { ...claims, sub: 'raced' } }
    const person = browser()
    const back = await goUpstream(harness, person)
    // Both decide to create the user; the other one commits first.
    beforeCommit(() => signIn(harness, browser()))
    expect(answerOf(await person.get(back.href)).code).toBeTruthy()
    const id = `signin_${back.searchParams.get('state')?.slice(0, 26)}` as const
    // The trace is written a moment later.
    const { steps, decision } = await vi.waitFor(async () => {
      const traced = await harness.client.signIns.get(id)
      expect(traced.decision).not.toBeNull()
      return traced
    })
    expect(steps.map(({ name }) => name)).toEqual([
      'request',
      'redirect',
      'callback',
      'authorization_response',
      'token_response',
      'signature',
      'id_token',
      'known',
    ])
    expect(decision).toMatchObject({ outcome: 'known', because: 'the identity is known' })
  })

  it('leaves a connection off whose credential is deleted', async () => {
    const { client, organization_id } = harness
    const { settings } = await client.connections.get(harness.connection_id)
    const { id } = await client.connections.create({ organization_id, type: 'oidc', settings })
    const secret = { type: 'client_secret', client_secret: 'a-secret-of-the-test' } as const
    const credential = await client.credentials.create(id, secret)
    beforeCommit(() => client.credentials.delete(id, credential.id), 'connections.update')
    await expect(client.connections.activate(id)).rejects.toMatchObject({ code: 'connection_incomplete' })
    expect((await client.connections.get(id)).state).toBe('draft')
  })
})
