/** One suite for every engine of groups that sign-ins bring and that nothing names. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { GroupRecord } from '../../domain/stores/groups.ts'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import type { Engine } from '../engine/engine.ts'
import * as f from './fixtures.ts'
import { now, type Opened, openEnvironment } from './opened.ts'

const names = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => `group ${from + at}`)

export function storageGroups(name: string, open: () => Promise<Engine>): void {
  describe(`storage for groups on ${name}: an organization`, () => {
    let engine: Engine
    let here: EnvironmentStores
    let run: Opened['run']
    let organization: OrganizationRecord
    /** A group that somebody has mapped. */
    let mapped: GroupRecord

    beforeAll(async () => {
      ;({ engine, here, organization, run } = await openEnvironment(open))
    })
    beforeEach(async () => {
      organization = f.organizationOf(organization.environment_id)
      mapped = f.groupOf(organization, { idp_id: 'mapped' })
      await run(here.organizations.insert(organization), here.groups.insert(mapped))
    })
    afterAll(() => engine.close())

    const remember = (idp_ids: readonly string[]) =>
      run(
        here.groups.rememberSeen({
          ...{ organization_id: organization.id, seen_count: 1, last_seen_at: now },
          groups: idp_ids.map((idp_id) => ({ id: f.keys.newId('grp'), idp_id })),
        }),
      )
    const count = async (idp_ids: readonly string[]) => {
      const seen = { organization_id: organization.id, idp_ids, seen_count: 2, last_seen_at: now + 1 }
      const { writes, read } = here.groups.countSeen(seen)
      return read(await run(...writes)).toSorted()
    }

    it('remembers a group once, and counts it then', async () => {
      expect(await count(['seen'])).toEqual([])
      await remember(['seen', 'other'])
      await remember(['seen', 'third'])
      expect(await count(['seen', 'fourth'])).toEqual(['seen'])
      const query = { limit: 10, order: 'asc', organization_id: organization.id, source: 'sign_in' } as const
      const { records } = await here.groups.list(query)
      const once = { source: 'sign_in', roles: [], seen_count: 1, last_seen_at: now }
      expect(records).toMatchObject([
        { ...once, idp_id: 'seen', name: 'seen', seen_count: 3, last_seen_at: now + 1 },
        { ...once, idp_id: 'other', name: 'other' },
        { ...once, idp_id: 'third', name: 'third' },
      ])
    })

    it('leaves a mapped group as it is, and reads it apart from those that are only seen', async () => {
      await remember(['seen', 'mapped'])
      expect(await count(['seen', 'mapped'])).toEqual(['seen'])
      expect(await here.groups.get(mapped.id)).toEqual(mapped)
      const { idp_id, name, roles } = mapped
      const configured = await here.organizations.configured(organization.id)
      expect(configured?.known_groups).toEqual([{ idp_id, name, roles }])
    })

    it.each(['"quoted" \\ and {"id":1}', 'Größe 😀', '__proto__', '7', ''])('counts the group %j', async (idp_id) => {
      await remember([idp_id, 'other'])
      expect(await count([idp_id])).toEqual([idp_id])
      expect(await here.groups.byIdpId(organization.id, idp_id)).toMatchObject({ idp_id, name: idp_id, seen_count: 3 })
    })

    it('remembers 500 groups and no more', async () => {
      await remember(names(0, 300))
      await remember(names(300, 600))
      await remember(names(600, 601))
      const found = await Promise.all(names(0, 601).map((idp_id) => here.groups.byIdpId(organization.id, idp_id)))
      expect(found.filter((group) => group !== undefined)).toHaveLength(500)
      expect(found[600]).toBeUndefined()
    })
  })
}
