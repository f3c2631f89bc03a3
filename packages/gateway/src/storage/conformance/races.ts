/**
 * One suite of races for every engine: 50 units try at the same moment what may happen only once. They share the
 * connections that the engine has.
 */
import { firstIdOf } from '@gatehouse-sso/core/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { CredentialRecord } from '../../domain/stores/credentials.ts'
import type { DomainRecord } from '../../domain/stores/domains.ts'
import type { EnvironmentRecord } from '../../domain/stores/environments.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { SessionRecord } from '../../domain/stores/sessions.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import type { UnitsOfWork, Write } from '../../domain/stores/unit.ts'
import type { IdentityRecord, UserRecord } from '../../domain/stores/users.ts'
import type { Engine } from '../engine/engine.ts'
import { unitsOfWork } from '../engine/unit-of-work.ts'
import { migrate } from '../schema/migrate.ts'
import { openStores } from '../stores.ts'
import * as f from './fixtures.ts'

const now = 1_700_000_000_500
const attempts = Array.from({ length: 50 }, (_, index) => index)

export function storageRaces(name: string, open: () => Promise<Engine>): void {
  describe(`of 50 concurrent units on ${name},`, () => {
    let engine: Engine
    let stores: Stores
    let units: UnitsOfWork
    let here: EnvironmentStores
    let environment: EnvironmentRecord
    let organization: OrganizationRecord
    let connection: ConnectionRecord
    let application: ApplicationRecord

    const run = (...writes: Write[]) => units.run(writes)
    /** Counts the attempts that succeed. The others must all be refused. */
    async function succeed(act: (index: number) => Promise<unknown>): Promise<number> {
      const answers = await Promise.allSettled(attempts.map(act))
      const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
      expect(refusals.filter((error) => error?.name !== 'UnitRefused')).toEqual([])
      return attempts.length - refusals.length
    }

    beforeAll(async () => {
      engine = await open()
      await migrate(engine, () => now)
      stores = openStores(engine)
      units = unitsOfWork(engine, { onChanged: () => undefined, onLost: () => undefined })
      environment = f.environmentOf()
      await run(stores.installation.insert({ key_id: 'k', key_check_sealed: 's', created_at: now }))
      await run(stores.environments.insert(environment))
      here = stores.in(environment.id)
      organization = f.organizationOf(environment.id)
      connection = f.connectionOf(organization)
      application = f.applicationOf(environment.id)
      await run(
        here.organizations.insert(organization),
        here.connections.insert(connection),
        here.applications.insert(application),
      )
    })
    afterAll(() => engine.close())

    it('one redeems a code', async () => {
      const user = f.userOf(organization)
      const session = f.sessionOf(user, connection)
      const grant = f.grantOf(session, application)
      await run(here.users.insert(user), here.sessions.insert(session), here.grants.insert(grant))
      const { writes } = here.grants.redeem({
        id: grant.id,
        code_hash: grant.code_hash,
        application_id: application.id,
        redirect_uri: grant.redirect_uri,
        code_challenge: grant.code_challenge,
        now,
        access_token: f.accessToken,
      })
      expect(await succeed(() => units.run(writes))).toBe(1)
    })

    it('one finishes a sign-in, with its session', async () => {
      const user = f.userOf(organization)
      const sign_in = f.signInOf(connection, application)
      await run(here.users.insert(user), here.sign_ins.insert(sign_in))
      const finish = () =>
        run(
          here.sign_ins.succeed(sign_in.id, f.successOf(user)),
          here.users.signIn(user),
          here.sessions.insert(f.sessionOf(user, connection)),
        )
      expect(await succeed(finish)).toBe(1)
    })

    it('one creates the user of an identity', async () => {
      const subject = 'first sign-in'
      const create = () => {
        const user = f.userOf(organization)
        return run(here.users.insert(user), here.users.insertIdentity(f.identityOf(user, { subject })))
      }
      expect(await succeed(create)).toBe(1)
    })

    it('one links its identity to a known user', async () => {
      const known = f.userOf(organization)
      await run(here.users.insert(known))
      const link = (index: number) => run(here.users.linkIdentity(f.identityOf(known, { subject: `rival ${index}` })))
      expect(await succeed(link)).toBe(1)
      expect((await here.users.identities(known.id, { limit: 10, order: 'asc' })).records).toHaveLength(1)
    })

    it('one creates the known user of an email', async () => {
      const email = { email_key: 'race@acme.example', preferred_username: null, preferred_username_key: null }
      expect(await succeed(() => run(here.users.insertKnown(f.userOf(organization, email), 'exact')))).toBe(1)
      const elsewhere = f.organizationOf(environment.id)
      await run(here.organizations.insert(elsewhere), here.users.insertKnown(f.userOf(elsewhere, email), 'exact'))
    })

    it('one adds the first credential as the active one', async () => {
      const directory = f.connectionOf(organization)
      await run(here.connections.insert(directory))
      expect(await succeed(() => run(here.credentials.insert(f.credentialOf(directory, { active: true }))))).toBe(1)
    })

    it('none activates a connection whose credential is deleted at the same time', async () => {
      const directories = attempts.map(() => f.connectionOf(organization, { state: 'draft' }))
      const credentials = directories.map((directory) => f.credentialOf(directory, { active: true }))
      await run(...directories.map(here.connections.insert), ...credentials.map(here.credentials.insert))
      const remove = ({ connection_id, id }: CredentialRecord) => run(here.credentials.delete(connection_id, id))
      const switchOn = (directory: ConnectionRecord) =>
        run(
          here.credentials.expectActive(directory.id),
          here.connections.update({ ...directory, state: 'active', version: 2 }, 1),
        )
      // The engine decides which comes first: activating the connection or deleting its credential.
      const both = (index: number) =>
        Promise.allSettled([
          remove(credentials[index] as CredentialRecord),
          switchOn(directories[index] as ConnectionRecord),
        ])
      const answers = (await Promise.all(attempts.map(both))).flat()
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(attempts.length)
    })

    it('one adds the second credential, and all activations leave one active', async () => {
      const directory = f.connectionOf(organization)
      await run(here.connections.insert(directory), here.credentials.insert(f.credentialOf(directory)))
      const add = () => run(here.credentials.insert(f.credentialOf(directory, { active: false })))
      expect(await succeed(add)).toBe(1)
      const two = await here.credentials.ofConnection(directory.id)
      expect(two).toHaveLength(2)
      const activate = (index: number) =>
        run(...here.credentials.activate(directory.id, two[index % 2]?.id as CredentialRecord['id']))
      expect(await succeed(activate)).toBe(50)
      const active = (await here.credentials.ofConnection(directory.id)).filter((credential) => credential.active)
      expect(active).toHaveLength(1)
    })

    it('two add a secret to an application', async () => {
      const client = f.applicationOf(environment.id)
      await run(here.applications.insert(client))
      const add = () => {
        const id = f.keys.newId('secret')
        const secret = { id, secret_hash: id, hint: 'h', last_used_at: null, created_at: now }
        const record = { ...secret, environment_id: environment.id, application_id: client.id }
        return run(here.applications.insertSecret(record, 2))
      }
      expect(await succeed(add)).toBe(2)
    })

    it('one updates a record that all read at the same version', async () => {
      const next = { ...organization, version: 2 }
      expect(await succeed((index) => run(here.organizations.update({ ...next, name: `n${index}` }, 1)))).toBe(1)
    })

    it('one verifies a domain', async () => {
      const claims = attempts.map(() => {
        const owner = f.organizationOf(environment.id)
        const claim = { domain: 'race.example', state: 'pending', verified_at: null } as const
        return { owner, domain: f.domainOf(owner, claim) }
      })
      await run(
        ...claims.flatMap(({ owner, domain }) => [here.organizations.insert(owner), here.domains.insert(domain)]),
      )
      expect(await succeed((index) => run(here.domains.verify(claims[index]?.domain as DomainRecord)))).toBe(1)
    })

    it('none keeps a session through a connection that is deactivated at the same time', async () => {
      const directory = f.connectionOf(organization)
      const users = attempts.map(() => f.userOf(organization))
      await run(here.connections.insert(directory), ...users.map((user) => here.users.insert(user)))
      const opened = users.map((user) => f.sessionOf(user, directory))
      const application = f.applicationOf(environment.id)
      const off = () =>
        run(
          here.connections.update({ ...directory, state: 'inactive', version: 2 }, 1),
          here.sessions.endOfConnection(directory.id, firstIdOf('signin', 0), now, 'connection_deactivated'),
        )
      const open = (session: SessionRecord) => {
        const sign_in = f.signInOf(directory, application, { user_id: session.user_id, session_id: session.id })
        return run(here.sign_ins.insert(sign_in), here.sessions.insert(session))
      }
      await succeed((index) => (index === 25 ? off() : open(opened[index] as SessionRecord)))
      const left = await Promise.all(opened.map(({ id }) => here.sessions.get(id)))
      expect(left.filter((session) => session !== undefined && session.ended_at === null)).toEqual([])
    })

    it('none keeps a session of a user whose identity is taken away at the same time', async () => {
      const people = attempts.map(() => f.userOf(organization))
      const identities = people.map((user) => f.identityOf(user, { subject: user.id }))
      await run(...people.map(here.users.insert), ...identities.map(here.users.insertIdentity))
      const opened = people.map((user) => f.sessionOf(user, connection))
      const enter = (user: UserRecord, session: SessionRecord) => {
        const sign_in = f.signInOf(connection, application, { user_id: user.id, session_id: session.id })
        return run(here.sign_ins.insert(sign_in), here.users.signInUnchanged(user), here.sessions.insert(session))
      }
      const takeAway = (identity: IdentityRecord) =>
        run(
          ...here.users.unlinkIdentity(identity),
          here.sessions.endOfUser(identity.user_id, firstIdOf('signin', 0), now, 'identity_unlinked'),
        )
      const entering = attempts.map((index) => () => enter(people[index] as UserRecord, opened[index] as SessionRecord))
      const taking = identities.map((identity) => () => takeAway(identity))
      // Every second pair begins with the sign-in.
      const pairs = attempts.flatMap((index) => {
        const pair = [entering[index], taking[index]] as (() => Promise<unknown>)[]
        return index % 2 === 0 ? pair : pair.toReversed()
      })
      await Promise.allSettled(pairs.map((act) => act()))
      const left = await Promise.all(opened.map(({ id }) => here.sessions.get(id)))
      expect(left.filter((session) => session !== undefined && session.ended_at === null)).toEqual([])
      const taken = await Promise.all(identities.map(({ id }) => here.users.identity(id)))
      expect(taken.filter((identity) => identity !== undefined)).toEqual([])
    })

    it('none loses its suspension to an identity that is taken away at the same time', async () => {
      const people = attempts.map(() => f.userOf(organization))
      const identities = people.map((user) => f.identityOf(user, { subject: `suspended ${user.id}` }))
      await run(...people.map(here.users.insert), ...identities.map(here.users.insertIdentity))
      const acts = attempts.flatMap((index) => {
        const [user, identity] = [people[index] as UserRecord, identities[index] as IdentityRecord]
        return [
          () => run(here.users.update({ ...user, state: 'suspended', version: user.version + 1 }, user.version)),
          () => run(...here.users.unlinkIdentity(identity), here.users.forgetSignIns({ ...user, state: 'invited' })),
        ]
      })
      const done = await Promise.allSettled(acts.map((act) => act()))
      const states = await Promise.all(people.map(async ({ id }) => (await here.users.get(id))?.state))
      const suspended = attempts.filter((index) => done[index * 2]?.status === 'fulfilled')
      for (const index of suspended) expect(states[index]).toBe('suspended')
    })

    it('all change the configuration, and each gets its own version', async () => {
      const versions: number[] = []
      const counting = unitsOfWork(engine, {
        onChanged: (_, version) => void versions.push(version),
        onLost: () => undefined,
      })
      const create = () => counting.run([here.organizations.insert(f.organizationOf(environment.id))])
      expect(await succeed(create)).toBe(50)
      expect(new Set(versions).size).toBe(50)
      expect(Math.max(...versions)).toBe((await stores.installation.get())?.configuration_version)
    })
  })
}
