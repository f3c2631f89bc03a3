/** Two live client secrets: the active one is used, and the other one when Entra refuses it. */
import type { Id } from '@gatehouse-sso/core/ids'
import { type Emulator, newSecretText, startEmulator } from 'entra-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  authorizeAddress,
  browser,
  type Harness,
  locationOf,
  startHarness,
  until,
} from '../../packages/gateway/test/harness.ts'

const first = newSecretText()
const second = newSecretText()
const ada = 'ada@contoso.example'
let emulator: Emulator
let harness: Harness
let application: string
let connection: Id<'conn'>
let credentials: readonly Id<'cred'>[]

beforeAll(async () => {
  emulator = await startEmulator({
    fixture: {
      tenants: [
        {
          displayName: 'Contoso',
          domains: ['contoso.example'],
          users: [{ userPrincipalName: ada, mail: ada, displayName: 'Ada' }],
          applications: [
            { displayName: 'Gatehouse', passwordCredentials: [{ secretText: first }, { secretText: second }] },
          ],
        },
      ],
    },
  })
  harness = await startHarness({ variables: { GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' } })
  const [tenant] = emulator.tenants()
  const client_id = String(tenant?.applications[0]?.appId)
  application = `/tenants/${tenant?.id}/applications/${client_id}`
  const { id, redirect_uri } = await harness.client.connections.create({
    organization_id: harness.organization_id,
    type: 'entra_oidc',
    settings: { tenant_id: tenant?.id, client_id, cloud: 'custom', authority_host: emulator.url },
  })
  connection = id
  await emulator.admin('PATCH', application, { web: { redirectUris: [redirect_uri] } })
  const made = []
  for (const client_secret of [first, second]) {
    made.push(await harness.client.credentials.create(id, { type: 'client_secret', client_secret }))
  }
  credentials = made.map((credential) => credential.id)
  await harness.client.connections.activate(id)
})
afterAll(async () => {
  await harness.close()
  await emulator.close()
})
beforeEach(() => secrets([{ secretText: first }, { secretText: second }]))

const secrets = (passwordCredentials: readonly object[]) =>
  emulator.admin('PATCH', application, { passwordCredentials })
const expired = { endDateTime: '2020-01-01T00:00:00Z' }

/** A whole sign-in. @returns where the application is reached, or our error page */
async function signInAsAda(): Promise<URL> {
  const person = browser()
  const address = authorizeAddress(harness, { organization: undefined, connection })
  const back = await emulator.signIn(locationOf(await person.get(address)), ada)
  const { pathname, search } = new URL(back.url)
  return new URL(locationOf(await person.get(`${harness.url}${pathname}${search}`)))
}

/** The latest sign-in, once its trace is written. */
const latest = async () => {
  const [{ id } = { id: '' }] = (await harness.client.signIns.list({ limit: 1 })).data
  const read = () => harness.client.signIns.get(id as Id<'signin'>)
  return until(read, ({ decision, error }) => decision !== null || error !== null)
}

describe('a sign-in', () => {
  it('uses the active secret only, while it works', async () => {
    expect((await signInAsAda()).searchParams.get('code')).toBeTruthy()
    const { steps } = await latest()
    expect(steps.filter(({ name }) => name === 'credential')).toEqual([])
  })

  it('uses the other secret when the active one has expired at Entra, and records both', async () => {
    await secrets([{ secretText: first, ...expired }, { secretText: second }])
    expect((await signInAsAda()).searchParams.get('code')).toBeTruthy()
    const { steps } = await latest()
    expect(steps).toContainEqual(
      expect.objectContaining({
        name: 'credential',
        ok: false,
        detail: { credential_id: credentials[0], code: 'upstream_client_refused' },
      }),
    )
    expect(steps).toContainEqual(
      expect.objectContaining({ name: 'token_response', ok: true, detail: { credential_id: credentials[1] } }),
    )
    const seen = await until(
      async () => (await harness.client.connections.get(connection)).credentials,
      ([one]) => one?.trial?.result === 'refused',
    )
    expect(seen[0]?.trial?.error?.hints).toMatchObject([{ code: 'AADSTS7000222', who: 'administrator' }])
    expect(seen[1]?.last_used_at).not.toBeNull()
  })

  it('says why the active secret was refused, when both are', async () => {
    await secrets([{ secretText: first, ...expired }, { secretText: newSecretText() }])
    expect((await signInAsAda()).pathname).toMatch(/^\/error\//)
    const { error, steps } = await latest()
    expect(error).toMatchObject({ code: 'upstream_client_refused', hints: [{ code: 'AADSTS7000222' }] })
    expect(steps.filter(({ name, ok }) => name === 'credential' && !ok)).toHaveLength(2)
  })

  it('loses none of forty when the active secret expires in their midst', async () => {
    const outcomes: boolean[] = []
    const one = async () => void outcomes.push((await signInAsAda()).searchParams.has('code'))
    const running = Array.from({ length: 4 }, async () => {
      for (let count = 0; count < 10; count += 1) await one()
    })
    await until(
      async () => outcomes.length,
      (count) => count >= 10,
    )
    await secrets([{ secretText: first, ...expired }, { secretText: second }])
    await Promise.all(running)
    expect([outcomes.length, outcomes.every(Boolean)]).toEqual([40, true])
  })
})
