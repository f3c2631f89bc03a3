/** One suite for every engine of invitations. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import type { Engine } from '../engine/engine.ts'
import * as f from './fixtures.ts'
import { now, type Opened, openEnvironment, refused } from './opened.ts'

export function storageInvitations(name: string, open: () => Promise<Engine>): void {
  describe(`storage for invitations on ${name}: an invitation`, () => {
    let engine: Engine
    let here: EnvironmentStores
    let organization: OrganizationRecord
    let run: Opened['run']
    let application: ApplicationRecord

    beforeAll(async () => {
      ;({ engine, here, organization, run } = await openEnvironment(open))
      application = f.applicationOf(organization.environment_id)
      await run(here.applications.insert(application))
    })
    afterAll(() => engine.close())

    let invited = 0
    const invite = async (change = {}) => {
      invited += 1
      const names = { email_key: `i${invited}@acme.example`, subject: `oid ${invited}` }
      const invitation = f.invitationOf(organization, application, { ...names, ...change })
      await run(here.invitations.insert(invitation, now))
      return invitation
    }
    const accepts = { user_id: f.keys.newId('user'), now }
    it('keeps every field', async () => {
      const invitation = await invite()
      expect(await here.invitations.get(invitation.id)).toEqual(invitation)
    })
    it('is found by one of the addresses, or by the id at the identity provider', async () => {
      const invitation = await invite()
      const { email_key, subject } = invitation
      const find = (email_keys: string[], of: string | null, at = now) =>
        here.invitations.openFor(organization.id, { email_keys, subject: of }, at)
      expect(await find(['other@acme.example', email_key], null)).toEqual(invitation)
      expect(await find([], subject)).toEqual(invitation)
      expect(await find(['other@acme.example'], 'other')).toBeUndefined()
      expect(await find([email_key], subject, invitation.expires_at)).toBeUndefined()
    })
    it('is the only open one for its address', async () => {
      const { id, email_key, expires_at } = await invite()
      const again = f.invitationOf(organization, application, { email_key })
      await expect(run(here.invitations.insert(again, now))).rejects.toEqual(refused('invitations.insert'))
      await run(here.invitations.insert(again, expires_at))
      expect(await here.invitations.get(id)).toBeDefined()
    })
    it('is accepted once', async () => {
      const { id } = await invite()
      await run(here.invitations.accept(id, accepts.user_id, now))
      expect(await here.invitations.get(id)).toMatchObject({
        ...{ accepted_at: now, accepted_by: accepts.user_id, version: 2 },
      })
      await expect(run(here.invitations.accept(id, accepts.user_id, now))).rejects.toEqual(
        refused('invitations.accept'),
      )
    })
    const over: readonly (readonly [string, object])[] = [
      ['expired', { expires_at: now }],
      ['revoked', { revoked_at: now }],
    ]
    it.each(over)('is not accepted when it is %s', async (_, change) => {
      const { id } = await invite(change)
      await expect(run(here.invitations.accept(id, accepts.user_id, now))).rejects.toEqual(
        refused('invitations.accept'),
      )
    })
    it('is listed by its state', async () => {
      const elsewhere = f.organizationOf(organization.environment_id)
      await run(here.organizations.insert(elsewhere))
      const of = (state: string, change: object) =>
        f.invitationOf(elsewhere, application, { email_key: state, ...change })
      const all = [
        of('pending', {}),
        of('expired', { expires_at: now }),
        of('revoked', { revoked_at: now }),
        of('accepted', { accepted_at: now }),
      ]
      await run(...all.map((invitation) => here.invitations.insert(invitation, now)))
      for (const state of ['pending', 'expired', 'revoked', 'accepted'] as const) {
        const query = { organization_id: elsewhere.id, state, now, limit: 10, order: 'asc' } as const
        const { records } = await here.invitations.list(query)
        expect(records.map(({ email_key }) => email_key)).toEqual([state])
      }
    })
  })
}
