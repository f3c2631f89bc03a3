/** The language of answers: that of the reader in the setup portal, and English for programs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import { type Harness, startHarness } from '../../../test/harness.ts'
import { startSetup } from '../../../test/setup-browser.ts'
import { enterWithRole } from '../../../test/staff-browser.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
}, 60_000)
afterAll(() => harness.close())

const german = { 'accept-language': 'de-AT,en;q=0.5' }
const missing = 'GET /v1/setup/tests/signin_01jd2x3y4z5a6b7c8d9e0f1g2j'
/** A setup in which the administrator chose a language. */
async function setupIn(language: 'en' | 'de') {
  const setup = await startSetup(harness, { needs_test: false })
  await setup.call('PATCH /v1/setup', { body: { language } })
  return setup
}

const message = async (answer: Promise<{ readonly body: { error: { message: string; hint: string } } }>) => {
  const { error } = (await answer).body
  return [error.message, error.hint]
}

describe('P25 a failure', () => {
  it('is German in a portal that speaks German', async () => {
    const { call } = await setupIn('de')
    expect(await message(call(missing))).toEqual([
      'Keine Ressource hat diese ID.',
      'Prüfen Sie die ID und ihre Art. Der API-Schlüssel muss zur Umgebung der Ressource gehören.',
    ])
  })

  it('is German in the portal of a browser that prefers it', async () => {
    const { call } = await startSetup(harness)
    expect((await message(call(missing, { headers: german })))[0]).toBe('Keine Ressource hat diese ID.')
  })

  it('is English in a portal that speaks English, whatever the browser prefers', async () => {
    const { call } = await setupIn('en')
    expect((await message(call(missing, { headers: german })))[0]).toBe('No resource has this id.')
  })

  it('is German for staff whose browser asks for it, and English for others', async () => {
    const { call } = await enterWithRole(harness, 'viewer')
    const route = 'GET /v1/connections/conn_01jd2x3y4z5a6b7c8d9e0f1g2j'
    expect(await message(call(route, { headers: german }))).toEqual([
      'Keine Ressource hat diese ID.',
      'Prüfen Sie die ID und ihre Art. Der API-Schlüssel muss zur Umgebung der Ressource gehören.',
    ])
    expect((await message(call(route, { headers: { 'accept-language': 'fr' } })))[0]).toBe('No resource has this id.')
  })

  it('stands below the form of a connection, which is German too', async () => {
    const { call } = await enterWithRole(harness, 'viewer')
    const labels = async (headers: Record<string, string>) =>
      (await call('GET /v1/connection_types', { headers })).body.data.flatMap(
        ({ form }: { form: { client_secret: { label: string } | null } }) => form.client_secret?.label ?? [],
      )
    expect(new Set(await labels(german))).toEqual(new Set(['Clientgeheimnis']))
    expect(new Set(await labels({}))).toEqual(new Set(['Client secret']))
  })

  it('is English for a program', async () => {
    const route = 'GET /v1/connections/conn_01jd2x3y4z5a6b7c8d9e0f1g2j'
    expect((await message(api(harness, route, { headers: german })))[0]).toBe('No resource has this id.')
  })

  it('of a kept sign-in is German in the portal', async () => {
    const { call, test } = await setupIn('de')
    await test({ error: 'access_denied', code: '' })
    const { data } = (await call('GET /v1/setup/tests')).body
    expect(data[0].error).toMatchObject({ title: 'Die Anmeldung wurde beim Identitätsanbieter abgebrochen' })
    const { sign_in_id } = data[0]
    const kept = (await call(`GET /v1/sign_ins/${sign_in_id}`)).body.error
    expect([kept.code, kept.title]).toEqual([
      'upstream_cancelled',
      'Die Anmeldung wurde beim Identitätsanbieter abgebrochen',
    ])
    expect((await harness.client.signIns.get(sign_in_id)).error?.title).toBe(
      'The sign-in was cancelled at the identity provider',
    )
  })
})

it('P25 a code of Entra is explained in the language of the reader', async () => {
  const { id: organization_id } = await harness.client.organizations.create({ name: 'Contoso' })
  const { id } = await harness.client.connections.create({
    organization_id,
    type: 'entra_oidc',
    settings: {
      tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
      client_id: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d',
    },
  })
  const { call } = await startSetup(harness, { organization_id, connection_id: id })
  const explain = `POST /v1/connections/${id}/explain`
  const { hints } = (await call(explain, { body: { text: 'AADSTS50057' }, headers: german })).body
  expect(hints[0]).toMatchObject({ cause: 'Das Konto ist deaktiviert.', where: 'Entra ID > Users (Benutzer)' })
  expect(hints[0].message).toMatch(
    /^Eine Anmeldung über Microsoft Entra ID ist gescheitert\. .* Umleitungs-URI der Verb/,
  )
  const english = await harness.client.connections.explain(id, { text: 'AADSTS50057' })
  expect(english.hints[0]?.cause).toBe('The account is disabled.')
})
