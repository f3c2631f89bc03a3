/** Failures that never come back: the facts that a connection knows, and a text that somebody pastes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  addConnection,
  authorizeAddress,
  browser,
  databases,
  type Harness,
  locationOf,
  reach,
  startHarness,
} from '../../../test/harness.ts'

const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const oid = 'aaaaaaaa-bbbb-4ccc-8ddd-000000000001'
let tenants = 0

describe.each(databases)('on %s', (_, newDatabase) => {
  let harness: Harness
  beforeAll(async () => {
    harness = await startHarness({ database_url: await newDatabase() })
  })
  afterAll(() => harness.close())

  const connect = async (): Promise<{ id: string; redirect_uri: string }> => {
    tenants += 1
    const tenant_id = `${String(tenants).padStart(8, '0')}-2222-4333-8444-555555555555`
    const claims = { sub: oid, oid, tid: tenant_id, email: 'ada@acme.example', name: 'Ada' }
    harness.provider.behaviour = { claims }
    const settings = { tenant_id, client_id, cloud: 'custom', authority_host: harness.provider.url }
    return addConnection(harness, { type: 'entra_oidc', settings })
  }
  const leave = async (connection: string, comesBack: boolean): Promise<void> => {
    const person = browser()
    const sent = await person.get(authorizeAddress(harness, { connection, organization: undefined }))
    if (comesBack) await person.get(reach(harness, harness.provider.answer(locationOf(sent)).href))
    else expect(locationOf(sent)).toContain(harness.provider.url)
  }
  const laterBy = async (ms: number): Promise<void> => {
    harness.clock.ahead += ms
    await harness.gateway.sweep()
  }
  const minutes = (count: number): number => count * 60_000
  const explain = (id: string, body: { text?: string } = {}) => harness.client.connections.explain(id, body)
  const numbers = (codes: readonly string[]) => codes.map((code) => code.replace('AADSTS', ''))

  it('a connection through which nobody ever came back names the registration first', async () => {
    const { id } = await connect()
    expect((await explain(id)).abandoned).toMatchObject({ pattern: null, last_24_hours: 0 })
    await leave(id, false)
    await laterBy(minutes(16))
    const { abandoned, codes, hints } = await explain(id)
    expect(abandoned).toMatchObject({ pattern: 'never', last_24_hours: 1, browsers: 1 })
    expect(numbers(codes)).toEqual(['50011', '700016', '90002', '90094', '50105'])
    expect(hints).toHaveLength(codes.length)
    harness.clock.ahead = 0
  })

  it('one person who does not come back lacks access, and nobody comes back after a change at Entra', async () => {
    const { id } = await connect()
    await leave(id, true)
    await leave(id, false)
    await laterBy(minutes(16))
    const one = await explain(id)
    expect(one.abandoned).toMatchObject({ pattern: 'some', last_24_hours: 1 })
    expect(numbers(one.codes).slice(0, 2)).toEqual(['50105', '50020'])
    // Somebody came through, so the organization has consented.
    expect(numbers(one.codes)).not.toContain('90094')
    await leave(id, false)
    await laterBy(minutes(16))
    const all = await explain(id)
    expect(all.abandoned).toMatchObject({ pattern: 'all', last_24_hours: 2, browsers: 2 })
    expect(all.abandoned?.because).toMatch(/^Nobody has come back since \S+Z; people did before\.$/)
    expect(numbers(all.codes)[0]).toBe('50011')
    harness.clock.ahead = 0
  })

  it('a text with a redirect URI is compared with ours, character by character', async () => {
    const { id, redirect_uri } = await connect()
    const sent = `${redirect_uri}/`
    const text = `AADSTS50011: The redirect URI '${sent}' specified in the request does not match the redirect URIs configured for the application '${client_id}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more. Registered: ${redirect_uri}, ${redirect_uri.replace('callback', 'Callback')}`
    const { codes, compared_redirect_uris, abandoned } = await explain(id, { text })
    expect(codes).toEqual(['AADSTS50011'])
    expect(abandoned).toBeNull()
    expect(compared_redirect_uris).toEqual([
      { redirect_uri: sent, same: false, difference: "It goes on after the end with '/'." },
      { redirect_uri, same: true, difference: null },
      {
        redirect_uri: redirect_uri.replace('callback', 'Callback'),
        same: false,
        difference: expect.stringMatching(/^Character \d+ is 'C' and must be 'c': small and capital letters differ\.$/),
      },
    ])
    expect((await explain(id, { text: 'see https://login.microsoftonline.com/x' })).compared_redirect_uris).toEqual([])
  })
})
