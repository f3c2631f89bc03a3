/** Connections over HTTP: errors name the fields that there are, and `null` gives a rule back to the provider. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../../test/api.ts'
import { type Harness, startHarness } from '../../../test/harness.ts'
import { changeNow } from '../../../test/staged.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())

interface FieldError {
  readonly param: string
  readonly code: string
  readonly message: string
}

describe('an unknown name is refused with the names that there are', () => {
  const guid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
  const entra = { tenant_id: guid, client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9' }
  const oidc = { discovery_url: 'https://idp.example/.well-known/openid-configuration', client_id: 'x' }
  const cases: readonly (readonly [string, object, string, RegExp])[] = [
    [
      'a setting of entra_oidc',
      { type: 'entra_oidc', settings: { ...entra, tenant: 'x' } },
      '/settings/tenant',
      /tenant_id, client_id, .*scopes, /,
    ],
    [
      'a setting of oidc',
      { type: 'oidc', settings: { ...oidc, secret: 'x' } },
      '/settings/secret',
      /discovery_url, issuer, .*client_id/,
    ],
    [
      'a setting of the other type',
      { type: 'oidc', settings: { ...oidc, tenant_id: guid } },
      '/settings/tenant_id',
      /not a setting of oidc/,
    ],
    [
      'a field',
      { type: 'oidc', settings: oidc, colour: 'red' },
      '/colour',
      /organization_id, type, name, settings, mapping, policy$/,
    ],
    [
      'an attribute',
      { type: 'oidc', settings: oidc, mapping: { mail: 'x' } },
      '/mapping/mail',
      /identifier, email, .*is_admin, custom_attributes$/,
    ],
    [
      'a policy',
      { type: 'oidc', settings: oidc, policy: { jit: true } },
      '/policy/jit',
      /provisioning, match_by, match_case, .*, logout_page_url$/,
    ],
  ]
  it.each(cases)('%s', async (_, change, param, message) => {
    const body = { organization_id: harness.organization_id, ...change }
    const answer = await api(harness, 'POST /v1/connections', { body })
    expect([answer.status, answer.code]).toEqual([422, 'values_invalid'])
    const errors = answer.body.error.errors as readonly FieldError[]
    expect(errors).toEqual([{ param, code: 'unknown_field', message: expect.stringMatching(message) }])
    expect(answer.body.error.message).toContain(param)
  })

  it('a query', async () => {
    const answer = await api(harness, 'GET /v1/connections?colour=red')
    expect([answer.status, answer.code, answer.body.error.param]).toEqual([400, 'query_invalid', '/colour'])
    expect(answer.body.error.message).toMatch(
      /The fields: limit, after, before, order, expand, organization_id, type, state/,
    )
    expect(answer.body.error.message).not.toContain('Received')
  })
})

describe('the mapping of a connection', () => {
  it('keeps what a change leaves out, and gives null back to the provider', async () => {
    const { id } = await harness.client.connections.get(harness.connection_id)
    const change = (mapping: Parameters<typeof harness.client.connections.update>[1]['mapping']) =>
      changeNow(harness, id, { mapping })
    expect((await change({ email: 'mail', groups: ['teams'] })).mapping).toMatchObject({
      email: ['mail'],
      groups: ['teams'],
    })
    expect((await change({ groups: [] })).mapping).toMatchObject({ email: ['mail'], groups: [] })
    expect((await change({ email: null, groups: null })).mapping).toMatchObject({
      email: ['email'],
      groups: ['groups'],
    })
  })
})

describe('a draft', () => {
  const guid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
  const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
  const discovery_url = 'https://idp.example/.well-known/openid-configuration'
  const create = (type: 'entra_oidc' | 'oidc', settings?: Record<string, unknown>) =>
    harness.client.connections.create({
      organization_id: harness.organization_id,
      type,
      ...(settings ? { settings } : {}),
    })

  it.each([
    ['entra_oidc', ['tenant_id', 'client_id']],
    ['oidc', ['discovery_url', 'client_id']],
  ] as const)(
    'of %s needs type and organization only, has its redirect URI, and says what is missing',
    async (type, names) => {
      const draft = await create(type)
      expect(draft).toMatchObject({ state: 'draft', settings: {}, missing_settings: names })
      expect(draft.redirect_uri).toBe(`${harness.url}/sso/oidc/callback/${draft.id}`)
      const activated = harness.client.connections.activate(draft.id)
      await expect(activated).rejects.toMatchObject({ code: 'connection_incomplete', status: 409 })
      const { body } = await api(harness, `POST /v1/connections/${draft.id}/activate`, { body: {} })
      const params = (body.error.errors as FieldError[]).map(({ param }) => param)
      expect(params).toEqual([...names.map((name) => `/settings/${name}`), '/credentials'])
    },
  )

  const values: readonly (readonly [
    string,
    'entra_oidc' | 'oidc',
    Record<string, unknown>,
    string | null,
    readonly string[],
  ])[] = [
    ['one right value', 'entra_oidc', { tenant_id: ` ${guid.toUpperCase()} ` }, null, ['client_id']],
    ['one wrong value', 'entra_oidc', { client_id: 'x' }, '/settings/client_id', []],
    ['an unknown name', 'entra_oidc', { tenant: guid }, '/settings/tenant', []],
    ['a right and a wrong one', 'oidc', { client_id: 'x', scopes: ['email'] }, '/settings/scopes', []],
    ['all, that do not fit each other', 'entra_oidc', { tenant_id: guid, client_id: guid }, '/settings/client_id', []],
    [
      'an address on a private network',
      'oidc',
      { discovery_url: 'http://10.0.0.1/.well-known/openid-configuration', client_id: 'x' },
      'address_refused',
      [],
    ],
  ]
  it.each(values)('checks what is there: %s', async (_, type, settings, param, missing) => {
    const created = create(type, settings)
    if (param === null) expect((await created).missing_settings).toEqual(missing)
    else if (param === 'address_refused') await expect(created).rejects.toMatchObject({ code: param })
    else await expect(created).rejects.toMatchObject({ errors: [{ param }] })
  })

  it('is completed step by step, with defaults as soon as it is whole', async () => {
    const { id } = await create('entra_oidc', { tenant_id: guid })
    const { trial } = await harness.client.credentials.create(id, { type: 'client_secret', client_secret: 'x' })
    expect(trial).toMatchObject({ result: 'unknown', error: { code: 'connection_incomplete' } })
    const whole = await harness.client.connections.update(id, { settings: { client_id } })
    expect(whole).toMatchObject({ settings: { tenant_id: guid, client_id, cloud: 'public' }, missing_settings: [] })
  })

  it('that is active must stay whole', async () => {
    const { id, settings } = await create('oidc', { discovery_url, client_id: 'x' })
    await harness.client.credentials.create(id, { type: 'client_secret', client_secret: 'x' })
    await harness.client.connections.activate(id)
    const emptied = harness.client.connections.update(id, { settings: { client_id: null } })
    await expect(emptied).rejects.toMatchObject({ code: 'values_invalid', errors: [{ param: '/settings/client_id' }] })
    expect((await harness.client.connections.get(id)).settings).toEqual(settings)
  })
})

describe('a text of the identity provider', () => {
  const guid = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
  const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
  let entra: string
  beforeAll(async () => {
    const settings = { tenant_id: guid, client_id }
    const { organization_id } = harness
    entra = (await harness.client.connections.create({ organization_id, type: 'entra_oidc', settings })).id
  })

  const page =
    'Sorry, but we’re having trouble signing you in.\nAADSTS50011: The redirect URI does not match. ' +
    `Request Id: x\nTrace ID: ${guid}\nCorrelation ID: ${client_id}\nTimestamp: 2026-11-26 03:00:00Z`
  const texts: readonly (readonly [string, string, readonly string[]])[] = [
    ['the text of its page', page, ['AADSTS50011']],
    ['a code', 'AADSTS50105', ['AADSTS50105']],
    ['a number', ' 90094 ', ['AADSTS90094']],
    [
      'the name of a policy',
      'failed: CredentialTypeNotAllowedAsPerAppPolicy',
      ['CredentialTypeNotAllowedAsPerAppPolicy'],
    ],
    ['a code that nobody explains', 'AADSTS1234567', ['AADSTS1234567']],
    ['two codes', 'AADSTS50011 and AADSTS50011, then AADSTS50105', ['AADSTS50011', 'AADSTS50105']],
    ['nothing of the kind', 'It does not work', []],
  ]
  it.each(texts)('is explained: %s', async (_, text, codes) => {
    const explanation = await harness.client.connections.explain(entra, { text })
    expect(explanation.codes).toEqual(codes)
    expect(explanation.hints.map(({ code }) => code)).toEqual(codes)
    for (const { url, message } of explanation.hints) {
      expect(url).toMatch(/^https:\/\/(entra\.microsoft|login\.microsoftonline)\.com\//)
      expect(message).toMatch(/Please do this: /)
    }
  })

  it('has its references read', async () => {
    expect(await harness.client.connections.explain(entra, { text: page })).toMatchObject({
      trace_id: guid,
      correlation_id: client_id,
      timestamp: '2026-11-26 03:00:00Z',
    })
  })

  it('that is missing means: the causes that are usual when people do not come back', async () => {
    const { codes, hints } = await harness.client.connections.explain(entra, {})
    expect(codes.slice(0, 2)).toEqual(['AADSTS50011', 'AADSTS50105'])
    expect(hints[0]?.url).toContain(client_id)
  })

  it('of a provider without codes of its own is none', async () => {
    const { hints } = await harness.client.connections.explain(harness.connection_id, { text: 'AADSTS50011' })
    expect(hints).toEqual([])
  })
})
