/**
 * One suite for every engine of the stores that tokens depend on: sessions, refresh tokens, pushed requests, assertions
 * and signing keys. Codes are in every-store.ts.
 */
import { firstIdOf, idTime } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { GrantRecord } from '../../domain/stores/grants.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { PushedRequestRecord } from '../../domain/stores/pushed-requests.ts'
import type { RecheckRecord } from '../../domain/stores/rechecks.ts'
import type { RefreshTokenRecord } from '../../domain/stores/refresh-tokens.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { Ended } from '../../domain/stores/sign-ins.ts'
import type { SigningKeyRecord } from '../../domain/stores/signing-keys.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import type { UnitsOfWork, Write } from '../../domain/stores/unit.ts'
import type { UserRecord } from '../../domain/stores/users.ts'
import type { Engine } from '../engine/engine.ts'
import { unitsOfWork } from '../engine/unit-of-work.ts'
import { migrate } from '../schema/migrate.ts'
import { openStores } from '../stores.ts'
import * as f from './fixtures.ts'

const now = 1_700_000_000_500
const later = now + 14 * 24 * 3600_000
const first = firstIdOf('signin', 0)

export function storageTokens(name: string, open: () => Promise<Engine>): void {
  describe(`storage for tokens on ${name}:`, () => {
    let engine: Engine
    let stores: Stores
    let units: UnitsOfWork
    let environment: EnvironmentRecord
    let here: EnvironmentStores
    let elsewhere: EnvironmentStores
    let organization: OrganizationRecord
    let connection: ConnectionRecord

    const run = (...writes: Write[]) => units.run(writes)
    const refused = (write: string, reason = 'expectation') =>
      expect.objectContaining({ name: 'UnitRefused', write, reason })

    beforeAll(async () => {
      engine = await open()
      await migrate(engine, () => now)
      stores = openStores(engine)
      units = unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined })
      environment = f.environmentOf()
      const other = f.environmentOf()
      await run(stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: now }))
      await run(stores.environments.insert(environment), stores.environments.insert(other))
      here = stores.in(environment.id)
      elsewhere = stores.in(other.id)
      organization = f.organizationOf(environment.id)
      connection = f.connectionOf(organization)
      await run(here.organizations.insert(organization), here.connections.insert(connection))
    })
    afterAll(() => engine.close())

    /** A person who is signed in to an application. */
    async function signedIn(change: Partial<GrantRecord> = {}) {
      const user = f.userOf(organization)
      const application = f.applicationOf(environment.id)
      const session = f.sessionOf(user, connection, { expires_at: now + 1000 })
      const grant = f.grantOf(session, application, { offline: true, expires_at: later, ...change })
      const success = { user_id: user.id, session_id: session.id, grant_id: grant.id }
      await run(
        here.users.insert(user),
        here.applications.insert(application),
        here.sign_ins.insert(f.signInOf(connection, application, { state: 'succeeded', ...success })),
        here.sessions.insert(session),
        here.grants.insert(grant),
      )
      return { user, application, session, grant }
    }

    const refreshTokenOf = (grant: GrantRecord, change: Partial<RefreshTokenRecord> = {}): RefreshTokenRecord => ({
      id: f.keys.newId('rtok'),
      environment_id: environment.id,
      grant_id: grant.id,
      token_hash: f.keys.newSecret(256),
      created_at: now,
      expires_at: later,
      used_at: null,
      ...change,
    })

    describe('a session', () => {
      it('is renewed by the next sign-in of its user', async () => {
        const { session } = await signedIn()
        const next = {
          ...session,
          token_hash: 'next',
          auth_time: 5,
          amr: ['otp'],
          acr: 'c2',
          upstream_sid: 's2',
          expires_at: 9,
        }
        await run(here.sessions.renew(next))
        expect(await here.sessions.get(session.id)).toEqual(next)
      })
      it('is found by its user, and ends with all others of that user', async () => {
        const [theirs, others] = [await signedIn(), await signedIn()]
        const second = f.sessionOf(theirs.user, connection)
        const third = f.signInOf(connection, theirs.application, { user_id: theirs.user.id, session_id: second.id })
        await run(here.sign_ins.insert(third), here.sessions.insert(second))
        const query = { limit: 10, order: 'asc' } as const
        const found = async (user: UserRecord) => (await here.sessions.ofUser(user.id, first, query)).records
        expect(await found(theirs.user)).toEqual([theirs.session, second])
        await run(here.sessions.endOfUser(theirs.user.id, firstIdOf('signin', idTime(third.id) + 1), now, 'test'))
        expect((await found(theirs.user)).map(({ ended_because }) => ended_because)).toEqual([null, null])
        await run(here.sessions.endOfUser(theirs.user.id, first, now, 'test'))
        expect((await found(theirs.user)).map(({ ended_because }) => ended_because)).toEqual(['test', 'test'])
        expect(await found(others.user)).toEqual([others.session])
        await run(elsewhere.sessions.endOfUser(others.user.id, first, now, 'test'))
        expect(await found(others.user)).toEqual([others.session])
      })
      it('is listed by its connection and by its organization, open or ended', async () => {
        const acme = f.organizationOf(environment.id, { name: 'Listed' })
        const [one, two, user] = [f.connectionOf(acme), f.connectionOf(acme), f.userOf(acme)]
        const application = f.applicationOf(environment.id)
        const [kept, ended, other] = [f.sessionOf(user, one), f.sessionOf(user, one), f.sessionOf(user, two)]
        await run(here.organizations.insert(acme), here.connections.insert(one), here.connections.insert(two))
        await run(here.users.insert(user), ...[kept, ended, other].map((record) => here.sessions.insert(record)))
        const signIns = [kept, ended, other].map(({ id, connection_id }) =>
          f.signInOf(connection_id === one.id ? one : two, application, { user_id: user.id, session_id: id }),
        )
        await run(...signIns.map((record) => here.sign_ins.insert(record)))
        await run(here.sessions.end(ended.id, now, 'test'))
        const page = { limit: 10, order: 'asc' } as const
        const idsOf = async (list: Promise<{ records: readonly SessionRecord[] }>) =>
          (await list).records.map(({ id }) => id)
        const { ofConnection, ofOrganization, endOfConnection } = here.sessions
        expect(await idsOf(ofConnection(one.id, first, page))).toEqual([kept.id, ended.id])
        expect(await idsOf(ofConnection(one.id, first, { ...page, state: 'open' }))).toEqual([kept.id])
        expect(await idsOf(ofOrganization(acme.id, first, page))).toEqual([kept.id, ended.id, other.id])
        expect(await idsOf(ofOrganization(acme.id, first, { ...page, state: 'ended' }))).toEqual([ended.id])
        expect(await idsOf(elsewhere.sessions.ofOrganization(acme.id, first, page))).toEqual([])
        await run(endOfConnection(one.id, first, now, 'off'))
        expect(await idsOf(ofOrganization(acme.id, first, { ...page, state: 'open' }))).toEqual([other.id])
      })
      it('is not renewed after it ended, or for another user', async () => {
        const { session } = await signedIn()
        const foreign = { ...session, user_id: f.keys.newId('user') }
        await expect(run(here.sessions.renew(foreign))).rejects.toEqual(refused('sessions.renew'))
        await run(here.sessions.end(session.id, now, 'test'))
        await expect(run(here.sessions.renew(session))).rejects.toEqual(refused('sessions.renew'))
      })
    })

    describe('a refresh token', () => {
      it('is issued only for a grant that outlives its session', async () => {
        for (const offline of [true, false]) {
          const { grant } = await signedIn({ offline })
          const token = refreshTokenOf(grant)
          await run(here.refresh_tokens.issue(token))
          expect(await here.refresh_tokens.get(token.id)).toEqual(offline ? token : undefined)
          expect(await elsewhere.refresh_tokens.get(token.id)).toBeUndefined()
        }
      })

      interface Case {
        readonly token?: Partial<RefreshTokenRecord>
        readonly grant?: Partial<GrantRecord>
        readonly rotation?: { token_hash?: string; application_id?: ApplicationRecord['id']; now?: number }
        readonly before?: (at: Awaited<ReturnType<typeof signedIn>>) => Write[]
      }
      async function rotation({ token: change, grant, rotation: otherwise, before }: Case = {}) {
        const scene = await signedIn(grant)
        const token = refreshTokenOf(scene.grant)
        await run(here.refresh_tokens.issue({ ...token, ...change }))
        if (before) await run(...before(scene))
        const next = refreshTokenOf(scene.grant)
        const { id, token_hash } = token
        const presented = { id, token_hash, application_id: scene.application.id, now, ...otherwise }
        const unit = here.refresh_tokens.rotate(presented, next)
        return { ...scene, token, next, use: async () => unit.read(await units.run(unit.writes)) }
      }

      it('is used once, and the next one replaces it', async () => {
        const { token, next, grant, user, use } = await rotation()
        expect(await use()).toMatchObject({ grant_id: grant.id, user_id: user.id, scopes: grant.scopes })
        expect((await here.refresh_tokens.get(token.id))?.used_at).toBe(now)
        expect(await here.refresh_tokens.get(next.id)).toEqual(next)
        await expect(use()).rejects.toEqual(refused('refresh_tokens.use'))
      })
      it('works after its session has ended', async () => {
        const { use } = await rotation({ before: ({ session }) => [here.sessions.end(session.id, now, 'test')] })
        await expect(use()).resolves.toBeDefined()
      })

      const wrong: [string, Case, string][] = [
        ['with another secret', { rotation: { token_hash: 'other' } }, 'refresh_tokens.use'],
        ['by another application', { rotation: { application_id: f.keys.newId('app') } }, 'refresh_tokens.use'],
        ['after it expired', { token: { expires_at: now } }, 'refresh_tokens.use'],
        ['after it was used', { token: { used_at: 1 } }, 'refresh_tokens.use'],
        [
          'when its grant was revoked',
          { before: ({ grant }) => [here.grants.revoke(grant.id, now, 'test')] },
          'refresh_tokens.readGrant',
        ],
        ['when its grant has expired', { grant: { expires_at: now } }, 'refresh_tokens.readGrant'],
        [
          'when its user was suspended',
          { before: ({ user }) => [here.users.update({ ...user, state: 'suspended', version: 2 }, 1)] },
          'refresh_tokens.readGrant',
        ],
        [
          'when all grants of its user were revoked',
          { before: ({ user }) => [here.grants.revokeOfUser(user.id, first, now, 'test')] },
          'refresh_tokens.readGrant',
        ],
        [
          'when its application was deactivated',
          {
            before: ({ application }) => [
              here.applications.update({ ...application, state: 'inactive', version: 2 }, 1),
            ],
          },
          'refresh_tokens.readGrant',
        ],
      ]
      it.each(wrong)('is refused %s', async (_, change, write) => {
        const { token, next, use } = await rotation(change)
        await expect(use()).rejects.toEqual(refused(write))
        expect((await here.refresh_tokens.get(token.id))?.used_at).toBe(change.token?.used_at ?? null)
        expect(await here.refresh_tokens.get(next.id)).toBeUndefined()
      })
      it('has no live grant when its connection is not active', async () => {
        const off = f.connectionOf(organization)
        const user = f.userOf(organization)
        const application = f.applicationOf(environment.id)
        const session = f.sessionOf(user, off)
        const grant = f.grantOf(session, application, { offline: true, expires_at: later })
        await run(
          here.connections.insert(off),
          here.users.insert(user),
          here.applications.insert(application),
          here.sessions.insert(session),
          here.grants.insert(grant),
        )
        expect(await here.grants.live(grant.id, now)).toBeDefined()
        await run(here.connections.update({ ...off, state: 'inactive', version: 2 }, 1))
        expect(await here.grants.live(grant.id, now)).toBeUndefined()
      })
      it('is used once when fifty try at the same moment', async () => {
        const { application, grant, token, use } = await rotation()
        const rivals = Array.from({ length: 49 }, () => {
          const { id, token_hash } = token
          const presented = { id, token_hash, application_id: application.id, now }
          return units.run(here.refresh_tokens.rotate(presented, refreshTokenOf(grant)).writes)
        })
        const answers = await Promise.allSettled([use(), ...rivals])
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      })
    })

    it('a pushed request is used once when fifty try at the same moment', async () => {
      const request: PushedRequestRecord = {
        id: f.keys.newId('par'),
        environment_id: environment.id,
        application_id: f.keys.newId('app'),
        handle_hash: 'h',
        parameters_sealed: 's',
        created_at: now,
        expires_at: later,
      }
      await run(here.pushed_requests.insert(request))
      expect(await here.pushed_requests.get(request.id)).toEqual(request)
      expect(await elsewhere.pushed_requests.get(request.id)).toBeUndefined()
      await expect(run(elsewhere.pushed_requests.consume(request.id))).rejects.toEqual(
        refused('pushed_requests.consume'),
      )
      const attempts = Array.from({ length: 50 }, () => run(here.pushed_requests.consume(request.id)))
      const answers = await Promise.allSettled(attempts)
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('an assertion is accepted once when fifty try at the same moment', async () => {
      const attempts = Array.from({ length: 50 }, () => run(here.assertions.useOnce('assertion', later)))
      const answers = await Promise.allSettled(attempts)
      const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
      expect(reasons).toEqual(Array.from({ length: 49 }, () => refused('assertions.useOnce', 'unique')))
    })

    describe('signing keys', () => {
      const keyOf = (alg: 'RS256' | 'ES256', state: SigningKeyRecord['state']): SigningKeyRecord => ({
        id: f.keys.newId('skey'),
        environment_id: environment.id,
        alg,
        state,
        public_jwk: { kty: 'EC' },
        private_sealed: 's',
        created_at: now,
        changed_at: now,
      })
      it('have one current and one next key for each algorithm', async () => {
        const [current, next, rival] = [keyOf('ES256', 'current'), keyOf('ES256', 'next'), keyOf('ES256', 'next')]
        const store = here.signing_keys
        await run(store.insert(current), store.insert(keyOf('RS256', 'current')), store.insert(next))
        await expect(run(store.insert(rival))).rejects.toEqual(refused('signing_keys.insert', 'unique'))
        const rotate = () => run(store.setState(current, 'previous', now + 1), store.setState(next, 'current', now + 1))
        const answers = await Promise.allSettled([rotate(), rotate()])
        expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
        const states = (await store.all()).filter(({ alg }) => alg === 'ES256').map(({ id, state }) => [id, state])
        expect(states).toEqual([
          [current.id, 'previous'],
          [next.id, 'current'],
        ])
        expect(await elsewhere.signing_keys.all()).toEqual([])
      })
    })

    describe('rechecks', () => {
      const kept = (id: SessionRecord['id'], change: Partial<RecheckRecord> = {}): RecheckRecord => ({
        id,
        environment_id: environment.id,
        connection_id: connection.id,
        token_sealed: 's1.k.a',
        checked_at: now,
        lease_until: null,
        sign_in_needed_because: null,
        expires_at: later,
        ...change,
      })
      it('are asked by one at a time, until the answer or the end of the lease', async () => {
        const record = kept(f.keys.newId('sess'))
        const { rechecks } = here
        await run(rechecks.put(record))
        expect(await rechecks.get(record.id)).toEqual(record)
        await run(rechecks.begin(record, now + 5, now + 10))
        await expect(run(rechecks.begin(record, now + 9, now + 20))).rejects.toEqual(refused('rechecks.begin'))
        await run(rechecks.begin(record, now + 10, now + 20))
        await run(rechecks.pass(record, 's1.k.b', now + 12))
        expect(await rechecks.get(record.id)).toEqual({ ...record, token_sealed: 's1.k.b', checked_at: now + 12 })
      })
      it('keep no answer that is older than a sign-in', async () => {
        const record = kept(f.keys.newId('sess'))
        const { rechecks } = here
        await run(rechecks.put(record))
        await run(rechecks.needSignIn(record, 'refused'))
        expect(await rechecks.get(record.id)).toMatchObject({ token_sealed: null, sign_in_needed_because: 'refused' })
        await expect(run(rechecks.begin(record, now, now + 1))).rejects.toEqual(refused('rechecks.begin'))
        const again = { ...record, token_sealed: 's1.k.c', checked_at: now + 1 }
        await run(rechecks.put(again))
        expect(await rechecks.get(record.id)).toEqual(again)
        await expect(run(rechecks.pass(record, 's1.k.d', now + 2))).rejects.toEqual(refused('rechecks.pass'))
        await expect(run(rechecks.needSignIn(record, 'x'))).rejects.toEqual(refused('rechecks.needSignIn'))
      })
      it('revoke the grants of their own session alone', async () => {
        const [mine, other] = [await signedIn(), await signedIn()]
        const { user, session, grant } = mine
        const because = 'recheck_refused'
        await run(here.grants.revokeOfSession(user.id, session.id, first, now, because))
        expect(await here.grants.get(grant.id)).toMatchObject({ revoked_because: because })
        await run(here.grants.revokeOfSession(other.user.id, session.id, first, now, because))
        expect(await here.grants.get(other.grant.id)).toMatchObject({ revoked_because: null })
      })
    })

    it('sign-ins whose session or grant ended at one moment are found by user and by connection', async () => {
      const [bySession, byGrant, another] = [await signedIn(), await signedIn(), await signedIn()]
      const at = now + 7
      await run(here.sessions.end(bySession.session.id, at, 'test'), here.grants.revoke(byGrant.grant.id, at, 'test'))
      await run(here.sessions.end(another.session.id, at + 1, 'test'))
      const found = async (of: Ended, time = at) =>
        (await here.sign_ins.ended(of, time, first, 100)).map(({ application_id }) => application_id)
      expect(await found({ user_id: bySession.user.id })).toEqual([bySession.application.id])
      expect(await found({ user_id: byGrant.user.id })).toEqual([byGrant.application.id])
      expect(await found({ user_id: another.user.id })).toEqual([])
      expect(await found({ connection_id: connection.id })).toEqual([bySession.application.id, byGrant.application.id])
      const [{ id } = { id: first }] = await here.sign_ins.ended({ connection_id: connection.id }, at, first, 1)
      const next = await here.sign_ins.ended({ connection_id: connection.id }, at, id, 1)
      expect(next).toMatchObject([{ user_id: byGrant.user.id, session_id: byGrant.session.id }])
    })

    it('offline grants are revoked with all of their connection, and with all of their user', async () => {
      const [byConnection, byUser, another] = [await signedIn(), await signedIn(), await signedIn()]
      const at = f.connectionOf(organization)
      const moved = f.signInOf(at, byConnection.application, { grant_id: byConnection.grant.id })
      const withoutSignIn = f.grantOf(byUser.session, byUser.application, { offline: true })
      await run(here.connections.insert(at), here.sign_ins.insert(moved), here.grants.insert(withoutSignIn))
      await run(here.grants.revokeOfConnection(at.id, first, now, 'test'))
      await run(here.grants.revokeOfUser(byUser.user.id, first, now, 'test'))
      const because = async ({ id }: GrantRecord) => (await here.grants.get(id))?.revoked_because
      const all = [byConnection.grant, byUser.grant, withoutSignIn, another.grant]
      expect(await Promise.all(all.map(because))).toEqual(['test', 'test', 'test', null])
    })

    it('expired rows are swept', async () => {
      const { grant } = await signedIn()
      const token = refreshTokenOf(grant)
      await run(here.refresh_tokens.issue(token))
      const sweep = (at: number, created = idTime(token.id) + 1) =>
        run(
          ...stores.sweep.deleteExpired.map((expired) => expired(at, 100)),
          stores.sweep.deleteOlderGrants(at, firstIdOf('grant', created), 100),
          stores.sweep.deleteOlderRefreshTokens(at, firstIdOf('rtok', created), 100),
        )
      const left = async () => [await here.grants.get(grant.id), await here.refresh_tokens.get(token.id)]
      await sweep(later - 1)
      await sweep(later, idTime(grant.id)) // nothing is so old
      expect(await left()).toEqual([grant, token])
      await sweep(later)
      expect(await left()).toEqual([undefined, undefined])
      await run(here.assertions.useOnce('assertion', later + 1)) // swept, so it is accepted again
    })
  })
}
