/** Events: each change and each sign-in leaves one, with who, from where, and what differs. */
import { operations } from '@gatehouse-sso/sdk/contract'
import type { Event } from '@gatehouse-sso/sdk/contract/events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import {
  addApplication,
  answerOf,
  authorizeAddress,
  backChannel,
  browser,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'
import { takeTour, type Visit } from '../../../test/tour.ts'

/** Operations that change something, and what they leave; in the order in which it is written. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'environments.create': ['environment.created'],
  'environments.update': ['environment.updated'],
  'environments.createApiKey': ['api_key.created'],
  'organizations.create': ['organization.created'],
  'organizations.update': ['organization.updated'],
  'organizations.delete': ['organization.deleted'],
  'domains.create': ['domain.created'],
  // Without the record it changes nothing.
  'domains.check': [],
  'domains.verify': ['domain.verified'],
  'domains.delete': ['domain.deleted'],
  'connections.create': ['connection.created'],
  'connections.update': ['connection.updated'],
  'connections.activate': ['connection.activated'],
  'connections.deactivate': ['connection.deactivated'],
  'connections.arm': ['connection.armed'],
  'connections.disarm': ['connection.disarmed'],
  // Nothing is held.
  'connections.confirmEndpoints': [],
  'connections.test': ['connection.test_link_created'],
  'connections.testCandidate': ['connection.test_link_created'],
  'connections.consent': ['connection.consent_link_created'],
  'connections.activateCandidate': ['connection.candidate_activated_untested'],
  'connections.discardCandidate': ['connection.candidate_discarded'],
  'connections.rollback': ['connection.rolled_back'],
  'connections.delete': ['connection.deleted'],
  'credentials.create': ['credential.created'],
  'credentials.activate': ['credential.activated'],
  'credentials.delete': ['credential.deleted'],
  'applications.create': ['application.created'],
  'applications.update': ['application.updated'],
  'applications.delete': ['application.deleted'],
  'applications.createSecret': ['application_secret.created'],
  'applications.revokeSecret': ['application_secret.revoked'],
  'apiResources.create': ['api_resource.created'],
  'apiResources.update': ['api_resource.updated'],
  'apiResources.delete': ['api_resource.deleted'],
  'apiResources.addTenant': ['api_resource_tenant.created'],
  'apiResources.updateTenant': ['api_resource_tenant.updated'],
  'apiResources.removeTenant': ['api_resource_tenant.deleted'],
  'roles.create': ['role.created'],
  'roles.update': ['role.updated'],
  'roles.delete': ['role.deleted'],
  'groups.create': ['group.created'],
  'groups.update': ['group.updated'],
  'groups.delete': ['group.deleted'],
  'users.create': ['user.created'],
  'users.import': ['user.created', 'user.updated'],
  'users.update': ['user.updated'],
  'users.suspend': ['user.suspended'],
  'users.reactivate': ['user.reactivated'],
  'users.delete': ['user.deleted'],
  'users.moveIdentity': ['identity.moved'],
  'users.unlinkIdentity': ['identity.unlinked'],
  'invitations.create': ['invitation.created'],
  'invitations.resend': ['invitation.resent'],
  'invitations.revoke': ['invitation.revoked'],
  'branding.update': ['branding.updated'],
  'setupLinks.create': ['setup_link.created'],
  'setupLinks.revoke': ['setup_link.revoked'],
  // Progress is no event.
  'setup.update': [],
  'setup.choose': [],
  'setup.shareStep': ['setup_link.shared'],
  'setup.complete': ['connection.activated', 'setup_link.completed'],
  'setup.leave': [],
  'sessions.end': ['session.ended'],
  'sessions.endAll': ['user.sessions_ended'],
  'sessions.endAllOfConnection': ['connection.sessions_ended'],
  'sessions.endAllOfOrganization': ['organization.sessions_ended'],
  'signIns.reveal': ['sign_in.revealed'],
  'apiKeys.create': ['api_key.created'],
  'apiKeys.rotate': ['api_key.created', 'api_key.rotated'],
  'apiKeys.revoke': ['api_key.revoked'],
  'signingKeys.rotate': ['signing_key.rotated', 'signing_key.created'],
  'staff.invite': ['staff.invited'],
  'staff.resend': ['staff.resent'],
  'staff.update': ['staff.updated'],
  'staff.delete': ['staff.deleted'],
  'staff.endSession': ['staff.session_ended'],
  'staff.updateSettings': ['staff_settings.updated'],
  'console.leave': ['staff.session_ended'],
}

/** A POST that changes nothing: its text does not fit into an address. */
const reading = ['connections.explain', 'connections.check', 'apiResources.test', 'setup.guess', 'setup.checkValues']

/** The actor in an event, and the kind of its id, by the principal that the tour calls with. */
const actorTypes = {
  api_key: ['api_key', 'key'],
  installation_key: ['installation_key', 'key'],
  setup_session: ['setup_link', 'setup'],
  staff_session: ['staff', 'staff'],
}

describe.each(databases)('on %s, a change through the API', (_, newDatabase) => {
  let harness: Harness
  let visits: readonly Visit[]
  let events: readonly Event[]
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
    visits = await takeTour(harness)
    events = await harness.client.events.list({ limit: 100 }).toArray()
  }, 60_000)
  afterAll(() => harness.close())

  it('is every operation that is no GET', () => {
    const changing = operations
      .filter(({ method, id }) => method !== 'GET' && !reading.includes(id))
      .map(({ id }) => id)
    expect(Object.keys(expected).toSorted()).toEqual(changing.toSorted())
  })

  it('leaves its events, found by the request, with the key or the session that made it', async () => {
    for (const { operation, answer } of visits) {
      if (operation.id.startsWith('environments.')) continue // in another environment: below
      const by =
        actorTypes[
          (['api_key', ...operation.principals] as const).find((one) => operation.principals.includes(one)) ?? 'api_key'
        ]
      const request_id = answer.headers.get('x-request-id')
      const left = events.filter(({ source }) => source?.request_id === request_id).toReversed()
      const types = expected[operation.id] ?? []
      expect([operation.id, left.map(({ type }) => type).toSorted()]).toEqual([operation.id, types.toSorted()])
      for (const { actor, source } of left) {
        expect([actor.type, actor.id?.split('_')[0]]).toEqual(by)
        expect(source).toMatchObject({ address: '127.0.0.1', user_agent: expect.any(String) })
      }
    }
  })

  it('with the installation key is found in the environment that it is about', async () => {
    const made = visits.find(({ operation }) => operation.id === 'environments.create')?.answer.body
    const stored = await harness.gateway.work.ports.stores.in(made.id).events.list({ limit: 100, order: 'asc' })
    expect(stored.records.map(({ type, actor_type }) => [type, actor_type])).toEqual([
      ['environment.created', 'installation_key'],
      ['environment.updated', 'installation_key'],
      ['api_key.created', 'installation_key'],
    ])
  })

  it('shows what differs, and the thing as it is afterwards', () => {
    const updated = events.find(({ type }) => type === 'organization.updated')
    expect(updated?.changes).toEqual([
      { field: '/name', before: 'Toured', after: 'Toured again' },
      { field: '/metadata/plan', before: 'free', after: null },
    ])
    expect(updated?.data).toMatchObject({ object: 'organization', name: 'Toured again', metadata: {} })
  })

  it('of a thing that is gone still tells what it was', () => {
    const deleted = events.find(({ type }) => type === 'organization.deleted')
    expect(deleted).toMatchObject({ data: { name: 'Toured again' }, changes: [] })
  })

  it('is found by its thing, its kind, its organization and its actor', async () => {
    const created = events.find(({ type }) => type === 'user.created') as Event
    const find = async (query: Parameters<Harness['client']['events']['list']>[0]) =>
      (await harness.client.events.list({ limit: 100, ...query }).toArray()).map(({ id }) => id)
    const ids = (keep: (event: Event) => boolean) => events.filter(keep).map(({ id }) => id)
    const object_id = String(created.data.id)
    expect(await find({ object_id })).toEqual(ids(({ data }) => data.id === object_id))
    expect(await find({ type: 'user.suspended' })).toEqual(ids(({ type }) => type === 'user.suspended'))
    const { organization_id } = created
    expect(organization_id).toMatch(/^org_/)
    expect(await find({ organization_id: String(organization_id) })).toEqual(
      ids((event) => event.organization_id === organization_id),
    )
    const actor_id = created.actor.id as string
    expect(await find({ actor_id })).toEqual(ids(({ actor }) => actor.id === actor_id))
  })
})

describe('a change that changes nothing', () => {
  it('or is refused leaves no event', async () => {
    const harness = await startHarness()
    const before = (await harness.client.events.list({ limit: 100 })).data.length
    await api(harness, 'POST /v1/organizations', { body: { name: '' } })
    const { client, connection_id } = harness
    await client.connections.activate(connection_id) // it is active
    await expect(client.connections.update(connection_id, { name: 'X' }, { if_match: '"99"' })).rejects.toThrow()
    expect((await client.events.list({ limit: 100 })).data.length).toBe(before)
    await harness.close()
  })
})

describe('a person', () => {
  let harness: Harness
  let usual: Harness['provider']['behaviour']
  beforeAll(async () => {
    harness = await startHarness()
    usual = harness.provider.behaviour
  })
  afterAll(() => harness.close())

  const latest = async (count: number) => (await harness.client.events.list({ limit: count })).data.toReversed()

  it('who signs in for the first time leaves the user, the identity and the sign-in, with their browser', async () => {
    const person = browser()
    const back = await goUpstream(harness, person)
    await person.get(back.href, { 'user-agent': 'Browser/1 (test)' })
    const events = await latest(2)
    expect(events.map(({ type }) => type).toSorted()).toEqual(['sign_in.succeeded', 'user.created'])
    for (const { actor, source, organization_id } of events) {
      expect(actor).toEqual({ type: 'user', id: expect.stringMatching(/^user_/) })
      expect(source).toMatchObject({ address: '127.0.0.1', user_agent: 'Browser/1 (test)' })
      expect(organization_id).toBe(harness.organization_id)
    }
  })

  it('whose profile has changed leaves the fields that differ', async () => {
    harness.provider.behaviour = { ...usual, claims: { ...usual.claims, given_name: 'Augusta' } }
    await signIn(harness)
    const updated = (await harness.client.events.list({ type: 'user.updated', limit: 1 })).data[0]
    expect(updated?.changes).toContainEqual({ field: '/given_name', before: expect.anything(), after: 'Augusta' })
    harness.provider.behaviour = usual
  })

  it('213 who is refused leaves the reason, no actor and no claim', async () => {
    const claims = { ...usual.claims, nonce: 'wrong', email: 'secret-person@acme.example' }
    harness.provider.behaviour = { ...usual, claims }
    const person = browser()
    await person.get((await goUpstream(harness, person)).href)
    const [event] = await latest(1)
    expect(event).toMatchObject({
      type: 'sign_in.failed',
      actor: { type: 'system', id: null },
      data: { state: 'failed', error_code: expect.any(String), connection_id: harness.connection_id },
    })
    expect(JSON.stringify(event)).not.toContain('secret-person')
    harness.provider.behaviour = usual
  })

  it('who comes back within a session leaves the sign-in', async () => {
    const person = browser()
    await signIn(harness, person)
    const other = await addApplication(harness, { name: 'Second' })
    const answer = await person.get(authorizeAddress({ ...harness, application: other }))
    expect(answerOf(answer).code).toBeTruthy()
    expect((await latest(1))[0]).toMatchObject({ type: 'sign_in.succeeded', data: { application_id: other.client_id } })
  })

  it('whose session ends because another person signs in with the same browser leaves its end', async () => {
    const visitor = browser()
    await signIn(harness, visitor)
    harness.provider.behaviour = { ...usual, claims: { ...usual.claims, sub: 'another', email: 'b@other.example' } }
    const back = await goUpstream(harness, visitor, { prompt: 'login' })
    await visitor.get(back.href)
    harness.provider.behaviour = usual
    const [event] = (await harness.client.events.list({ type: 'session.ended', limit: 1 })).data
    expect(event).toMatchObject({ data: { object: 'session', ended_because: 'replaced' }, actor: { type: 'user' } })
  })

  it('who signs out leaves the end of the session', async () => {
    const person = browser()
    const code = String((await signIn(harness, person)).searchParams.get('code'))
    const { id_token } = (await (await redeem(harness, code)).json()) as TokenAnswer
    const response = await person.get(`${harness.url}/oauth/logout?id_token_hint=${id_token}`)
    expect(response.status, locationOf(response)).toBeLessThan(400)
    const [event] = await latest(1)
    expect(event).toMatchObject({ type: 'session.ended', actor: { type: 'user' }, data: { object: 'session' } })
  })

  it('whose code is used twice leaves the revocation, and the refusal', async () => {
    const code = String((await signIn(harness)).searchParams.get('code'))
    await redeem(harness, code)
    await redeem(harness, code)
    expect(await latest(2)).toMatchObject([
      { type: 'grant.revoked', actor: { type: 'application' } },
      { type: 'sign_in.failed', data: { state: 'succeeded', error_code: 'code_reused' } },
    ])
  })

  it('whose tokens an application revokes leaves the revocation', async () => {
    const code = String((await signIn(harness)).searchParams.get('code'))
    const { access_token } = (await (await redeem(harness, code)).json()) as TokenAnswer
    await backChannel(harness, 'revoke', { token: access_token })
    const { client_id } = harness.application
    expect((await latest(1))[0]).toMatchObject({
      type: 'grant.revoked',
      actor: { type: 'application', id: client_id },
      source: { request_id: expect.stringMatching(/^req_/), address: '127.0.0.1' },
    })
  })
})

describe('the feed', () => {
  it('gives each event once and in order, and ends three seconds before now', async () => {
    const harness = await startHarness()
    const { client, clock } = harness
    const seen: string[] = []
    const follow = async () => {
      for (;;) {
        const after = seen.at(-1)
        const page = await client.events.list({ order: 'asc', limit: 3, ...(after ? { after: after as never } : {}) })
        seen.push(...page.data.map(({ id }) => id))
        if (page.data.length < 3) return
      }
    }
    for (let index = 0; index < 4; index += 1) {
      await client.organizations.create({ name: `Fed ${index}` })
      await follow()
    }
    const held = await client.events.list({ limit: 1 })
    expect(seen).not.toContain(held.data[0]?.id)
    clock.ahead += 3_001
    await follow()
    const all = (await client.events.list({ limit: 100 }).toArray()).map(({ id }) => id).toReversed()
    expect(seen).toEqual(all)
    await harness.close()
  })
})
