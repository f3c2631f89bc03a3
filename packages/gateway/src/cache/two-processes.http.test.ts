/** A change through one process takes effect in the other, and at once where it must be exact. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forged } from '../../test/access-harness.ts'
import {
  addApplication,
  authorizeAddress,
  browser,
  codeOnPage,
  locationOf,
  redeem,
  signIn,
  until,
} from '../../test/harness.ts'
import { administer } from '../../test/postgres-database.ts'
import { type Gateway, startTwoProcesses, type TwoProcesses } from '../../test/two-processes.ts'

let two: TwoProcesses
let a: Gateway
let b: Gateway
beforeAll(async () => {
  two = await startTwoProcesses()
  ;[a, b] = two.gateways
})
afterAll(() => two.close())
beforeEach(() => two.provider.reset())

const soon = (holds: () => Promise<boolean>): Promise<boolean> => until(holds, (held) => held)

const ways: [string, () => Promise<void>][] = [
  ['with a notice', async () => undefined],
  [
    'without a notice, by the version alone,',
    async () => {
      const sql =
        "select pg_terminate_backend(pid) from pg_stat_activity where query like '%configuration_version from installation'"
      expect((await administer(two.database_url, sql)).length).toBeGreaterThan(0)
    },
  ],
]

describe.each(ways)('in another process, %s', (_, prepare) => {
  it('a deactivated connection stops sign-ins', async () => {
    const leadsOn = async () =>
      locationOf(await browser().get(authorizeAddress(b.running))).startsWith(two.provider.url)
    expect(await leadsOn()).toBe(true)
    await prepare()
    await a.client.connections.deactivate(two.furniture.connection_id)
    await soon(async () => !(await leadsOn()))
    await a.client.connections.activate(two.furniture.connection_id)
    await soon(leadsOn)
  })

  it('a revoked client secret redeems no code', async () => {
    const application = await addApplication({ client: a.client })
    const there = { ...b.running, application }
    const code = async () => String((await signIn(there)).searchParams.get('code'))
    expect((await redeem(there, await code())).status).toBe(200)
    await prepare()
    const { secrets } = await a.client.applications.get(application.client_id)
    await a.client.applications.revokeSecret(application.client_id, String(secrets[0]?.id))
    await soon(async () => (await redeem(there, 'none')).status === 401)
  })

  it('an API resource follows its settings and its tenants', async () => {
    const { client } = a
    const application_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'
    const { id } = await client.apiResources.create({ name: 'Orders API', application_id, enabled: true })
    const tid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
    const claims = { aud: application_id, azp: application_id, ver: '2.0', tid, exp: 4_000_000_000 }
    const authorization = `Bearer ${forged('e30.e30.e30', claims, { alg: 'RS256', typ: 'JWT' })}`
    const isRefusedWith = async (code: string) => {
      const address = `${new URL(b.running.url).origin}/v1/access/verify?resource=${id}`
      return (await (await fetch(address, { headers: { authorization } })).text()).includes(`"${code}"`)
    }
    expect(await isRefusedWith('access_tenant_unknown')).toBe(true)
    await client.apiResources.addTenant(id, { organization_id: two.furniture.organization_id, tenant_id: tid })
    expect(await isRefusedWith('access_token_issuer')).toBe(true)
    await prepare()
    const [tenant] = (await client.apiResources.listTenants(id)).data
    await client.apiResources.removeTenant(id, tenant?.id ?? '')
    await soon(() => isRefusedWith('access_tenant_unknown'))
    await client.apiResources.update(id, { enabled: false })
    await soon(() => isRefusedWith('api_resource_disabled'))
  })

  it('a new redirect URI is accepted, and the one that it replaced is refused', async () => {
    const application = await addApplication({ client: a.client })
    const there = { ...b.running, application }
    const other = { redirect_uri: 'https://app.example/other' }
    const at = (change: Record<string, string>) => browser().get(authorizeAddress(there, change))
    expect(await codeOnPage(await at(other))).toBe('redirect_uri_not_registered')
    await prepare()
    await a.client.applications.update(application.client_id, { redirect_uris: [other.redirect_uri] })
    await soon(async () => (await at(other)).status === 303)
    expect(await codeOnPage(await at({}))).toBe('redirect_uri_not_registered')
  })
})

describe('in another process, at once,', () => {
  it('a revoked API key is refused', async () => {
    const { data } = await a.client.apiKeys.list()
    const made = await a.client.apiKeys.create({ name: 'Short' })
    const use = () => fetch(`${b.running.url}/v1/users`, { headers: { authorization: `Bearer ${made.secret}` } })
    expect((await use()).status).toBe(200)
    await a.client.apiKeys.revoke(made.id)
    expect((await use()).status).toBe(401)
    expect(data.length).toBeGreaterThan(0)
  })

  it('a suspended user loses session, tokens and codes', async () => {
    const person = browser()
    const first = await redeem(b.running, String((await signIn(b.running, person)).searchParams.get('code')))
    const { access_token } = (await first.json()) as { access_token: string }
    const again = new URL(locationOf(await person.get(authorizeAddress(b.running))))
    const code = String(again.searchParams.get('code'))
    const userinfo = () =>
      fetch(`${b.running.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${access_token}` } })
    expect((await userinfo()).status).toBe(200)
    const [user] = (await a.client.users.list({ limit: 1 })).data
    await a.client.users.suspend(String(user?.id))
    expect((await userinfo()).status).toBe(401)
    expect((await redeem(b.running, code)).status).toBe(400)
    expect(locationOf(await person.get(authorizeAddress(b.running)))).toContain(two.provider.url)
    await a.client.users.reactivate(String(user?.id))
  })
})
