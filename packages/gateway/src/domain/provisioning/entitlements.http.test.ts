/** Roles, groups and the administrator flag, from the claims of a sign-in to the tokens of an application. */
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { SignInWithTrace } from '@gatehouse-sso/sdk/contract/sign-ins'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  databases,
  type Harness,
  payloadOf,
  redeem,
  signIn,
  startHarness,
  until,
} from '../../../test/harness.ts'

const engineering = '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d'
const many = (count: number): string[] => Array.from({ length: count }, (_, at) => `group ${String(at).padStart(30)}`)

describe.each(databases)('entitlements on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    await harness.client.roles.create({
      slug: 'writer',
      name: 'Writer',
      position: 1,
      claim_values: ['Platform.Write', engineering],
    })
  })
  afterAll(() => harness.close())
  beforeEach(() => harness.provider.reset())

  let scenes = 0
  interface Scene {
    readonly organization: string
    readonly change: { organization: string }
  }
  async function scene(policy: Partial<ConnectionPolicy>): Promise<Scene> {
    scenes += 1
    const { id } = await harness.client.organizations.create({ name: `Organization ${scenes}` })
    await addConnection(
      { ...harness, organization_id: id },
      { policy, mapping: { groups: ['groups'], roles: ['roles'] } },
    )
    return { organization: id, change: { organization: id } }
  }
  interface Seen {
    readonly id_token: Record<string, unknown>
    readonly userinfo: Record<string, unknown>
    readonly record: SignInWithTrace
  }
  async function signsIn({ organization, change }: Scene, claims: Record<string, unknown>): Promise<Seen> {
    harness.provider.behaviour = { claims: { sub: 'ada', ...claims } }
    const { searchParams } = await signIn(harness, browser(), change)
    const tokens = (await (await redeem(harness, String(searchParams.get('code')))).json()) as Record<string, string>
    const headers = { authorization: `Bearer ${tokens.access_token}` }
    const userinfo = await (await fetch(`${harness.url}/oauth/userinfo`, { headers })).json()
    const [latest] = (await harness.client.signIns.list({ organization_id: organization, limit: 1 })).data
    const record = await until(
      () => harness.client.signIns.reveal(String(latest?.id)),
      ({ decision }) => decision !== null,
    )
    return { id_token: payloadOf(String(tokens.id_token)), userinfo: userinfo as Record<string, unknown>, record }
  }
  const isRefused = async ({ change }: Scene, claims: Record<string, unknown>): Promise<boolean> => {
    harness.provider.behaviour = { claims: { sub: 'ada', ...claims } }
    return !(await signIn(harness, browser(), change)).searchParams.has('code')
  }

  it('gives the role of a claim value, and names the values that give nothing', async () => {
    const { id_token, record } = await signsIn(await scene({}), { roles: ['Platform.Write', 'Platform.Wirte'] })
    expect(id_token).toMatchObject({ role: 'writer', roles: ['writer'], is_admin: false })
    expect(record.decision).toMatchObject({
      roles: [{ role: 'writer', because: 'role_claim', from: 'Platform.Write' }],
      unmatched_roles: ['Platform.Wirte'],
      administrator: { is_admin: false, because: 'not_sent', from: null },
      warnings: [],
    })
  })

  describe('a user', () => {
    const userOf = ({ organization }: Scene) => harness.client.users.list({ organization_id: organization, limit: 1 })
    it('keeps why they have their roles, from the last sign-in', async () => {
      const at = await scene({})
      await signsIn(at, { roles: ['Platform.Write'] })
      const reason = { role: 'writer', because: 'role_claim', from: 'Platform.Write' }
      expect((await userOf(at)).data).toMatchObject([{ role_reasons: [reason] }])
      await signsIn(at, { roles: [] })
      expect((await userOf(at)).data).toMatchObject([
        { role: 'member', role_reasons: [{ role: 'member', because: 'default', from: null }] },
      ])
    })
    it('whose roles stay gets no event for other reasons', async () => {
      const at = await scene({})
      await signsIn(at, { roles: ['Platform.Write'] })
      await signsIn(at, { groups: [engineering], roles: [] })
      const types = (await harness.client.events.list({ organization_id: at.organization, type: 'user.updated' })).data
      expect(types.flatMap(({ changes }) => changes.map(({ field }) => field))).toEqual(['/groups'])
      expect((await userOf(at)).data[0]?.role_reasons).toMatchObject([{ role: 'writer', from: engineering }])
    })
    it('keeps 20 reasons at most', async () => {
      const at = await scene({})
      for (let n = 0; n < 25; n += 1) {
        await harness.client.groups.create({ organization_id: at.organization, idp_id: `g${n}`, roles: ['writer'] })
      }
      const { record } = await signsIn(at, { groups: Array.from({ length: 25 }, (_, n) => `g${n}`) })
      expect(record.decision?.roles).toHaveLength(25)
      expect((await userOf(at)).data[0]?.role_reasons).toHaveLength(20)
    })
  })

  const administrators: readonly [string, Record<string, unknown>, string][] = [
    ['a group', { groups: ['Owners'] }, 'group'],
    ['a role', { roles: ['Owners'] }, 'role_claim'],
  ]
  it.each(administrators)('makes an administrator by the value of %s', async (_, claims, because) => {
    const { id_token, record } = await signsIn(await scene({ admin_values: ['Owners'] }), claims)
    expect(id_token.is_admin).toBe(true)
    expect(record.decision?.administrator).toEqual({ is_admin: true, because, from: 'Owners' })
  })

  const syncs: readonly [ConnectionPolicy['role_sync'], string[], boolean][] = [
    ['full', ['member'], false],
    ['additive', ['writer'], true],
    ['first_sign_in', ['writer'], true],
  ]
  it.each(syncs)('with role_sync %s, a person who lost group and role has %j', async (role_sync, roles, is_admin) => {
    const at = await scene({ role_sync, admin_values: ['Platform.Write'] })
    expect((await signsIn(at, { roles: ['Platform.Write'] })).id_token).toMatchObject({ is_admin: true })
    expect((await signsIn(at, {})).id_token).toMatchObject({ roles, is_admin })
  })

  it('hands on the groups that Gatehouse knows, where the policy says matched', async () => {
    const at = await scene({ groups_claim: 'matched', admin_values: ['Owners'] })
    await harness.client.groups.create({ organization_id: at.organization, idp_id: 'Sales' })
    const groups = ['Everyone', 'Owners', engineering.toUpperCase(), 'Sales']
    const { id_token, userinfo } = await signsIn(at, { groups })
    expect(id_token.groups).toEqual(groups.slice(1))
    expect(userinfo.groups).toEqual(groups.slice(1))
  })

  it('warns before the groups fill a token, and leaves out what does not fit', async () => {
    const at = await scene({})
    const warned = await signsIn(at, { groups: many(150) })
    expect(warned.id_token.groups).toHaveLength(150)
    expect(warned.record.decision?.warnings).toEqual([expect.stringMatching(/^\d+ bytes of groups, of 8192 /)])
    const full = await signsIn(at, { groups: many(300) })
    expect(full.id_token).toMatchObject({ hasgroups: true })
    expect(full.id_token).not.toHaveProperty('groups')
    expect(full.userinfo.groups).toHaveLength(300)
    expect(full.userinfo).not.toHaveProperty('hasgroups')
    expect(full.record.decision?.warnings).toEqual([expect.stringContaining('"hasgroups"')])
  })

  describe('a group that nothing names', () => {
    const seenIn = async ({ organization }: Scene, count: number) => {
      const list = () => harness.client.groups.list({ organization_id: organization, source: 'sign_in' }).toArray()
      return until(list, (groups) => groups.reduce((sum, { seen_count }) => sum + seen_count, 0) === count)
    }

    it('is remembered with a count, and mapped in one step', async () => {
      const at = await scene({ groups_claim: 'matched' })
      const sent = { groups: [engineering, 'Sales', 'Support'] }
      expect((await signsIn(at, sent)).id_token).toMatchObject({ groups: [engineering], role: 'writer' })
      await signsIn(at, { groups: ['Sales'] })
      const seen = await seenIn(at, 3)
      expect(seen).toMatchObject([
        { idp_id: 'Support', seen_count: 1, roles: [] },
        { idp_id: 'Sales', seen_count: 2, roles: [], source: 'sign_in' },
      ])
      const [support, sales] = seen
      const mapped = await harness.client.groups.update(String(sales?.id), { roles: ['writer'] })
      expect(mapped).toMatchObject({ source: 'api', roles: ['writer'], seen_count: 2 })
      const created = await harness.client.groups.create({ organization_id: at.organization, idp_id: 'Support' })
      expect(created).toMatchObject({ id: support?.id, source: 'api' })
      const again = harness.client.groups.create({ organization_id: at.organization, idp_id: 'Support' })
      await expect(again).rejects.toMatchObject({ code: 'already_exists' })
      expect((await signsIn(at, sent)).id_token).toMatchObject({ groups: sent.groups, role: 'writer' })
      expect(await seenIn(at, 0)).toEqual([])
    })

    it('is forgotten when it is deleted, until it is seen again', async () => {
      const at = await scene({})
      await signsIn(at, { groups: ['Sales'] })
      const [sales] = await seenIn(at, 1)
      await harness.client.groups.delete(String(sales?.id))
      expect(await seenIn(at, 0)).toEqual([])
      await signsIn(at, { groups: ['Sales', 'has a NUL \0'] })
      expect(await seenIn(at, 1)).toMatchObject([{ idp_id: 'Sales' }])
    })
  })

  describe('when the groups are incomplete', () => {
    const tooMany = { groups: Array.from({ length: 2001 }, (_, at) => String(at)) }
    const eventsOf = async ({ organization }: Scene) =>
      (await harness.client.events.list({ organization_id: organization, type: 'sign_in.groups_incomplete' })).data

    it('keeps the roles of the last sign-in, with an event', async () => {
      const at = await scene({ admin_values: ['Owners'] })
      await signsIn(at, { groups: [engineering, 'Owners'] })
      const { id_token, record } = await signsIn(at, tooMany)
      expect(id_token).toMatchObject({ role: 'writer', is_admin: true, groups: [engineering, 'Owners'] })
      expect(record.decision).toMatchObject({
        roles: [{ role: 'writer', because: 'kept', from: null }],
        administrator: { because: 'kept' },
        warnings: ['groups could not be read as a whole: the earlier values stay'],
      })
      expect(await eventsOf(at)).toMatchObject([{ data: { id: record.id, state: 'succeeded' } }])
    })

    it('refuses a person with no earlier roles, with an event', async () => {
      const at = await scene({})
      expect(await isRefused(at, tooMany)).toBe(true)
      expect(await eventsOf(at)).toMatchObject([{ data: { state: 'failed', error_code: 'groups_incomplete' } }])
    })

    it('refuses everybody where the policy says so', async () => {
      const at = await scene({ on_incomplete_groups: 'refuse' })
      await signsIn(at, { groups: [engineering] })
      expect(await isRefused(at, tooMany)).toBe(true)
      expect(await eventsOf(at)).toMatchObject([{ data: { state: 'failed', error_code: 'groups_incomplete' } }])
    })
  })
})
