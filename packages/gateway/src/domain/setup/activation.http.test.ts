/** The end of a setup where people sign in through the connection already: nothing changes for them by a link alone. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { databases, type Harness, startHarness } from '../../../test/harness.ts'
import { type SetupBrowser, startSetup } from '../../../test/setup-browser.ts'

type LinkBody = NonNullable<Parameters<typeof startSetup>[1]>

describe.each(databases)('on %s', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  }, 60_000)
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.provider.reset()
  })

  const mapping = { name: ['preferred_username'] }

  /** A setup of a connection that is on, with a candidate. */
  async function withCandidate(body: LinkBody): Promise<{ setup: SetupBrowser; id: string }> {
    const { id: organization_id } = await harness.client.organizations.create({ name: 'Contoso' })
    const { id } = await harness.client.connections.create({
      organization_id,
      type: 'oidc',
      settings: { discovery_url: `${harness.provider.url}/.well-known/openid-configuration`, client_id: 'gateway' },
    })
    await harness.client.credentials.create(id, { client_secret: 'upstream-secret-value' })
    await harness.client.connections.activate(id)
    const setup = await startSetup(harness, { organization_id, ...body })
    expect((await setup.call(`PATCH /v1/connections/${id}`, { body: { mapping } })).status).toBe(200)
    return { setup, id }
  }
  const complete = ({ call }: SetupBrowser) => call('POST /v1/setup/complete', { body: {} })

  it('waits for the vendor, who then finds the candidate, although the organization has no users', async () => {
    const { setup, id } = await withCandidate({})
    expect((await setup.call('GET /v1/setup')).body.activation).toMatchObject({
      by: 'vendor',
      because: 'active_connection',
    })
    expect((await complete(setup)).code).toBe('test_needed')
    await setup.test()
    expect((await complete(setup)).status).toBe(200)
    const { candidate } = await harness.client.connections.get(id)
    expect(candidate?.mapping.name).toEqual(['preferred_username'])
    expect((await harness.client.setupLinks.get(setup.link.id)).activation_requested_at).not.toBeNull()
  })

  it('puts the candidate into force where the vendor lets the customer, and a test has passed', async () => {
    const { setup, id } = await withCandidate({ activation: 'customer' })
    expect((await complete(setup)).code).toBe('test_needed')
    await setup.test()
    expect((await complete(setup)).status).toBe(200)
    const { candidate, mapping: now } = await harness.client.connections.get(id)
    expect([candidate, now.name]).toEqual([null, ['preferred_username']])
  })

  it('changes nothing at once for the people of a connection that is on, unless the link is to manage it', async () => {
    for (const [intents, status] of [
      [['sso'], 403],
      [['manage'], 201],
    ] as const) {
      const { setup, id } = await withCandidate({ intents: [...intents] })
      const { organization_id } = setup.link
      const group = { organization_id, idp_id: crypto.randomUUID() }
      const path = `/v1/connections/${id}/credentials`
      const added = await setup.call(`POST ${path}`, { body: { client_secret: 'another-secret-value' } })
      expect(added.status).toBe(201)
      expect((await setup.call('POST /v1/groups', { body: group })).status).toBe(status)
      const activated = await setup.call(`POST ${path}/${added.body.id}/activate`, { body: {} })
      expect(activated.status).toBe(status === 403 ? 403 : 200)
    }
  })

  it('lets nobody who manages a connection put a candidate into force without a test', async () => {
    const { setup, id } = await withCandidate({ intents: ['manage'] })
    const route = `POST /v1/connections/${id}/candidate/activate`
    const forced = await setup.call(route, { body: { without_test: true } })
    expect([forced.status, forced.body.error.errors[0].param]).toEqual([422, '/without_test'])
    expect((await setup.call(route, { body: {} })).code).toBe('candidate_untested')
    await setup.test()
    expect((await setup.call(route, { body: {} })).status).toBe(200)
  })
})
