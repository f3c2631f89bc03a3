/** Entra has one logout URL for an application, which may serve connections of many tenants. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EntraHarness, first_secret, startEntraHarness } from '../../test/entra-harness.ts'

let harness: EntraHarness
let second: Connection
beforeAll(async () => {
  harness = await startEntraHarness()
  await harness.register({ optionalClaims: { idToken: [{ name: 'email' }, { name: 'xms_edov' }, { name: 'sid' }] } })
  second = await harness.addEntra()
  for (const { id } of [harness.entra, second]) {
    await harness.client.credentials.create(id, { type: 'client_secret', client_secret: first_secret })
    await harness.client.connections.activate(id)
  }
})
afterAll(() => harness.close())

/** Signs Ada in through the first connection. @returns the name of her session at Entra, and whether ours is open */
async function signedIn() {
  expect((await harness.signInAsAda()).searchParams.has('code')).toBe(true)
  const [session] = await harness.client.sessions.listOfConnection(harness.entra.id).toArray()
  const { sessions } = harness.gateway.work.ports.stores.in(harness.environment_id)
  const isOpen = async () => (await sessions.get(session?.id ?? ''))?.ended_at === null
  return { sid: (await sessions.get(session?.id ?? ''))?.upstream_sid ?? '', isOpen }
}
const call = (connection: string, sid: string) =>
  fetch(`${harness.url}/sso/logout/frontchannel/${connection}?${new URLSearchParams({ sid })}`)

it('a call at another connection of the same application ends the session', async () => {
  const { sid, isOpen } = await signedIn()
  expect(sid).toMatch(/^[0-9a-f-]{36}$/)
  expect((await call(second.id, sid)).status).toBe(200)
  expect(await isOpen()).toBe(false)
})

it('a call at a connection of another application, or of another kind, has no effect', async () => {
  const { sid, isOpen } = await signedIn()
  const other = await harness.client.connections.create({
    organization_id: harness.organization_id,
    type: 'entra_oidc',
    settings: { ...harness.entra.settings, client_id: '11111111-2222-4333-8444-555555555555' },
  })
  for (const id of [other.id, harness.connection_id]) expect((await call(id, sid)).status).toBe(200)
  expect(await isOpen()).toBe(true)
})
