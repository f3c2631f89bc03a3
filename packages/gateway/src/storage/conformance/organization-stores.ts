/** One suite for every engine of an organization with what sign-ins need of its groups and domains. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OrganizationRecord } from '../../domain/stores/organizations.ts'
import type { EnvironmentStores } from '../../domain/stores/stores.ts'
import type { Engine } from '../engine/engine.ts'
import * as f from './fixtures.ts'
import { type Opened, openEnvironment } from './opened.ts'

export function storageOrganizations(name: string, open: () => Promise<Engine>): void {
  describe(`storage for organizations on ${name}: a configured organization`, () => {
    let engine: Engine
    let here: EnvironmentStores
    let run: Opened['run']
    let organization: OrganizationRecord

    beforeAll(async () => {
      ;({ engine, here, organization, run } = await openEnvironment(open))
    })
    beforeEach(async () => {
      organization = f.organizationOf(organization.environment_id)
      await run(here.organizations.insert(organization))
    })
    afterAll(() => engine.close())

    const configured = () => here.organizations.configured(organization.id)

    it('has all that its row has, and empty lists', async () => {
      expect(await configured()).toEqual({ ...organization, known_groups: [], verified_domains: [] })
    })

    it('has its groups in the order of their ids at the identity provider, whatever their texts are', async () => {
      const texts = ['plain', '"quoted" \\ and {"id":1}', 'Größe 😀', '__proto__', 'null', '7', '']
      const groups = texts.map((text, at) =>
        f.groupOf(organization, { idp_id: text, name: `name of ${text}`, roles: at % 2 === 0 ? [] : ['editor', text] }),
      )
      for (const group of groups.toReversed()) await run(here.groups.insert(group))
      const expected = groups
        .toSorted((a, b) => (a.idp_id < b.idp_id ? -1 : 1))
        .map(({ idp_id, name, roles }) => ({ idp_id, name, roles }))
      expect((await configured())?.known_groups).toEqual(expected)
    })

    it('has a group that sign-ins have brought only after somebody has named it', async () => {
      const seen = f.groupOf(organization, { source: 'sign_in', roles: [] })
      await run(here.groups.insert(seen))
      expect((await configured())?.known_groups).toEqual([])
      const named = { ...seen, source: 'api', name: 'Editors', roles: ['editor'] } as const
      await run(here.groups.update(named, seen.version))
      expect((await configured())?.known_groups).toEqual([{ idp_id: seen.idp_id, name: 'Editors', roles: ['editor'] }])
    })

    it('has the verified ones of its domains, with who verified them', async () => {
      const domain = f.domainOf(organization)
      const claimed = f.domainOf(organization, { domain: 'claimed.example', state: 'pending', verified_by: null })
      await run(here.domains.insert(domain), here.domains.insert(claimed))
      expect((await configured())?.verified_domains).toEqual([
        { domain: domain.domain, verified_by: domain.verified_by },
      ])
    })

    it('has nothing of another organization', async () => {
      const other = f.organizationOf(organization.environment_id)
      await run(
        here.organizations.insert(other),
        here.groups.insert(f.groupOf(other)),
        here.domains.insert(f.domainOf(other, { domain: 'other.example' })),
      )
      expect(await configured()).toMatchObject({ known_groups: [], verified_domains: [] })
    })

    it('shares a policy with others that have the same, and nobody can change it', async () => {
      const other = f.organizationOf(organization.environment_id)
      await run(here.organizations.insert(other))
      const [one, another] = [await configured(), await here.organizations.configured(other.id)]
      expect(one?.policy).toBe(another?.policy)
      expect(one?.policy).toEqual(organization.policy)
      expect(() => Object.assign(one?.policy.session ?? {}, { idle_minutes: 1 })).toThrow(TypeError)
    })
  })
}
