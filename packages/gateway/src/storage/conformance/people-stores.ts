/** One suite for every engine of people: users and their identities. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import type { Write } from '../../domain/stores/unit.ts'
import type { IdentityRecord, MatchedName, UserRecord } from '../../domain/stores/users.ts'
import type { Engine } from '../engine/engine.ts'
import * as f from './fixtures.ts'
import { now, type Opened, openEnvironment, refused } from './opened.ts'

export function storagePeople(name: string, open: () => Promise<Engine>): void {
  describe(`storage for people on ${name}:`, () => {
    let engine: Engine
    let here: EnvironmentStores
    let organization: OrganizationRecord
    let run: Opened['run']
    /** A user with names of their own. */
    let count = 0
    const person = (change: Partial<UserRecord> = {}): UserRecord => {
      count += 1
      const names = { email_key: `p${count}@acme.example`, preferred_username_key: `p${count}` }
      return f.userOf(organization, { ...names, preferred_username: `P${count}`, ...change })
    }

    beforeAll(async () => {
      ;({ engine, here, organization, run } = await openEnvironment(open))
    })
    afterAll(() => engine.close())

    describe('an identity', () => {
      it('belongs to one user of an organization', async () => {
        const [one, other] = [person(), person()]
        const identity = f.identityOf(one)
        await run(here.users.insert(one), here.users.insert(other), here.users.insertIdentity(identity))
        expect(await here.users.byIdentity(organization.id, identity.authority, identity.subject)).toEqual(one)
        const again = f.identityOf(other, { subject: identity.subject })
        await expect(run(here.users.insertIdentity(again))).rejects.toEqual(refused('identities.insert', 'unique'))
      })
      it('is linked only to a user without an identity', async () => {
        const known = person({ email_key: 'link@acme.example' })
        const byEmail: MatchedName = { field: 'email', key: 'link@acme.example', value: null }
        await run(here.users.insert(known))
        expect(await here.users.unlinked(organization.id, byEmail)).toEqual([known])
        await run(here.users.linkIdentity(f.identityOf(known, { subject: 'first' })))
        expect(await here.users.unlinked(organization.id, byEmail)).toEqual([])
        expect(await here.users.named(organization.id, byEmail)).toEqual([known])
        await expect(run(here.users.linkIdentity(f.identityOf(known, { subject: 'second' })))).rejects.toEqual(
          refused('identities.link'),
        )
      })
      it('moves to another user of the organization, from the user who has it', async () => {
        const [one, other] = [person(), person()]
        const stranger = f.organizationOf(organization.environment_id)
        const outside = f.userOf(stranger)
        const identity = f.identityOf(one)
        await run(here.organizations.insert(stranger), ...[one, other, outside].map(here.users.insert))
        await run(here.users.insertIdentity(identity))
        await expect(run(...here.users.moveIdentity(identity, outside.id))).rejects.toEqual(refused('identities.move'))
        await run(...here.users.moveIdentity({ ...identity, linked_because: 'moved' }, other.id))
        expect(await here.users.identity(identity.id)).toEqual({
          ...identity,
          ...{ user_id: other.id, linked_because: 'moved' },
        })
        await expect(run(...here.users.unlinkIdentity(identity))).rejects.toEqual(refused('identities.delete'))
        await run(...here.users.unlinkIdentity({ ...identity, user_id: other.id }))
        expect(await here.users.identity(identity.id)).toBeUndefined()
      })
      it('is remembered when its user is deleted, until it is let in again', async () => {
        const gone = person()
        const deleted = f.deletedIdentityOf(organization, { identity_hash: 'hash of gone' })
        await run(here.users.insert(gone), here.users.insertIdentity(f.identityOf(gone)))
        expect(await here.users.isDeleted(deleted)).toBe(false)
        await expect(run(...here.users.delete({ ...gone, version: 7 }, [deleted]))).rejects.toEqual(
          refused('users.delete'),
        )
        await run(...here.users.delete(gone, [deleted]))
        expect(await here.users.get(gone.id)).toBeUndefined()
        expect((await here.users.identities(gone.id, { limit: 10, order: 'asc' })).records).toEqual([])
        expect(await here.users.isDeleted(deleted)).toBe(true)
        await run(here.users.forgetDeleted(deleted))
        expect(await here.users.isDeleted(deleted)).toBe(false)
      })
    })

    it('a sign-in that changes nothing writes only its time', async () => {
      const known = person()
      await run(here.users.insert(known))
      const [last_sign_in_at, updated_at] = [now, now + 1]
      await run(here.users.signInUnchanged({ ...known, name: 'Another', last_sign_in_at, updated_at }))
      expect(await here.users.get(known.id)).toEqual({ ...known, last_sign_in_at, updated_at, version: 2 })
    })

    it('a suspended user does not sign in', async () => {
      const suspended = person({ state: 'suspended' })
      await run(here.users.insert(suspended))
      await expect(run(here.users.signIn(suspended))).rejects.toEqual(refused('users.signIn'))
      await expect(run(here.users.signInUnchanged(suspended))).rejects.toEqual(refused('users.signInUnchanged'))
    })

    const taken_away: readonly (readonly [
      string,
      (identity: IdentityRecord, other: UserRecord) => readonly Write[],
    ])[] = [
      ['taken from the user', (identity) => here.users.unlinkIdentity(identity)],
      ['given to another user', (identity, other) => here.users.moveIdentity(identity, other.id)],
    ]
    it.each(taken_away)('a sign-in that read the user before its identity was %s is refused', async (_, take) => {
      const [read, other] = [person(), person()]
      const identity = f.identityOf(read)
      await run(here.users.insert(read), here.users.insert(other), here.users.insertIdentity(identity))
      await run(...take(identity, other))
      await expect(run(here.users.signIn(read))).rejects.toEqual(refused('users.signIn'))
      await expect(run(here.users.signInUnchanged(read))).rejects.toEqual(refused('users.signInUnchanged'))
      await run(here.users.signInUnchanged({ ...read, identities_version: 1 }))
    })

    describe('a user name', () => {
      const looked: readonly (readonly [string, MatchedName, boolean])[] = [
        ['letter by letter', { field: 'preferred_username', key: 'grace.h', value: 'Grace.H' }, true],
        ['in other letters', { field: 'preferred_username', key: 'grace.h', value: 'grace.h' }, false],
        [
          'in other letters, where case does not count',
          { field: 'preferred_username', key: 'grace.h', value: null },
          true,
        ],
        ['as an external id', { field: 'external_id', key: 'grace.h', value: null }, false],
        ['of somebody else', { field: 'preferred_username', key: 'grace.m', value: null }, false],
      ]
      beforeAll(() =>
        run(here.users.insert(person({ preferred_username: 'Grace.H', preferred_username_key: 'grace.h' }))),
      )
      it.each(looked)('%s', async (_, wanted, isFound) => {
        expect(await here.users.unlinked(organization.id, wanted)).toHaveLength(isFound ? 1 : 0)
        expect(await here.users.named(organization.id, wanted)).toHaveLength(isFound ? 1 : 0)
      })
      const taken: readonly (readonly [string, Partial<UserRecord>, 'exact' | 'insensitive', boolean])[] = [
        ['of nobody', {}, 'exact', true],
        [
          'without any name',
          { email_key: null, preferred_username: null, preferred_username_key: null },
          'exact',
          true,
        ],
        ['that is taken', { preferred_username: 'Grace.H', preferred_username_key: 'grace.h' }, 'exact', false],
        [
          'in other letters than one that is taken',
          { preferred_username: 'grace.h', preferred_username_key: 'grace.h' },
          'insensitive',
          false,
        ],
        [
          'in other letters, which count',
          { preferred_username: 'GRACE.H', preferred_username_key: 'grace.h' },
          'exact',
          true,
        ],
      ]
      it.each(taken)('of a new known user, %s', async (_, change, match_case, isAdded) => {
        const adding = run(here.users.insertKnown(person(change), match_case))
        if (isAdded) await adding
        else await expect(adding).rejects.toEqual(refused(`users.insertKnown_${match_case}`))
      })
    })

    describe('a search', () => {
      let elsewhere: OrganizationRecord
      const ids: Record<string, string> = {}
      beforeAll(async () => {
        elsewhere = f.organizationOf(organization.environment_id)
        const of = (name: string, keys: Partial<UserRecord>): UserRecord => {
          const none = { email_key: null, preferred_username_key: null, name_key: null }
          const user = f.userOf(elsewhere, { ...none, ...keys })
          ids[user.id] = name
          return user
        }
        await run(here.organizations.insert(elsewhere))
        await run(
          ...[
            of('ada', { email_key: 'ada@acme.example', preferred_username_key: 'lovelace', name_key: 'ada lovelace' }),
            of('adam', { name_key: 'adam' }),
            of('ä', { name_key: 'ärzte' }),
            of('percent', { preferred_username_key: '100%_sure' }),
            of('emoji', { name_key: 'ad\u{1f600}' }),
          ].map(here.users.insert),
        )
      })
      const search = async (beginning: string, limit = 10, more = {}) => {
        const query = { organization_id: elsewhere.id, search: beginning, limit, order: 'asc', ...more } as const
        const { records, more_after } = await here.users.list(query)
        return [records.map(({ id }) => ids[id]), more_after]
      }
      const found: readonly (readonly [string, readonly string[]])[] = [
        ['ada', ['ada', 'adam']],
        ['ad', ['ada', 'adam', 'emoji']],
        ['ada ', ['ada']],
        ['lovelace', ['ada']],
        ['ä', ['ä']],
        ['100%', ['percent']],
        ['%', []],
        ['dam', []],
        ['adb', []],
        ['ADA', []],
      ]
      it.each(found)('for %j finds those whose names begin with it', async (beginning, names) =>
        expect(await search(beginning)).toEqual([names, false]),
      )
      it('has pages, and other conditions', async () => {
        const [first] = (await here.users.list({ organization_id: elsewhere.id, limit: 1, order: 'asc' })).records
        expect(await search('ad', 1)).toEqual([['ada'], true])
        expect(await search('ad', 1, { after: first?.id })).toEqual([['adam'], true])
        expect(await search('ad', 10, { state: 'suspended' })).toEqual([[], false])
        expect(await search('ad', 10, { preferred_username_key: 'lovelace' })).toEqual([['ada'], false])
        expect(await search('lovelace', 10, { organization_id: organization.id })).toEqual([[], false])
      })
    })

    describe('a known user', () => {
      const change = { email: 'new@acme.example', email_key: 'new@acme.example', name: 'New', metadata: { seat: '12' } }
      it('gets other names and fields before the first sign-in', async () => {
        const known = person()
        const next = { ...known, ...change, version: 2 }
        await run(here.users.insert(known))
        await run(here.users.updateKnown(next, 1, 'insensitive'))
        expect(await here.users.get(known.id)).toEqual(next)
      })
      const kept: readonly (readonly [string, Partial<UserRecord>, 'exact' | 'insensitive', number])[] = [
        ['in another version', {}, 'insensitive', 7],
        ['with the email of another', { email_key: 'kept@acme.example' }, 'exact', 1],
        ['with the user name of another', { preferred_username: 'Kept', preferred_username_key: 'kept' }, 'exact', 1],
        ['with one in other letters', { preferred_username_key: 'kept' }, 'insensitive', 1],
        ['with an external id in other letters', { external_id: 'k', external_id_key: 'k' }, 'insensitive', 1],
      ]
      beforeAll(() =>
        run(
          here.users.insert(
            person({
              ...{ email_key: 'kept@acme.example', preferred_username: 'Kept', preferred_username_key: 'kept' },
              ...{ external_id: 'K', external_id_key: 'k' },
            }),
          ),
        ),
      )
      it.each(kept)('%s stays as it is', async (_, names, match_case, version) => {
        const known = person({ email_key: null })
        await run(here.users.insert(known))
        await expect(run(here.users.updateKnown({ ...known, ...names }, version, match_case))).rejects.toEqual(
          refused(`users.updateKnown_${match_case}`),
        )
        expect(await here.users.get(known.id)).toEqual(known)
      })
      it('gets the vendor’s fields also after a sign-in, and keeps the rest', async () => {
        const known = person({ email_key: null })
        await run(here.users.insert(known), here.users.insertIdentity(f.identityOf(known)))
        const next = { external_id: 'k2', external_id_key: 'k2', metadata: { seat: '7' }, version: 2 }
        await run(here.users.updateVendorFields({ ...known, ...next, name: 'New' }, 1, 'insensitive'))
        expect(await here.users.get(known.id)).toEqual({ ...known, ...next })
        const taken = { ...known, external_id: 'k', external_id_key: 'k', version: 3 }
        await expect(run(here.users.updateVendorFields(taken, 2, 'insensitive'))).rejects.toEqual(
          refused('users.updateVendorFields_insensitive'),
        )
        await run(here.users.updateVendorFields(taken, 2, 'exact'))
      })
      it('who has signed in stays as it is', async () => {
        const known = person()
        await run(here.users.insert(known), here.users.insertIdentity(f.identityOf(known)))
        await expect(run(here.users.updateKnown({ ...known, name: 'New' }, 1, 'exact'))).rejects.toEqual(
          refused('users.updateKnown_exact'),
        )
      })
    })
  })
}
