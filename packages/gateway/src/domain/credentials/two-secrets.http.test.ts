/** Which of two credentials a sign-in takes, and what is kept of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness } from '../../../test/entra-harness.ts'
import { secretExpiresSuite } from '../../../test/two-secrets-suite.ts'

secretExpiresSuite(50)

describe('a second credential that Entra does not know yet', () => {
  let harness: EntraHarness
  let spare: string
  beforeAll(async () => {
    harness = await startEntraHarness()
    await harness.client.credentials.create(harness.entra.id, { client_secret: first_secret })
    await harness.client.connections.activate(harness.entra.id)
    spare = (await harness.client.credentials.create(harness.entra.id, { type: 'certificate' })).id
  })
  afterAll(() => harness.close())
  const failed = async () =>
    (await harness.client.events.list({ type: 'credential.failed' })).data.map(
      ({ data }) => (data as { id: string }).id,
    )

  it('is no failure when the active one is refused, which is one', async () => {
    await harness.register({ passwordCredentials: [] })
    expect((await harness.signInAsAda()).searchParams.has('code')).toBe(false)
    const { credentials } = await harness.client.connections.get(harness.entra.id)
    const active = credentials.find((credential) => credential.active)
    expect(await failed()).toEqual([active?.id])
  })

  it('is the one that works once Entra knows it, and is no failure of its own', async () => {
    const { data } = await harness.client.credentials.list(harness.entra.id)
    const pem = data.find(({ id }) => id === spare)?.certificate?.pem
    await harness.register({ keyCredentials: [{ key: pem }] })
    expect((await harness.signInAsAda()).searchParams.has('code')).toBe(true)
    await harness.emulator.admin('DELETE', '/requests')
    expect((await harness.signInAsAda()).searchParams.has('code')).toBe(true)
    const { value } = (await harness.emulator.admin('GET', '/requests')) as { value: { endpoint: string }[] }
    expect(value.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1)
    expect(await failed()).toHaveLength(1)
  })
})
