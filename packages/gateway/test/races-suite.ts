/** Races of two requests at one process, repeated. An action that may happen once must happen once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  answerOf,
  authorizeAddress,
  browser,
  goUpstream,
  type Harness,
  locationOf,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from './harness.ts'

const twice = <T>(act: () => Promise<T>): Promise<[T, T]> => Promise.all([act(), act()])
/** The code that an answer sends to the application, if any. */
const codeOf = (response: Response): string | undefined =>
  locationOf(response).startsWith('https://app.example/') ? answerOf(response).code : undefined

export function oneProcessRaces(pairs: number): void {
  const rounds = Array.from({ length: pairs }, (_, index) => index)
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness()
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  describe(`of two requests at the same moment, ${pairs} times,`, () => {
    it('127 with one code one gets tokens, which the other revokes', async () => {
      for (const _ of rounds) {
        const code = String((await signIn(harness)).searchParams.get('code'))
        const answers = await twice(() => redeem(harness, code))
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        const winner = answers.find(({ status }) => status === 200)
        const { access_token } = JSON.parse((await winner?.text()) ?? '') as { access_token: string }
        const headers = { authorization: `Bearer ${access_token}` }
        expect((await fetch(`${harness.url}/oauth/userinfo`, { headers })).status).toBe(401)
      }
    })

    it('136 with one refresh token one gets tokens, which stay valid', async () => {
      const scope = 'openid offline_access'
      for (const _ of rounds) {
        const code = String((await signIn(harness, browser(), { scope })).searchParams.get('code'))
        const { refresh_token } = (await (await redeem(harness, code)).json()) as TokenAnswer
        const answers = await twice(() => refresh(harness, refresh_token))
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
        const winner = (await answers.find(({ status }) => status === 200)?.json()) as TokenAnswer
        const headers = { authorization: `Bearer ${winner.access_token}` }
        expect((await fetch(`${harness.url}/oauth/userinfo`, { headers })).status).toBe(200)
      }
    })

    it('18 with one answer of the identity provider one gets a code', async () => {
      for (const _ of rounds) {
        const person = browser()
        const back = await goUpstream(harness, person)
        const before = harness.counts()
        const answers = await twice(() => person.get(back.href))
        expect(answers.map(codeOf).filter((code) => code !== undefined)).toHaveLength(1)
        expect(harness.counts()).toMatchObject({ sessions: before.sessions + 1, grants: before.grants + 1 })
      }
    })

    it('18 with two answers to one state one gets a code', async () => {
      for (const _ of rounds) {
        const person = browser()
        const authorize = locationOf(await person.get(authorizeAddress(harness)))
        const before = harness.counts()
        const answers = await twice(() => person.get(harness.provider.answer(authorize).href))
        expect(answers.map(codeOf).filter((code) => code !== undefined)).toHaveLength(1)
        expect(harness.counts()).toMatchObject({ sessions: before.sessions + 1, grants: before.grants + 1 })
      }
    })

    it('18 with one answer in a browser that did not begin the sign-in one begins it again', async () => {
      for (const _ of rounds.slice(0, 20)) {
        const back = await goUpstream(harness, browser())
        const answers = await twice(() => browser().get(back.href))
        const again = answers.filter((answer) => locationOf(answer).startsWith(harness.provider.url))
        expect(again).toHaveLength(1)
        expect(answers.map(({ status }) => status).sort()).toEqual([303, 400])
      }
    })

    it('100 of one unknown person both sign in, as one user', async () => {
      for (const index of rounds) {
        harness.provider.behaviour = { claims: { sub: `new-${index}`, name: 'New' } }
        const people = [browser(), browser()]
        const backs = await Promise.all(people.map((person) => goUpstream(harness, person)))
        const before = harness.counts()
        const answers = await Promise.all(people.map((person, at) => person.get(String(backs[at]?.href))))
        expect(answers.map(codeOf)).toEqual([expect.any(String), expect.any(String)])
        expect(harness.counts()).toMatchObject({ users: before.users + 1, identities: before.identities + 1 })
      }
    })

    /** Answers the token requests only when both have arrived, so that both sign-ins decide on the same state. */
    function together(): void {
      let waiting: (() => void)[] = []
      harness.provider.before_token = () =>
        new Promise<void>((resolve) => {
          waiting.push(resolve)
          if (waiting.length < 2) return
          for (const go of waiting) go()
          waiting = []
        })
    }

    it('100 of two people who match one known user one is linked, and the other becomes a new user', async () => {
      together()
      for (const index of rounds) {
        const email = `known-${index}@acme.example`
        const known = await harness.client.users.create({ organization_id: harness.organization_id, email })
        const people = [browser(), browser()]
        const backs = await Promise.all(people.map((person) => goUpstream(harness, person)))
        const before = harness.counts()
        let calls = 0
        harness.provider.behaviour = {
          claims: {
            email,
            email_verified: true,
            name: 'R',
            given_name: 'R',
            family_name: 'R',
            preferred_username: 'r',
          },
          get token_claims() {
            return { sub: `rival-${index}-${calls++}` }
          },
        }
        const answers = await Promise.all(people.map((person, at) => person.get(String(backs[at]?.href))))
        expect([answers.map(codeOf), index]).toEqual([[expect.any(String), expect.any(String)], index])
        expect(harness.counts()).toMatchObject({ users: before.users + 1, identities: before.identities + 2 })
        expect((await harness.client.users.identities(known.id)).data).toHaveLength(1)
      }
    })

    it('101 of two people who match one known user one signs in, where only known users may', async () => {
      const organization = await harness.client.organizations.create({
        name: 'Strict',
        domains: [{ domain: 'strict.example', verified: true }],
      })
      const policy = { provisioning: 'known_only', userinfo: 'never' } as const
      await addConnection({ ...harness, organization_id: organization.id }, { policy })
      together()
      for (const index of rounds.slice(0, 20)) {
        const email = `known-${index}@strict.example`
        await harness.client.users.create({ organization_id: organization.id, email })
        const people = [browser(), browser()]
        const change = { organization: organization.id }
        const backs = await Promise.all(people.map((person) => goUpstream(harness, person, change)))
        let calls = 0
        harness.provider.behaviour = {
          claims: {},
          get token_claims() {
            return { sub: `strict-${index}-${calls++}`, email, email_verified: true }
          },
        }
        const before = harness.counts()
        const answers = await Promise.all(people.map((person, at) => person.get(String(backs[at]?.href))))
        expect(answers.map(codeOf).filter((code) => code !== undefined)).toHaveLength(1)
        expect(harness.counts()).toMatchObject({ users: before.users, identities: before.identities + 1 })
      }
    })

    it('101 that create a user with one email one succeeds, so that a sign-in can be linked to it', async () => {
      const { organization_id } = harness
      for (const index of rounds.slice(0, 20)) {
        const create = () => harness.client.users.create({ organization_id, email: `twice-${index}@acme.example` })
        const answers = await Promise.allSettled([create(), create()])
        expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
        expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
          reason: { code: 'already_exists' },
        })
      }
    })

    it('that add the first credential of a connection both succeed, and one credential is active', async () => {
      const { client, organization_id } = harness
      const { settings } = await client.connections.get(harness.connection_id)
      for (const _ of rounds.slice(0, 20)) {
        const { id } = await client.connections.create({ organization_id, type: 'oidc', settings })
        await twice(() =>
          client.credentials.create(id, { type: 'client_secret', client_secret: 'a-secret-of-the-test' }),
        )
        const { credentials } = await client.connections.get(id)
        expect(credentials.map(({ active }) => active).sort()).toEqual([false, true])
      }
    })

    it('105 of which one signs in and one suspends the user none leaves a session', async () => {
      harness.provider.behaviour = { claims: { sub: 'suspended', name: 'S' } }
      const first = String((await signIn(harness)).searchParams.get('code'))
      const { access_token } = (await (await redeem(harness, first)).json()) as { access_token: string }
      const [user] = (await harness.client.users.list({ limit: 1 })).data
      const id = String(user?.id)
      expect(access_token).toBeTruthy()
      for (const _ of rounds.slice(0, 20)) {
        const person = browser()
        const back = await goUpstream(harness, person)
        const [answer] = await Promise.all([person.get(back.href), harness.client.users.suspend(id)])
        const code = codeOf(answer)
        if (code !== undefined) expect((await redeem(harness, code)).status).toBe(400)
        expect((await harness.client.users.get(id)).state).toBe('suspended')
        await harness.client.users.reactivate(id)
      }
    })
  })
}
