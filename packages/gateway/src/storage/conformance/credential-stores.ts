/** One suite for every engine of what connections authenticate with: credentials and the federation issuer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CredentialTrial } from '../../domain/stores/credentials.ts'
import type { FederationKeyRecord } from '../../domain/stores/federation.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores, Stores } from '../../domain/stores/stores.ts'
import type { UnitsOfWork } from '../../domain/stores/unit.ts'
import type { Engine } from '../engine/engine.ts'
import * as f from './fixtures.ts'
import { now, type Opened, openEnvironment, refused } from './opened.ts'

export function storageCredentials(name: string, open: () => Promise<Engine>): void {
  describe(`storage for credentials on ${name}:`, () => {
    let engine: Engine
    let stores: Stores
    let units: UnitsOfWork
    let run: Opened['run']
    let here: EnvironmentStores
    let organization: OrganizationRecord
    let changed: readonly string[] = []

    beforeAll(async () => {
      const onChanged = (keys: readonly string[]) => {
        changed = keys
      }
      ;({ engine, stores, units, here, organization, run } = await openEnvironment(open, onChanged))
    })
    afterAll(() => engine.close())

    describe('federation', () => {
      const key = (change: Partial<FederationKeyRecord> = {}): FederationKeyRecord => ({
        id: f.keys.newId('fkey'),
        state: 'current',
        public_jwk: { kty: 'RSA', n: 'n' },
        private_sealed: 's1.k.p',
        created_at: now,
        changed_at: now + 1,
        ...change,
      })
      it('stores the address that was expected before, and says so to the caches', async () => {
        const { federation } = stores
        expect(await federation.issuer()).toBe(null)
        await run(federation.setIssuer('https://a.example/federation', null))
        expect(changed).toEqual(['federation'])
        expect(await federation.issuer()).toBe('https://a.example/federation')
        await expect(run(federation.setIssuer('https://b.example/federation', null))).rejects.toEqual(
          refused('federation.setIssuer', 'expectation'),
        )
        await run(federation.setIssuer('https://b.example/federation', 'https://a.example/federation'))
        expect(await federation.issuer()).toBe('https://b.example/federation')
      })
      it('moves keys from the state that was read', async () => {
        const { federation } = stores
        const [first, second] = [key(), key({ state: 'next' })]
        await run(federation.insertKey(first), federation.insertKey(second))
        expect(await federation.keys()).toEqual([first, second])
        await run(
          federation.setKeyState(first, 'previous', now + 2),
          federation.setKeyState(second, 'current', now + 2),
        )
        await expect(run(federation.setKeyState(second, 'current', now + 3))).rejects.toEqual(
          refused('federation.setKeyState', 'expectation'),
        )
        await expect(run(federation.deleteKey(first))).rejects.toEqual(refused('federation.deleteKey', 'expectation'))
        const [old, current] = await federation.keys()
        expect([old?.state, current?.state]).toEqual(['previous', 'current'])
        if (old) await run(federation.deleteKey(old))
        expect(await federation.keys()).toHaveLength(1)
      })
      it('knows whether a connection uses it', async () => {
        const directory = f.connectionOf(organization)
        expect(await stores.federation.inUse()).toBe(false)
        await run(here.connections.insert(directory), here.credentials.insert(f.federatedOf(directory)))
        expect(await stores.federation.inUse()).toBe(true)
        expect(await here.credentials.ofConnection(directory.id)).toMatchObject([
          { type: 'federated', secret_sealed: null, federation: { issuer: 'https://a.example/federation' } },
        ])
      })
    })

    describe('connections by SAML', () => {
      const take = async (at: number, next_at: number, limit = 100) => {
        const { writes, read } = stores.saml_watch.takeDue(at, next_at, limit)
        return read(await units.run(writes))
      }
      it('are due for the watch while they are active, and no others', async () => {
        const saml = (['entra_saml', 'okta_saml', 'google_saml', 'saml'] as const).map((type) =>
          f.connectionOf(organization, { type, state: 'active' }),
        )
        const draft = f.connectionOf(organization, { type: 'saml', state: 'draft' })
        const oidc = f.connectionOf(organization, { type: 'oidc', state: 'active' })
        for (const each of [...saml, draft, oidc]) await run(here.connections.insert(each))
        expect((await take(now, now + 10)).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(saml)
        await run(here.connections.update({ ...draft, state: 'active' }, draft.version))
        expect((await take(now, now + 10)).map(({ id }) => id)).toEqual([draft.id])
      })
      it('are taken once by all processes, the longest due first', async () => {
        const [first, second] = [0, 1].map(() => f.connectionOf(organization, { type: 'saml', state: 'active' }))
        if (!first || !second) throw new TypeError('two connections')
        await run(here.connections.insert(first), here.connections.insert(second))
        await take(now + 10, now + 1_000) // with those of other tests
        await run(stores.saml_watch.postpone(second.id, now + 20), stores.saml_watch.postpone(first.id, now + 30))
        expect((await take(now + 20, now + 1_000)).map(({ id }) => id)).toEqual([second.id])
        await run(stores.saml_watch.postpone(second.id, now + 40))
        expect((await take(now + 40, now + 1_000, 1)).map(({ id }) => id)).toEqual([first.id])
        const both = await Promise.all([take(now + 40, now + 1_000), take(now + 40, now + 1_000)])
        expect(both.flat().map(({ id }) => id)).toEqual([second.id])
      })
    })

    describe('credentials', () => {
      it('are at most two, and one of them is active', async () => {
        const directory = f.connectionOf(organization)
        const [first, second, third] = [
          f.credentialOf(directory),
          f.credentialOf(directory, { active: false }),
          f.credentialOf(directory, { active: false }),
        ]
        await run(here.connections.insert(directory))
        await run(here.credentials.insert(first))
        await run(here.credentials.insert(second))
        expect(await here.credentials.ofConnection(directory.id)).toEqual([first, second])
        await expect(run(here.credentials.insert(third))).rejects.toEqual(refused('credentials.insert', 'expectation'))
        await run(...here.credentials.activate(directory.id, second.id))
        const active = (await here.credentials.ofConnection(directory.id)).map((record) => record.active)
        expect(active).toEqual([false, true])
        await expect(run(here.credentials.delete(directory.id, second.id))).rejects.toEqual(
          refused('credentials.delete', 'expectation'),
        )
        await run(here.credentials.delete(directory.id, first.id))
        expect(await here.credentials.ofConnection(directory.id)).toHaveLength(1)
      })
      it('fail and recover once each, and say so to the caches', async () => {
        const { credentials } = here
        const directory = f.connectionOf(organization)
        const { id } = directory
        const credential = f.credentialOf(directory)
        await run(here.connections.insert(directory), credentials.insert(credential))
        const trial = (result: 'accepted' | 'refused', at: number) => ({ result, at, error: null })
        const read = async () => (await credentials.ofConnection(id))[0]
        const twice = async (name: 'noteFailure' | 'noteRecovery', note: CredentialTrial) => {
          changed = []
          await run(credentials[name](id, credential.id, note))
          expect(changed).toEqual([`connection:${id}`])
          await expect(run(credentials[name](id, credential.id, note))).rejects.toEqual(
            refused(`credentials.${name}`, 'expectation'),
          )
        }
        await twice('noteFailure', trial('refused', now))
        expect(await read()).toMatchObject({ failed_at: now, proved_at: null, trial: { result: 'refused' } })
        await twice('noteRecovery', trial('accepted', now + 1))
        expect(await read()).toMatchObject({ failed_at: null, proved_at: now + 1, trial: { result: 'accepted' } })
        await run(credentials.noteTrial(id, credential.id, trial('accepted', now + 2)))
        await run(credentials.touch(credential.id, now + 3))
        expect(await read()).toMatchObject({ proved_at: now + 1, trial: { at: now + 2 }, last_used_at: now + 3 })
      })
      it('are due once for all processes, the longest waiting first', async () => {
        const { credential_watch: watch } = stores
        const directory = f.connectionOf(organization)
        const first = f.credentialOf(directory)
        const second = f.credentialOf(directory, { active: false })
        await run(here.connections.insert(directory), here.credentials.insert(first), here.credentials.insert(second))
        const take = async (at: number, limit = 100) => {
          const { writes, read } = watch.takeDue(at, at + 10, limit)
          return read(await units.run(writes)).map(({ id }) => id)
        }
        await take(now, 1_000)
        await run(watch.postpone(second.id, now + 5))
        expect(await take(now + 9)).toEqual([second.id])
        expect((await take(now + 10)).includes(first.id)).toBe(true)
        const taken = await Promise.all([take(now + 30, 1), take(now + 30, 1)])
        expect(new Set(taken.flat()).size).toBe(2)
        const { writes, read } = watch.takeDue(now + 100, now + 110, 1_000)
        expect(read(await units.run(writes)).find(({ id }) => id === first.id)).toEqual(first)
      })
      it('are warned about once for each number of days', async () => {
        const { credential_watch: watch } = stores
        const directory = f.connectionOf(organization, { state: 'active' })
        const not_after = 1_900_000_000_000
        const credential = f.credentialOf(directory, { not_after })
        await run(here.connections.insert(directory), here.credentials.insert(credential))
        const due = (days: number) => watch.expiring(not_after - days * 86_400_000, 10)
        expect(await due(61)).toEqual([])
        expect(await due(0)).toEqual([])
        const [first] = await due(60)
        expect(first).toEqual({ credential, warned_days: null })
        if (!first) throw new TypeError('nothing due')
        await run(watch.noteWarning(first, 60))
        await expect(run(watch.noteWarning(first, 60))).rejects.toEqual(
          refused('credentials.noteWarning', 'expectation'),
        )
        expect(await due(31)).toEqual([])
        const [second] = await due(6)
        expect(second).toMatchObject({ warned_days: 60 })
        if (second) await run(watch.noteWarning(second, 7))
        expect(await due(2)).toEqual([])
        expect(await due(1)).toHaveLength(1)
      })
      it('are proved by their first use', async () => {
        const { credentials } = here
        const directory = f.connectionOf(organization)
        const spare = f.credentialOf(directory, { active: false })
        await run(here.connections.insert(directory), credentials.insert(spare))
        await run(credentials.noteFirstProof(directory.id, spare.id, { result: 'accepted', at: now, error: null }))
        await run(credentials.noteTrial(directory.id, spare.id, { result: 'refused', at: now + 1, error: null }))
        expect(await credentials.ofConnection(directory.id)).toMatchObject([{ proved_at: now, failed_at: null }])
      })
    })
  })
}
