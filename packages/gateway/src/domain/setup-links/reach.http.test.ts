/** The reach of a link for a colleague, and of a client secret that somebody else has entered. */
import type { SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiAnswer } from '../../../test/api.ts'
import { type Harness, reach, startHarness } from '../../../test/harness.ts'
import { openSetup, type SetupBrowser, startSetup } from '../../../test/setup-browser.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
}, 60_000)
afterAll(() => harness.close())

const elsewhere = 'https://idp.example/.well-known/openid-configuration'

/** A link whose connection is a draft with a client secret. */
async function withSecret(): Promise<{ setup: SetupBrowser; id: string; secret_id: string }> {
  const { id: organization_id } = await harness.client.organizations.create({ name: 'Contoso' })
  const setup = await startSetup(harness, { organization_id })
  const { body } = await setup.call('POST /v1/setup/choose', { body: { type: 'oidc' } })
  const { id } = body.connection
  const discovery_url = `${harness.provider.url}/.well-known/openid-configuration`
  const settings = { discovery_url, client_id: 'gateway' }
  expect((await setup.call(`PATCH /v1/connections/${id}`, { body: { settings } })).status).toBe(200)
  const { id: secret_id } = await harness.client.credentials.create(id, { client_secret: 'upstream-secret-value' })
  return { setup, id, secret_id }
}

describe('P4 a link for a colleague', () => {
  let id: string
  let secret_id: string
  let setup: SetupBrowser
  beforeAll(async () => {
    ;({ id, secret_id, setup } = await withSecret())
  })

  const calls: Readonly<Record<string, (call: SetupBrowser['call']) => Promise<ApiAnswer>>> = {
    'changes settings': (call) => call(`PATCH /v1/connections/${id}`, { body: { settings: { client_id: 'gateway' } } }),
    'changes claims': (call) => call(`PATCH /v1/connections/${id}`, { body: { mapping: { name: ['name'] } } }),
    'adds a secret': (call) =>
      call(`POST /v1/connections/${id}/credentials`, { body: { client_secret: 'another-secret-value' } }),
    'activates a secret': (call) => call(`POST /v1/connections/${id}/credentials/${secret_id}/activate`, { body: {} }),
    'adds a group': (call) =>
      call('POST /v1/groups', { body: { organization_id: setup.link.organization_id, idp_id: crypto.randomUUID() } }),
    'makes a test': (call) => call(`POST /v1/connections/${id}/test`, { body: {} }),
    'chooses a provider': (call) => call('POST /v1/setup/choose', { body: { type: 'oidc' } }),
  }
  const allowed: Readonly<Partial<Record<SetupStep, readonly string[]>>> = {
    provider: ['chooses a provider'],
    register: [],
    values: ['changes settings', 'adds a secret', 'activates a secret'],
    claims: ['changes claims'],
    access: ['adds a group'],
    test: ['makes a test'],
    domains: [],
    turn_on: [],
  }

  it.each(Object.entries(allowed))('for the step %s does the work of that step only', async (step, expected) => {
    const { body: link } = await setup.call('POST /v1/setup/share_step', { body: { step } })
    const { call } = await openSetup(harness, link)
    const done: string[] = []
    for (const [name, attempt] of Object.entries(calls)) {
      const { status, code } = await attempt(call)
      if (status < 300) done.push(name)
      else expect([name, code]).toEqual([name, expect.stringMatching(/^(?:setup_intent_missing|values_invalid)$/)])
    }
    expect(done).toEqual(expected)
    expect((await call('PATCH /v1/setup', { body: { done_actions: ['register.name'] } })).status).toBe(200)
  })
})

it('ends the tests that its administrator made when it is revoked', async () => {
  const { setup, id } = await withSecret()
  const { body } = await setup.call(`POST /v1/connections/${id}/test`, { body: { expires_in_minutes: 600 } })
  const statusOf = async () => (await setup.person.get(reach(harness, body.url))).status
  expect(await statusOf()).toBe(303)
  await harness.client.setupLinks.revoke(setup.link.id)
  expect(await statusOf()).toBe(404)
})

describe('a client secret that is kept', () => {
  it.each([
    ['of another host', { discovery_url: elsewhere }, '/settings/discovery_url'],
    [
      'of another host, with values that lead nowhere',
      { discovery_url: elsewhere, client_id: 'other' },
      '/settings/discovery_url',
    ],
  ])('is not sent to the address %s', async (_, settings, param) => {
    const { setup, id } = await withSecret()
    const answer = await setup.call(`PATCH /v1/connections/${id}`, { body: { settings } })
    expect([answer.code, answer.body.error.errors.map((one: { param: string }) => one.param)]).toEqual([
      'values_invalid',
      [param],
    ])
  })

  it('is not sent to another host after the address was taken away', async () => {
    const { setup, id } = await withSecret()
    const change = (discovery_url: string | null) =>
      setup.call(`PATCH /v1/connections/${id}`, { body: { settings: { discovery_url } } })
    expect((await change(null)).status).toBe(200)
    expect((await change(elsewhere)).code).toBe('values_invalid')
  })

  it('stays while other values change, and gives way when it is deleted first', async () => {
    const { setup, id, secret_id } = await withSecret()
    const change = (settings: object) => setup.call(`PATCH /v1/connections/${id}`, { body: { settings } })
    expect((await change({ client_id: 'other' })).status).toBe(200)
    expect((await setup.call(`DELETE /v1/connections/${id}/credentials/${secret_id}`)).status).toBe(204)
    expect((await change({ discovery_url: elsewhere })).status).toBe(200)
  })

  it('goes where the vendor says', async () => {
    const { id } = await withSecret()
    const settings = { discovery_url: elsewhere }
    expect((await harness.client.connections.update(id, { settings })).settings).toMatchObject(settings)
  })
})
