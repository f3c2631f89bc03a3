/** D1 D2 D9 D14 D17 The overview: days, failing connections, expiring credentials, the checklist, and searches by a beginning. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addConnection,
  browser,
  databases,
  goUpstream,
  type Harness,
  redeem,
  signIn,
  startHarness,
} from '../../../test/harness.ts'

const dayMs = 24 * 60 * 60_000

describe.each(databases)('the overview on %s', (_, database) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.provider.reset()
    harness.clock.ahead = 0
  })

  let count = 0
  async function newOrganization(more: object = {}) {
    count += 1
    const { id } = await harness.client.organizations.create({ name: `Organization ${count}`, ...more })
    const connection = await addConnection({ ...harness, organization_id: id })
    return { organization_id: id, connection_id: connection.id }
  }
  const signsIn = (organization: string) => signIn(harness, browser(), { organization })
  const fails = async (organization: string) => {
    const person = browser()
    const back = await goUpstream(harness, person, { organization })
    back.searchParams.delete('code')
    back.searchParams.set('error', 'server_error')
    await person.get(back.href)
  }

  it('counts sign-ins by day, in UTC, and a day that is over only once', async () => {
    const { organization_id } = await newOrganization()
    const before = await harness.client.overview.get()
    expect(before.days).toHaveLength(30)
    expect(before.days.at(-1)?.date).toBe(new Date().toISOString().slice(0, 10))
    await signsIn(organization_id)
    await signsIn(organization_id)
    const after = await harness.client.overview.get()
    expect(after.days.at(-1)?.succeeded).toBe((before.days.at(-1)?.succeeded ?? 0) + 2)
    expect(after.last_24_hours.succeeded).toBe(before.last_24_hours.succeeded + 2)
    // Two days later, that day is kept: the counts come from it, and not from the sign-ins.
    harness.clock.ahead = 2 * dayMs
    const kept = await harness.client.overview.get()
    expect(kept.days.at(-3)).toEqual(after.days.at(-1))
    expect(kept.last_24_hours).toEqual({ succeeded: 0, failed: 0 })
    await expect.poll(async () => (await storedDays()).includes(after.days.at(-1)?.date ?? '')).toBe(true)
    expect((await harness.client.overview.get()).days.at(-3)).toEqual(after.days.at(-1))
  })
  const storedDays = async () =>
    (await harness.gateway.work.ports.stores.in(harness.environment_id).overview.spans('2000-01-01')).map(
      ({ name }) => name,
    )

  describe('D14 a connection', () => {
    it('has no sign-ins at first, works after one, and fails after three failures of one cause', async () => {
      const { organization_id, connection_id } = await newOrganization()
      const health = () => harness.client.overview.connectionHealth(connection_id)
      expect(await health()).toEqual({
        state: 'no_sign_ins',
        error_code: null,
        last_sign_in_id: null,
        last_sign_in_at: null,
      })
      await signsIn(organization_id)
      expect(await health()).toMatchObject({ state: 'working', error_code: null })
      for (const expected of ['working', 'working', 'failing']) {
        await fails(organization_id)
        expect((await health()).state).toBe(expected)
      }
      const { failing_connections } = await harness.client.overview.get()
      expect(failing_connections).toContainEqual(
        expect.objectContaining({ id: connection_id, organization_id, organization_name: `Organization ${count}` }),
      )
      await signsIn(organization_id)
      expect((await health()).state).toBe('working')
      expect((await harness.client.overview.get()).failing_connections.map(({ id }) => id)).not.toContain(connection_id)
    })
  })

  it('D17 names credentials in use that expire within 60 days', async () => {
    const at = await newOrganization()
    const not_after = new Date(Date.now() + 20 * dayMs).toISOString()
    const credential = await harness.client.credentials.create(at.connection_id, {
      ...{ type: 'client_secret', client_secret: 'another-secret-value', not_after },
    })
    expect((await harness.client.overview.get()).expiring_credentials).toEqual([])
    await harness.client.credentials.activate(at.connection_id, credential.id)
    expect((await harness.client.overview.get()).expiring_credentials).toMatchObject([
      { credential_id: credential.id, ...at, expires_at: not_after },
    ])
  })

  it('D2 ticks what is done', async () => {
    await signsIn((await newOrganization()).organization_id)
    const { checklist } = await harness.client.overview.get()
    expect(checklist).toEqual({
      ...{ application: true, redirect_uri: true, organization: true, setup_link: false, sign_in: true },
    })
    await harness.client.setupLinks.create({ organization_id: harness.organization_id })
    expect((await harness.client.overview.get()).checklist.setup_link).toBe(true)
  })

  describe('a search for organizations', () => {
    const searches: readonly (readonly [string, string, boolean])[] = [
      ['the beginning of the name', 'ÄRZTE', true],
      ['the middle of the name', 'tebund', false],
      ['the beginning of a verified domain', 'aerzte', true],
      ['the beginning of a claimed domain', 'claimed.ae', true],
      ['the beginning of the external id', 'CRM-ae', true],
      ['the external id in another case', 'crm-ae', false],
      ['a placeholder', '%', false],
      ['a character of four bytes', '\u{1f600}', false],
    ]
    let id: string
    beforeAll(async () => {
      const made = await harness.client.organizations.create({
        name: 'Ärztebund',
        external_id: 'CRM-aerzte',
        domains: [{ domain: 'aerzte.example', verified: true }, { domain: 'claimed.aerzte.example' }],
      })
      id = made.id
    })
    it.each(searches)('by %s', async (_, search, isFound) => {
      const { data } = await harness.client.overview.listOrganizations({ search })
      expect(data.map((one) => one.id)).toEqual(isFound ? [id] : [])
    })

    it('finds it by its new name', async () => {
      await harness.client.organizations.update(id, { name: 'Zahnärzte' })
      const found = async (search: string) => (await harness.client.overview.listOrganizations({ search })).data.length
      expect([await found('ärztebund'), await found('zahn')]).toEqual([0, 1])
    })

    it('by a connection in a state and of a type, page by page', async () => {
      const { organization_id } = await newOrganization({ name: 'Zulu' })
      const list = harness.client.overview.listOrganizations({ state: 'active', type: 'oidc', limit: 1 })
      const all = await list.toArray()
      expect(all.map((one) => one.id)).toContain(organization_id)
      expect(all.map((one) => one.id)).not.toContain(id)
      expect((await harness.client.overview.listOrganizations({ type: 'entra_oidc' })).data).toEqual([])
    })
  })

  it('needs no more than its sign-ins: a code that is redeemed counts once', async () => {
    const { organization_id } = await newOrganization()
    const before = (await harness.client.overview.get()).last_24_hours
    const code = (await signIn(harness, undefined, { organization: organization_id })).searchParams.get('code')
    await redeem(harness, String(code))
    expect((await harness.client.overview.get()).last_24_hours.succeeded).toBe(before.succeeded + 1)
  })
})
