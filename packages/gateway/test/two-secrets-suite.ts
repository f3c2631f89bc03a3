/** Two secrets of one connection, of which the active one expires at Entra while people sign in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness } from './entra-harness.ts'

const second_secret = 'Bb28Q~second-secret-of-the-application'
const atOnce = 10

export function secretExpiresSuite(signIns: number): void {
  describe(`an active secret that expires among ${signIns} sign-ins`, () => {
    let harness: EntraHarness
    let ids: readonly string[]
    beforeAll(async () => {
      harness = await startEntraHarness()
      const { client, entra } = harness
      await harness.register({ passwordCredentials: [{ secretText: first_secret }, { secretText: second_secret }] })
      const first = await client.credentials.create(entra.id, { client_secret: first_secret })
      const second = await client.credentials.create(entra.id, { client_secret: second_secret })
      ids = [first.id, second.id]
      await client.connections.activate(entra.id)
    })
    afterAll(() => harness.close())

    const credentials = async () => (await harness.client.connections.get(harness.entra.id)).credentials
    const events = async (type: 'credential.failed' | 'credential.recovered') =>
      (await harness.client.events.list({ type })).data.map(({ data }) => (data as { id: string }).id)
    const tokenRequests = async () => {
      const { value } = (await harness.emulator.admin('GET', '/requests')) as { value: { endpoint: string }[] }
      return value.filter(({ endpoint }) => endpoint === 'token').length
    }

    it('loses none of them, and is one failure', async () => {
      let begun = 0
      let signedIn = 0
      const expire = () =>
        harness.register({
          passwordCredentials: [
            { secretText: first_secret, endDateTime: new Date(Date.now() - 1_000).toISOString() },
            { secretText: second_secret },
          ],
        })
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          while (begun < signIns) {
            begun += 1
            if (begun === Math.floor(signIns / 3)) await expire()
            const { searchParams } = await harness.signInAsAda()
            if (searchParams.has('code')) signedIn += 1
          }
        }),
      )
      expect(signedIn).toBe(signIns)
      expect(await events('credential.failed')).toEqual([ids[0]])
    })

    it('is not tried at the next sign-ins, and the record of the other one shows its use', async () => {
      await harness.emulator.admin('DELETE', '/requests')
      for (let count = 0; count < 3; count += 1) await harness.signInAsAda()
      expect(await tokenRequests()).toBe(3)
      await expect.poll(async () => (await credentials())[1]?.last_used_at).not.toBeNull()
      expect((await credentials()).map(({ active, trial }) => [active, trial?.result])).toEqual([
        [true, 'refused'],
        [false, 'accepted'],
      ])
    })

    it('is tried again when the other one fails too, and has recovered', async () => {
      await harness.register({ passwordCredentials: [{ secretText: first_secret }] })
      expect((await harness.signInAsAda()).searchParams.has('code')).toBe(true)
      expect(await events('credential.failed')).toEqual([ids[1], ids[0]])
      expect(await events('credential.recovered')).toEqual([ids[0]])
    })
  })
}
