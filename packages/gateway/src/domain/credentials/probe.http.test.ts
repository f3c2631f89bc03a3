/** Credentials that die while nobody signs in, and those that are about to. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness } from '../../../test/entra-harness.ts'
import { addConnection } from '../../../test/harness.ts'
import { warnOfExpiry } from './expiry-warnings.ts'
import { credentialProbe, probeLimits } from './probe.ts'

let harness: EntraHarness
beforeEach(async () => {
  harness = await startEntraHarness()
})
afterEach(() => harness.close())

const minute = 60_000
const hour = 60 * minute
const now = () => Date.now() + harness.clock.ahead
const secret = { type: 'client_secret', client_secret: first_secret } as const

async function pass(ms: number): Promise<void> {
  harness.clock.ahead += ms
  await harness.emulator.admin('POST', '/clock', { advance_seconds: ms / 1_000 })
}
async function activeConnection(body: Parameters<typeof harness.client.credentials.create>[1] = secret) {
  const connection = await harness.addEntra()
  await harness.client.credentials.create(connection.id, body)
  return harness.client.connections.activate(connection.id)
}
const credentialOf = async ({ id }: Connection) => {
  const [credential] = (await harness.client.connections.get(id)).credentials
  if (!credential) throw new TypeError('no credential')
  return credential
}
const events = async (type: 'credential.failed' | 'credential.recovered' | 'credential.expiring') =>
  (await harness.client.events.list({ type })).data
const tokenRequests = async () => {
  const { value } = (await harness.emulator.admin('GET', '/requests')) as { value: { endpoint: string }[] }
  return value.filter(({ endpoint }) => endpoint === 'token').length
}
const clearRequests = () => harness.emulator.admin('DELETE', '/requests')
const run = () => credentialProbe(harness.gateway.work)()

describe('the background probe', () => {
  it('knows in the night of a secret that died then, and says so once', async () => {
    const connection = await activeConnection()
    const endDateTime = new Date(now() + 4.5 * hour).toISOString()
    await harness.register({ passwordCredentials: [{ secretText: first_secret, endDateTime }] })
    const probe = credentialProbe(harness.gateway.work)
    for (let passed = 0; passed < 4; passed += 1) {
      await probe()
      expect((await credentialOf(connection)).health).toMatchObject({ result: 'working' })
      await pass(hour)
    }
    await pass(hour)
    await probe()
    const morning = now() + 3 * hour
    while (now() < morning) {
      await pass(hour)
      await run() // each time as after a restart
    }
    const [failed, ...more] = await events('credential.failed')
    expect(more).toEqual([])
    expect(Date.parse(String(failed?.created_at))).toBeLessThan(morning - 2 * hour)
    expect(failed).toMatchObject({ actor: { type: 'system' }, data: { health: { result: 'failed' } } })
    const { health, trial } = await credentialOf(connection)
    expect(trial?.error?.upstream?.codes).toEqual(['AADSTS7000222'])
    expect(health).toMatchObject({ result: 'failed', because: expect.stringMatching(/expired/) })
    expect((await harness.client.signIns.list()).data).toEqual([])

    await harness.register({ passwordCredentials: [{ secretText: first_secret }] })
    await pass(hour)
    await run()
    expect(await events('credential.recovered')).toHaveLength(1)
    expect((await credentialOf(connection)).health.result).toBe('working')
  })

  it.each(['certificate', 'federated'] as const)('knows of a %s that is gone at Entra', async (type) => {
    const connection = await harness.addEntra()
    const { certificate, federation } = await harness.client.credentials.create(connection.id, { type })
    const { issuer, subject, audience } = federation ?? {}
    await harness.register({
      passwordCredentials: [],
      keyCredentials: certificate ? [{ key: certificate.pem }] : [],
      federatedIdentityCredentials: federation ? [{ name: 'gatehouse', issuer, subject, audiences: [audience] }] : [],
    })
    await harness.client.connections.activate(connection.id)
    await run()
    expect(await events('credential.failed')).toEqual([])
    await harness.register({ keyCredentials: [], federatedIdentityCredentials: [] })
    await pass(hour)
    await run()
    expect(await events('credential.failed')).toHaveLength(1)
  })

  it('takes no trouble of the identity provider for a failure', async () => {
    const connection = await activeConnection()
    await harness.emulator.admin('POST', '/faults', { name: 'token-503' })
    await run()
    expect(await events('credential.failed')).toEqual([])
    expect((await credentialOf(connection)).health.result).toBe('unknown')
  })

  it('tries neither what waits for its activation, nor an inactive connection, nor a provider that cannot be asked', async () => {
    const connection = await activeConnection()
    await harness.client.credentials.create(connection.id, { type: 'certificate' })
    const off = await activeConnection()
    await harness.client.connections.deactivate(off.id)
    await addConnection(harness, { path: '/other' })
    await clearRequests()
    await run()
    expect(await tokenRequests()).toBe(1)
  })

  it('sends a number of requests in one run, each credential once an hour, and shares them among processes', async () => {
    for (let count = 0; count < 9; count += 1) await activeConnection()
    await clearRequests()
    const probe = credentialProbe(harness.gateway.work, { ...probeLimits, requests: 4, at_once: 2 })
    await probe()
    expect(await tokenRequests()).toBe(4)
    await Promise.all([run(), run()])
    expect(await tokenRequests()).toBe(9)
    await run()
    expect(await tokenRequests()).toBe(9)
  })

  it('looks once a day at a credential about which nobody can be asked', async () => {
    const entra = await activeConnection()
    await addConnection(harness, { path: '/other' })
    await run()
    const due = async () => {
      const { writes, read } = harness.gateway.work.ports.stores.credential_watch.takeDue(now(), now(), 10)
      return read(await harness.gateway.work.units.run(writes)).map(({ connection_id }) => connection_id)
    }
    await pass(2 * hour)
    expect(await due()).toEqual([entra.id])
    await pass(22 * hour)
    expect(await due()).toHaveLength(3) // with the connection of the harness
  })

  it('looks at a number of credentials in one run, also where nobody can be asked', async () => {
    for (let count = 0; count < 4; count += 1) await addConnection(harness, { path: `/other-${count}` })
    await activeConnection()
    await clearRequests()
    const probe = credentialProbe(harness.gateway.work, { ...probeLimits, credentials: 4, at_once: 3 })
    await probe()
    expect(await tokenRequests()).toBe(0)
    await probe()
    expect(await tokenRequests()).toBe(1)
  })

  it('takes no place of a sign-in in the cache of connections', async () => {
    await activeConnection()
    await clearRequests()
    const cached = vi.spyOn(harness.gateway.work.ports.configuration, 'connection')
    await run()
    expect(await tokenRequests()).toBe(1)
    expect(cached).not.toHaveBeenCalled()
    cached.mockRestore()
  })

  it('waits as long as an identity provider wants that has too many requests', async () => {
    for (let count = 0; count < 3; count += 1) await activeConnection()
    await clearRequests()
    await harness.emulator.admin('POST', '/faults', { name: 'token-429', seconds: 180, times: 1 })
    const probe = credentialProbe(harness.gateway.work, { ...probeLimits, at_once: 1 })
    await probe()
    await pass(2 * minute)
    await probe()
    expect(await tokenRequests()).toBe(1)
    await pass(2 * minute)
    await probe()
    expect(await tokenRequests()).toBe(4)
    expect(await events('credential.failed')).toEqual([])
  })

  it('knows without a request that a credential is past its last day', async () => {
    const connection = await activeConnection({ ...secret, not_after: new Date(now() + hour).toISOString() })
    await pass(2 * hour)
    await clearRequests()
    await run()
    expect(await tokenRequests()).toBe(0)
    expect((await credentialOf(connection)).trial?.error?.code).toBe('credential_expired')
    expect(await events('credential.failed')).toHaveLength(1)
  })
})

describe('the calendar', () => {
  const day = 24 * hour
  const warn = () => Promise.all([warnOfExpiry(harness.gateway.work), warnOfExpiry(harness.gateway.work)])
  const reasons = async () =>
    (await events('credential.expiring')).map(({ data }) => (data as { health: { because: string } }).health.because)

  it('warns at 60, 30, 14, 7 days and 1 day, each once whichever process is first', async () => {
    await activeConnection({ ...secret, not_after: new Date(now() + 62 * day).toISOString() })
    for (let passed = 0; passed < 64; passed += 1) {
      await warn()
      await warn()
      await pass(day)
    }
    expect((await reasons()).toReversed()).toEqual([
      'It expires in 60 days.',
      'It expires in 30 days.',
      'It expires in 14 days.',
      'It expires in 7 days.',
      'It expires within a day.',
    ])
  })

  it('gives one warning about a credential that is added late, and none about an inactive connection', async () => {
    const not_after = new Date(now() + 10 * day).toISOString()
    await activeConnection({ ...secret, not_after })
    const off = await activeConnection({ ...secret, not_after })
    await harness.client.connections.deactivate(off.id)
    await warn()
    expect(await reasons()).toEqual(['It expires in 10 days.'])
  })
})
