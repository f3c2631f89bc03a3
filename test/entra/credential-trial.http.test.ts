/**
 * Credentials that are tried at Entra, which the emulator stands for. Only `invalid_client` blocks, and only an
 * activation.
 */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { type Emulator, newSecretText, startEmulator, type Tenant } from 'entra-emulator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examine } from '../../packages/gateway/src/cli/doctor/doctor.ts'
import { newMasterKey } from '../../packages/gateway/src/keys/master-key.ts'
import { addConnection, type Harness, startHarness, temporaryDatabase } from '../../packages/gateway/test/harness.ts'

const right = newSecretText()
const expired = newSecretText()
const spare = newSecretText()
const dayMs = 24 * 60 * 60_000

let emulator: Emulator
let harness: Harness
let tenant: Tenant
let client_id: string
/** A tenant that has not installed the application. */
let uninstalled: string
const variables = { GATEHOUSE_MASTER_KEY: newMasterKey() }
let database_url: string

beforeAll(async () => {
  emulator = await startEmulator({
    fixture: {
      tenants: [
        {
          displayName: 'Contoso',
          domains: ['contoso.example'],
          users: [],
          applications: [
            {
              displayName: 'Gatehouse',
              signInAudience: 'AzureADMultipleOrgs',
              passwordCredentials: [
                { secretText: right },
                { secretText: spare },
                { secretText: expired, endDateTime: '2020-01-01T00:00:00Z' },
              ],
            },
          ],
        },
        { displayName: 'Fabrikam', domains: ['fabrikam.example'], users: [], applications: [] },
      ],
    },
  })
  const [first, second] = emulator.tenants()
  if (!first || !second) throw new Error('no tenant')
  tenant = first
  uninstalled = second.id
  client_id = String(tenant.applications[0]?.appId)
  database_url = `sqlite:${temporaryDatabase()}`
  harness = await startHarness({
    database_url,
    variables: { ...variables, GATEHOUSE_OUTBOUND_ALLOW: '127.0.0.1' },
  })
})
afterAll(async () => {
  await harness.close()
  await emulator.close()
})

const entraSettings = (change: Record<string, unknown> = {}) => ({
  tenant_id: tenant.id,
  client_id,
  cloud: 'custom',
  authority_host: emulator.url,
  ...change,
})

const draft = (change: Record<string, unknown> = {}): Promise<Connection> =>
  harness.client.connections.create({
    organization_id: harness.organization_id,
    type: 'entra_oidc',
    settings: entraSettings(change) as never,
  })

const add = (connection: Connection, client_secret: string): Promise<Credential> =>
  harness.client.credentials.create(connection.id, { type: 'client_secret', client_secret })

interface Case {
  readonly settings?: () => Record<string, unknown>
  readonly secret: string
  readonly result: 'accepted' | 'refused' | 'unknown'
  readonly error: object | null
}

const nobody = '11111111-2222-4333-8444-555555555555'
const cases: Readonly<Record<string, Case>> = {
  'the right secret': { secret: right, result: 'accepted', error: null },
  'the secret of nobody': {
    secret: newSecretText(),
    result: 'refused',
    error: {
      code: 'upstream_client_refused',
      hints: [
        expect.objectContaining({
          code: 'AADSTS7000215',
          who: 'administrator',
          what: expect.stringContaining('Value'),
          where: expect.stringContaining('Certificates & secrets'),
          message: expect.stringContaining('AADSTS7000215'),
        }),
      ],
      upstream: expect.objectContaining({ error: 'invalid_client', codes: ['AADSTS7000215'] }),
    },
  },
  'an expired secret': {
    secret: expired,
    result: 'refused',
    error: {
      hints: [expect.objectContaining({ cause: expect.stringContaining('has expired') })],
      upstream: expect.objectContaining({ codes: ['AADSTS7000222'] }),
    },
  },
  'a client ID of nobody': {
    settings: () => ({ client_id: nobody }),
    secret: right,
    result: 'unknown',
    error: { upstream: expect.objectContaining({ codes: ['AADSTS700016'] }) },
  },
  'a tenant ID of nobody': {
    settings: () => ({ tenant_id: nobody }),
    secret: right,
    result: 'unknown',
    error: { code: 'discovery_unusable' },
  },
  'tenant ID and client ID swapped': {
    settings: () => ({ tenant_id: client_id, client_id: tenant.id }),
    secret: right,
    result: 'unknown',
    error: { code: 'tenant_and_client_swapped', remedy: expect.stringContaining("Exchange 'tenant_id'") },
  },
  'an identity provider that is away': {
    settings: () => ({ authority_host: 'http://127.0.0.1:9' }),
    secret: right,
    result: 'unknown',
    error: { code: 'upstream_unreachable', who: 'operator' },
  },
  'many tenants, and the right secret': {
    settings: () => ({ tenant_id: 'organizations', allowed_tenants: [tenant.id] }),
    secret: right,
    result: 'accepted',
    error: null,
  },
  'many tenants, and the secret of nobody': {
    settings: () => ({ tenant_id: 'common', allowed_tenants: [tenant.id] }),
    secret: newSecretText(),
    result: 'refused',
    error: { upstream: expect.objectContaining({ codes: ['AADSTS7000215'] }) },
  },
  'many tenants, and an expired secret, which the second one tells': {
    settings: () => ({ tenant_id: 'organizations', allowed_tenants: [nobody, tenant.id] }),
    secret: expired,
    result: 'refused',
    error: { upstream: expect.objectContaining({ codes: ['AADSTS7000222'] }) },
  },
  'many tenants, of which the first has not installed the application': {
    settings: () => ({ tenant_id: 'organizations', allowed_tenants: [uninstalled, tenant.id] }),
    secret: right,
    result: 'accepted',
    error: null,
  },
  'many tenants, none of which has installed the application': {
    settings: () => ({ tenant_id: 'organizations', allowed_tenants: [uninstalled] }),
    secret: right,
    result: 'unknown',
    error: {
      upstream: expect.objectContaining({ error: 'invalid_client', codes: ['AADSTS7000229'] }),
      hints: [expect.objectContaining({ what: expect.stringContaining('Grant admin consent') })],
    },
  },
  'many tenants, of which the fourth would know': {
    settings: () => ({
      tenant_id: 'organizations',
      allowed_tenants: [uninstalled, nobody, '22222222-2222-4333-8444-555555555555', tenant.id],
    }),
    secret: right,
    result: 'unknown',
    error: { upstream: expect.anything() },
  },
  'one tenant, which has not installed the application': {
    settings: () => ({ tenant_id: uninstalled }),
    secret: right,
    result: 'unknown',
    error: { upstream: expect.objectContaining({ codes: ['AADSTS7000229'] }) },
  },
}

describe('a credential', () => {
  it.each(Object.entries(cases))('that is added is kept, and says what came back: %s', async (_, one) => {
    const connection = await draft(one.settings?.())
    const { trial } = await add(connection, one.secret)
    expect(trial).toMatchObject({ result: one.result, error: one.error && expect.objectContaining(one.error) })
    expect(trial?.at).toMatch(/Z$/)
    expect(JSON.stringify(trial)).not.toContain(one.secret)
  })

  it.each(Object.entries(cases))('is tried at activation, which only invalid_client blocks: %s', async (_, one) => {
    const connection = await draft(one.settings?.())
    await add(connection, one.secret)
    const activated = harness.client.connections.activate(connection.id)
    if (one.result === 'refused') {
      await expect(activated).rejects.toMatchObject({ code: 'credential_refused', status: 409 })
      expect((await harness.client.connections.get(connection.id)).state).toBe('draft')
    } else {
      expect(await activated).toMatchObject({ state: 'active', credentials: [{ trial: { result: one.result } }] })
    }
  })

  it('of another kind of identity provider is not known to be right or wrong', async () => {
    const connection = await addConnection(harness)
    expect(connection.state).toBe('active')
    expect(connection.credentials[0]?.trial).toMatchObject({ result: 'unknown', error: null })
  })

  it('that is refused does not replace the active one, and the error says where to look', async () => {
    const connection = await draft()
    await add(connection, right)
    const wrong = await add(connection, newSecretText())
    const activated = harness.client.credentials.activate(connection.id, wrong.id)
    await expect(activated).rejects.toMatchObject({
      code: 'credential_refused',
      message: expect.stringContaining('AADSTS7000215'),
      hint: expect.stringMatching(/Value.*App registrations > your app > Certificates & secrets\./),
    })
    const { credentials } = await harness.client.connections.get(connection.id)
    expect(credentials.map(({ active }) => active)).toEqual([true, false])
  })

  it('is missing: the activation is a conflict, not a fault of the identity provider', async () => {
    const connection = await draft()
    await expect(harness.client.connections.activate(connection.id)).rejects.toMatchObject({
      code: 'connection_incomplete',
      status: 409,
    })
  })
})

describe('the doctor', () => {
  const findings = async (ahead = 0) =>
    (
      await examine(
        {
          ...variables,
          GATEHOUSE_PUBLIC_URL: harness.url,
          GATEHOUSE_DATABASE_URL: database_url,
          GATEHOUSE_OUTBOUND_ALLOW: new URL(emulator.url).host,
        },
        () => Date.now() + ahead,
      )
    ).filter(({ id }) => id === 'credentials')

  it('tries the credential in use, and never recommends one that has expired', async () => {
    for (const { id } of (await harness.client.connections.list({ state: 'active', limit: 100 })).data) {
      await harness.client.connections.deactivate(id)
    }
    const connection = await draft()
    const soon = new Date(Date.now() + 40 * dayMs).toISOString()
    const late = new Date(Date.now() + 80 * dayMs).toISOString()
    const addUntil = (client_secret: string, not_after: string) =>
      harness.client.credentials.create(connection.id, { type: 'client_secret', client_secret, not_after })
    await addUntil(right, soon)
    await addUntil(spare, late)
    await harness.client.connections.activate(connection.id)
    expect(await findings()).toEqual([])
    expect(await findings(50 * dayMs)).toMatchObject([{ result: 'fail', remedy: expect.stringMatching(/^Activate/) }])
    expect(await findings(90 * dayMs)).toMatchObject([{ result: 'fail', remedy: expect.stringMatching(/^Make a new/) }])

    const application = `/tenants/${tenant.id}/applications/${client_id}`
    await emulator.admin('PATCH', application, { passwordCredentials: [{ secretText: spare }] })
    expect(await findings()).toMatchObject([
      { result: 'fail', code: 'credential_refused', who: 'administrator', remedy: expect.stringContaining('Value') },
    ])
  })
})
