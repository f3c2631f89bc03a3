/** Users as an operator manages them: made known, deleted; identities unlinked and moved. */
import type { User } from '@gatehouse-sso/sdk/contract/users'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  databases,
  goUpstream,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  refused,
  startHarness,
} from '../../../test/harness.ts'

describe.each(databases)('users on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    const initiate_login_uri = 'https://app.example/login'
    await harness.client.applications.update(harness.application.client_id, { initiate_login_uri })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  let scenes = 0
  async function scene(policy: object = {}): Promise<{ organization_id: string; email: string }> {
    scenes += 1
    const domain = `people${scenes}.example`
    const { id } = await harness.client.organizations.create({
      name: domain,
      domains: [{ domain, verified: true }],
      policy,
    })
    await addConnection({ ...harness, organization_id: id })
    return { organization_id: id, email: `ada@${domain}` }
  }
  /** @returns the user and an access token, or the code of the refusal */
  async function signsIn(organization: string, claims: object) {
    harness.provider.behaviour = { claims: { sub: 'ada', email_verified: true, ...claims } }
    const person = browser()
    const response = await person.get((await goUpstream(harness, person, { organization })).href)
    const code = new URL(locationOf(response), harness.url).searchParams.get('code')
    if (code === null) return { refused: (await refused(harness, response)).error_code }
    const { id_token, access_token } = (await (await redeem(harness, code)).json()) as Record<string, string>
    return { user_id: String(payloadOf(String(id_token)).sub), access_token: String(access_token) }
  }
  const isLive = async (access_token: string | undefined): Promise<boolean> =>
    (await fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })).ok

  describe('a known user', () => {
    const names = [
      ['without any name', {}, { status: 422, param: '/email' }],
      [
        'with invisible characters in the name',
        { preferred_username: 'a\u200bda' },
        { status: 422, param: '/preferred_username' },
      ],
      ['with an email that is taken', { email: 'EMAIL' }, { status: 409, param: '/email' }],
      ['with a user name that is taken', { preferred_username: 'ada' }, { status: 409, param: '/preferred_username' }],
      ['with an external id that is taken', { external_id: '4711' }, { status: 409, param: '/external_id' }],
    ] as const
    it.each(names)('%s is refused', async (_, input, { status, param }) => {
      const { organization_id, email } = await scene()
      await harness.client.users.create({ organization_id, email, preferred_username: 'ada', external_id: '4711' })
      const body = 'email' in input ? { email } : input
      const refusal = harness.client.users.create({ organization_id, ...body })
      await expect(refusal).rejects.toMatchObject({ status })
      await expect(refusal).rejects.toThrow(expect.objectContaining(status === 409 ? { param } : {}))
      expect((await harness.client.users.list({ organization_id })).data).toHaveLength(1)
    })
    const cases = [
      ['letter by letter', 'exact', true],
      ['whatever the case', 'insensitive', false],
    ] as const
    it.each(cases)('has a user name that is compared %s', async (_, match_case, isMade) => {
      const { organization_id } = await scene({ match_case })
      await harness.client.users.create({ organization_id, preferred_username: 'ada' })
      const other = harness.client.users.create({ organization_id, preferred_username: 'Ada' })
      if (isMade) expect((await other).preferred_username).toBe('Ada')
      else await expect(other).rejects.toMatchObject({ code: 'already_exists', param: '/preferred_username' })
    })
    it('is made once of many requests at the same moment', async () => {
      const { organization_id } = await scene({ match_case: 'insensitive' })
      const spellings = ['ada', 'Ada', 'ADA', 'aDa', 'adA', 'ada', 'Ada', 'ADA']
      const made = await Promise.allSettled(
        spellings.map((preferred_username) => harness.client.users.create({ organization_id, preferred_username })),
      )
      expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })
  })

  describe('an external id', () => {
    const cases = [
      ['exact', '4711-A', 409],
      ['exact', '4711-a', 200],
      ['insensitive', '4711-a', 409],
      ['insensitive', '4711-b', 200],
    ] as const
    it.each(cases)(
      'compared as match_case %s says: a change to %s answers %i',
      async (match_case, external_id, status) => {
        const { organization_id } = await scene({ match_case })
        await harness.client.users.create({ organization_id, external_id: '4711-A' })
        const { id } = await harness.client.users.create({ organization_id, external_id: '4712' })
        const changing = harness.client.users.update(id, { external_id })
        if (status === 200) expect(await changing).toMatchObject({ external_id })
        else await expect(changing).rejects.toMatchObject({ status, code: 'already_exists', param: '/external_id' })
      },
    )
    it('that two users want at the same moment, in other letters, goes to one', async () => {
      const { organization_id } = await scene({ match_case: 'insensitive' })
      const spellings = ['a-1', 'A-1']
      const ids = await Promise.all(
        spellings.map(
          async (_, at) => (await harness.client.users.create({ organization_id, external_id: `x${at}` })).id,
        ),
      )
      const changed = await Promise.allSettled(
        ids.map((id, at) => harness.client.users.update(id, { external_id: String(spellings[at]) })),
      )
      expect(changed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })
  })

  describe('a search', () => {
    it('finds users by the beginning of a name, page by page', async () => {
      const { organization_id } = await scene()
      const people = [
        { email: 'Ada@search.example', name: 'Countess Lovelace' },
        { preferred_username: 'ADAM', external_id: 'ada' },
        { email: 'grace@search.example', given_name: 'Ada-Grace' },
        { email: 'bob@ada.example' },
      ]
      for (const person of people) await harness.client.users.create({ organization_id, ...person })
      const found = await harness.client.users
        .list({ organization_id, search: ' aDa', limit: 1, order: 'asc' })
        .toArray()
      expect(found).toMatchObject(people.slice(0, 3))
      const [adam] = (await harness.client.users.list({ organization_id, preferred_username: 'adam' })).data
      expect(adam).toMatchObject({ external_id: 'ada' })
      expect((await harness.client.users.list({ organization_id, preferred_username: 'ada' })).data).toEqual([])
    })
    it('finds users of every organization by the beginning of an email or a name', async () => {
      const emails = [await scene(), await scene()].map(({ organization_id }, index) => ({
        organization_id,
        email: `everywhere${index}@search.example`,
        name: index === 0 ? 'Everywhere' : 'Elsewhere',
        preferred_username: 'everyone',
      }))
      for (const person of emails) await harness.client.users.create(person)
      const found = await harness.client.users.list({ search: 'EVERYWHERE', order: 'asc' })
      expect(found.data.map(({ email }) => email)).toEqual(emails.map(({ email }) => email))
      expect((await harness.client.users.list({ search: 'everyone' })).data).toEqual([])
    })
    it('by a user name needs an organization', async () => {
      await expect(harness.client.users.list({ preferred_username: 'ada' })).rejects.toMatchObject({
        code: 'query_invalid',
        param: '/organization_id',
      })
    })
  })

  describe('100 a deleted user', () => {
    const back: readonly (readonly [string, (at: { organization_id: string; email: string }) => Promise<unknown>])[] = [
      [
        'an invitation',
        (at) => harness.client.invitations.create({ ...at, application_id: harness.application.client_id }),
      ],
      ['a new known user', (at) => harness.client.users.create(at)],
    ]
    it.each(back)('is out at once, and comes back only by %s', async (_, letIn) => {
      const at = await scene()
      const before = await signsIn(at.organization_id, { email: at.email })
      expect(await isLive(before.access_token)).toBe(true)
      await harness.client.users.delete(String(before.user_id))
      expect(await isLive(before.access_token)).toBe(false)
      await expect(harness.client.users.get(String(before.user_id))).rejects.toMatchObject({ status: 404 })
      expect(await signsIn(at.organization_id, { email: at.email })).toEqual({ refused: 'user_deleted' })
      // Another person of the organization is not concerned.
      expect(await signsIn(at.organization_id, { sub: 'bob' })).toHaveProperty('user_id')
      await letIn(at)
      const after = await signsIn(at.organization_id, { email: at.email })
      expect(after.user_id).not.toBe(before.user_id)
      expect(after).toEqual(expect.objectContaining({ user_id: expect.stringMatching(/^user_/) }))
      expect(await signsIn(at.organization_id, { email: at.email })).toMatchObject({ user_id: after.user_id })
    })
    it('is deleted with the version that the caller has seen', async () => {
      const at = await scene()
      const user = await harness.client.users.create(at)
      await expect(harness.client.users.delete(user.id, { if_match: '"7"' } as never)).rejects.toMatchObject({
        code: 'precondition_failed',
      })
      expect((await harness.client.users.get(user.id)).state).toBe('invited')
    })
  })

  describe('an identity', () => {
    const two = async (): Promise<{
      from: string
      to: User
      identity_id: string
      organization_id: string
      access_token: string
    }> => {
      const at = await scene()
      const { user_id = '', access_token = '' } = await signsIn(at.organization_id, {
        email: `eve@people${scenes}.example`,
      })
      const to = await harness.client.users.create({ ...at })
      const [identity] = (await harness.client.users.identities(user_id)).data
      return { from: user_id, to, identity_id: String(identity?.id), organization_id: at.organization_id, access_token }
    }
    it('moves to another user, who then signs in with it', async () => {
      const { from, to, identity_id, organization_id, access_token } = await two()
      const moved = await harness.client.users.moveIdentity(from, identity_id, { user_id: to.id })
      expect(moved).toMatchObject({ subject: 'ada', linked_because: `moved by an operator from ${from}` })
      expect(await isLive(access_token)).toBe(false)
      expect(await signsIn(organization_id, {})).toMatchObject({ user_id: to.id })
      const [event] = (await harness.client.events.list({ type: 'identity.moved', organization_id })).data
      expect(event?.data).toMatchObject({ id: identity_id })
    })
    it('that is unlinked becomes a new user at the next sign-in', async () => {
      const { from, identity_id, organization_id, access_token } = await two()
      await harness.client.users.unlinkIdentity(from, identity_id)
      expect(await isLive(access_token)).toBe(false)
      expect(await harness.client.users.get(from)).toMatchObject({ email: null, name: null, state: 'invited' })
      // The email of the wrong person must not lead them back to the same user.
      expect((await signsIn(organization_id, { email: `eve@people${scenes}.example` })).user_id).not.toBe(from)
    })
    it('does not move to a user of another organization, to the same user, or from one who lacks it', async () => {
      const { from, to, identity_id } = await two()
      const stranger = await harness.client.users.create(await scene())
      for (const user_id of [stranger.id, from]) {
        await expect(harness.client.users.moveIdentity(from, identity_id, { user_id })).rejects.toMatchObject({
          status: 422,
        })
      }
      await expect(harness.client.users.moveIdentity(to.id, identity_id, { user_id: from })).rejects.toMatchObject({
        status: 404,
      })
      expect((await harness.client.users.identities(from)).data).toHaveLength(1)
    })
  })
})
