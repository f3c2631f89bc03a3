/** A person with more groups than a token holds: Microsoft Graph has them, if somebody has allowed it. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const ada = 'ada@contoso.example'
const appId = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const idOf = (number: number): string => `aaaaaaaa-bbbb-4ccc-8ddd-${String(number).padStart(12, '0')}`
const editors = idOf(230)
const allowed = { applicationPermissions: ['GroupMember.Read.All'] }

let entra: Entra
let organizations = 0
beforeAll(async () => {
  entra = await startEntra([
    {
      displayName: 'Contoso',
      domains: ['contoso.example'],
      users: [{ userPrincipalName: ada, mail: ada }],
      groups: Array.from({ length: 231 }, (_, at) => ({
        id: idOf(at),
        displayName: `Group ${at}`,
        members: [ada],
        ...(at === 230 ? { onPremisesSamAccountName: 'Editors', onPremisesNetBiosName: 'CORP' } : {}),
      })),
      applications: [
        {
          displayName: 'Gatehouse',
          appId,
          passwordCredentials: [{ secretText: upstreamSecret }],
          groupMembershipClaims: 'SecurityGroup',
        },
      ],
    },
  ])
  await entra.harness.client.roles.create({ slug: 'editor', name: 'Editor', position: 1 })
})
afterAll(() => entra.close())
beforeEach(async () => {
  await entra.emulator.admin('DELETE', '/faults')
  await permit(allowed)
})

const permit = (change: object) => entra.emulator.admin('PATCH', String(entra.tenants[0]?.application), change)

/** A connection of a new organization, in which the last group of Ada is mapped. */
async function scene(change: Parameters<Entra['connect']>[0] = {}, idp_id = editors): Promise<Connection> {
  organizations += 1
  const { client } = entra.harness
  const { id } = await client.organizations.create({ name: `Organization ${organizations}` })
  await client.groups.create({ organization_id: id, idp_id, roles: ['editor'] })
  return entra.connect({ organization_id: id, ...change })
}
const eventsOf = async ({ organization_id }: Connection) =>
  (await entra.harness.client.events.list({ organization_id, type: 'sign_in.groups_incomplete' })).data

describe('a user with 231 groups', () => {
  it('gets the right role through Graph, as the application', async () => {
    const { id, ...connection } = await scene()
    const claims = await entra.claimsOf(id, ada)
    expect(claims).toMatchObject({ role: 'editor', roles: ['editor'], hasgroups: true })
    const record = await entra.latest()
    expect(record.steps).toContainEqual(
      expect.objectContaining({ name: 'directory', ok: true, detail: { as: 'application', groups: 231 } }),
    )
    expect(record.mapping.find(({ attribute }) => attribute === 'groups')).toMatchObject({ source: 'directory' })
    expect(record.decision?.roles).toEqual([{ role: 'editor', because: 'group', from: '[redacted]' }])
    const revealed = await entra.harness.client.signIns.reveal(record.id)
    expect(revealed.decision?.roles).toEqual([{ role: 'editor', because: 'group', from: editors }])
    expect(await eventsOf({ id, ...connection })).toEqual([])
  })

  it('gets it through the person’s token, where only that is allowed', async () => {
    await permit({ applicationPermissions: [] })
    const { id } = await scene({ settings: { scopes: ['openid', 'profile', 'email', 'User.Read'] } })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor' })
    const { steps } = await entra.latest()
    expect(steps.find(({ name }) => name === 'directory')?.detail).toMatchObject({ as: 'person' })
  })

  it('gets it by the on-premises name, where tokens have those', async () => {
    const format = { group_format: 'netbios_domain_and_sam_account_name' }
    const { id } = await scene({ settings: format }, 'CORP\\Editors')
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor', groups: ['CORP\\Editors'] })
  })

  it('gets it in a connection of many tenants, from the person’s tenant', async () => {
    await permit({ signInAudience: 'AzureADMultipleOrgs' })
    const tenant_id = String(entra.tenants[0]?.id)
    const { id } = await scene({ settings: { tenant_id: 'organizations', allowed_tenants: [tenant_id] } })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor' })
  })

  it('gets it with hasgroups in place of the overage', async () => {
    const { id } = await scene()
    await entra.emulator.admin('POST', '/faults', { name: 'has-groups' })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor' })
  })

  it('gets it when Graph first asks to wait for a second', async () => {
    const { id } = await scene({ policy: { userinfo: 'never' } })
    await entra.emulator.admin('POST', '/faults', { name: 'graph-429', seconds: 1, times: 1 })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor' })
  })

  it('keeps the roles of the last sign-in when Graph forbids it, with an event and the steps to take', async () => {
    const connection = await scene()
    await entra.claimsOf(connection.id, ada)
    await entra.emulator.admin('POST', '/faults', { name: 'graph-403' })
    expect(await entra.claimsOf(connection.id, ada)).toMatchObject({ role: 'editor' })
    const { decision, id } = await entra.latest()
    expect(decision?.roles).toEqual([{ role: 'editor', because: 'kept', from: null }])
    expect(decision?.warnings[0]).toMatch(
      /^groups could not be read .* Microsoft Graph answered 403 Authorization_RequestDenied\. Entra admin center > /,
    )
    expect(await eventsOf(connection)).toMatchObject([{ data: { id, state: 'succeeded' } }])
  })

  it('is refused when Graph forbids it and there are no earlier roles', async () => {
    const connection = await scene()
    await entra.emulator.admin('POST', '/faults', { name: 'graph-403' })
    expect((await entra.signIn(connection.id, ada)).pathname).toMatch(/^\/error\//)
    const { error, id } = await entra.latest()
    expect(error).toMatchObject({ code: 'groups_incomplete', received: expect.stringContaining('403') })
    expect(await eventsOf(connection)).toMatchObject([{ data: { id, state: 'failed' } }])
  })

  it('is refused when Graph forbids it and the policy says so', async () => {
    const connection = await scene({ policy: { on_incomplete_groups: 'refuse' } })
    await entra.claimsOf(connection.id, ada)
    await entra.emulator.admin('POST', '/faults', { name: 'graph-403' })
    expect((await entra.signIn(connection.id, ada)).pathname).toMatch(/^\/error\//)
  })

  const fromGroups = [
    ['groups', { roles: ['groups'], groups: [] }],
    ['roles, else from groups', { roles: ['roles', 'groups'], groups: [] }],
  ] as const
  it.each(fromGroups)('never gets the default role where roles are read from %s', async (_, { roles }) => {
    const values = { mapping: { roles: [...roles], groups: [] } }
    const { id } = await scene(values)
    await entra.emulator.admin('POST', '/faults', { name: 'graph-403' })
    expect((await entra.signIn(id, ada)).pathname).toMatch(/^\/error\//)
    expect((await entra.latest()).error?.code).toBe('groups_incomplete')
    await entra.emulator.admin('DELETE', '/faults')
    const second = await scene(values)
    const slug = `by-value-${roles.length}`
    const { client } = entra.harness
    const { id: role_id } = await client.roles.create({ slug, name: 'By value', claim_values: [editors] })
    expect(await entra.claimsOf(second.id, ada)).toMatchObject({ roles: expect.arrayContaining([slug]) })
    await client.roles.update(role_id, { claim_values: [] })
  })

  const broken = ['graph-500', 'graph-503', 'graph-429'] as const
  it.each(broken)('keeps the roles through %s', async (name) => {
    const { id } = await scene()
    await entra.claimsOf(id, ada)
    await entra.emulator.admin('POST', '/faults', { name, ...(name === 'graph-429' ? { seconds: 30 } : {}) })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'editor' })
    const { decision } = await entra.latest()
    expect(decision?.roles).toMatchObject([{ because: 'kept' }])
  })

  it('needs no Graph where nothing maps groups', async () => {
    const { id } = await scene({ mapping: { groups: [] } })
    expect(await entra.claimsOf(id, ada)).toMatchObject({ role: 'member' })
    expect((await entra.latest()).steps.map(({ name }) => name)).not.toContain('directory')
  })
})
