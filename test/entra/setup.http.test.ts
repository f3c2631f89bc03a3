/**
 * The setup portal's operations against Entra: the live check of each pasted value, the guide, the tests and the end of a
 * setup, as an administrator meets them.
 */
import type { SetupTest } from '@gatehouse-sso/sdk/contract/setup-test'
import type { ValueFinding } from '@gatehouse-sso/sdk/contract/value-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { locationOf } from '../../packages/gateway/test/harness.ts'
import { openSetup, type SetupBrowser } from '../../packages/gateway/test/setup-browser.ts'
import { type Entra, startEntra, upstreamSecret } from './entra.ts'

const tenant_id = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const engineering = '5a1d7c60-3c8e-4b1f-9d2a-7e6f5a4b3c2d'
const ada = 'ada@contoso.example'
const noah = 'noah@contoso.example'
const olga = 'olga@contoso.example'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra([
    {
      id: tenant_id,
      displayName: 'Contoso',
      domains: ['contoso.example'],
      region: 'EU',
      users: [
        { userPrincipalName: ada, mail: ada, displayName: 'Ada Muster', givenName: 'Ada', surname: 'Muster' },
        { userPrincipalName: noah, mail: null, displayName: 'Noah Lind' },
        { userPrincipalName: olga, mail: olga, displayName: 'Olga Nowak' },
      ],
      groups: [
        { id: engineering, displayName: 'Engineering', members: [ada] },
        ...Array.from({ length: 210 }, (_, index) => ({ displayName: `Project ${index}`, members: [olga] })),
      ],
      applications: [
        {
          displayName: 'Gatehouse',
          appId: client_id,
          passwordCredentials: [{ secretText: upstreamSecret }],
          optionalClaims: { idToken: ['email', 'given_name', 'family_name'].map((name) => ({ name })) },
          groupMembershipClaims: 'SecurityGroup',
        },
      ],
    },
  ])
})
afterAll(() => entra.close())
beforeEach(async () => {
  await entra.emulator.admin('DELETE', '/faults')
})

const client = () => entra.harness.client
let organizations = 0

/** A link to a new organization whose connection has only its cloud, as a vendor presets it for the emulator. */
async function start(
  body: Partial<Parameters<ReturnType<typeof client>['setupLinks']['create']>[0]> = {},
): Promise<SetupBrowser> {
  organizations += 1
  const { id: organization_id } = await client().organizations.create({ name: `Organization ${organizations}` })
  const settings = { cloud: 'custom', authority_host: entra.emulator.url }
  const { id: connection_id } = await client().connections.create({ organization_id, type: 'entra_oidc', settings })
  return openSetup(entra.harness, await client().setupLinks.create({ organization_id, connection_id, ...body }))
}

async function check(setup: SetupBrowser, body: object): Promise<Record<string, ValueFinding>> {
  const answer = await setup.call('POST /v1/setup/check_values', { body })
  expect(answer.status).toBe(200)
  return Object.fromEntries(answer.body.findings.map((finding: ValueFinding) => [finding.param, finding]))
}

describe('P7 the live check', () => {
  const wrong = '9c0d1e2f-3a4b-4c5d-8e6f-708192a3b4c5'
  const cases: readonly (readonly [string, object, string, Partial<ValueFinding>])[] = [
    [
      'of a tenant',
      { settings: { tenant_id } },
      '/settings/tenant_id',
      {
        result: 'found',
        code: 'tenant_found',
        facts: ['Tenant 8f1c2b3a…', expect.stringContaining('127.0.0.1'), 'EU'],
      },
    ],
    [
      'P9 of a tenant that does not exist',
      { settings: { tenant_id: wrong } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'not_found' },
    ],
    [
      'P9 of a domain in place of a tenant',
      { settings: { tenant_id: 'contoso.example' } },
      '/settings/tenant_id',
      { result: 'found', value: tenant_id, facts: expect.arrayContaining(['contoso.example']) },
    ],
    [
      'P9 of `common`',
      { settings: { tenant_id: 'common' } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'open_to_all', choices: ['pin_tenant', 'list_tenants'] },
    ],
    [
      'P9 of `organizations`',
      { settings: { tenant_id: 'organizations' } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'open_to_all' },
    ],
    [
      'P9 of `consumers`',
      { settings: { tenant_id: 'consumers' } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'invalid' },
    ],
    [
      'of a text that is no tenant',
      { settings: { tenant_id: 'hello' } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'invalid' },
    ],
    [
      'of blanks around a value',
      { settings: { tenant_id: `  ${tenant_id}\n` } },
      '/settings/tenant_id',
      { result: 'found', value: tenant_id },
    ],
    [
      'of the tenant ID pasted twice',
      { settings: { tenant_id, client_id: tenant_id } },
      '/settings/client_id',
      { result: 'wrong', code: 'same_ids' },
    ],
    [
      'of swapped ids',
      { settings: { tenant_id: client_id, client_id: tenant_id } },
      '/settings/tenant_id',
      { result: 'wrong', code: 'swapped', choices: ['swap'] },
    ],
    [
      'of a client without a secret',
      { settings: { tenant_id, client_id } },
      '/settings/client_id',
      { result: 'looks_right', code: 'client_looks_right' },
    ],
    [
      'of an accepted secret',
      { settings: { tenant_id, client_id }, client_secret: upstreamSecret },
      '/client_secret',
      { result: 'found', code: 'secret_accepted' },
    ],
    [
      'of the client of an accepted secret',
      { settings: { tenant_id, client_id }, client_secret: upstreamSecret },
      '/settings/client_id',
      { result: 'found', code: 'client_accepted' },
    ],
    [
      'P8 of the Secret ID',
      { settings: { tenant_id, client_id }, client_secret: wrong },
      '/client_secret',
      { result: 'wrong', code: 'secret_id' },
    ],
    [
      'of a wrong secret',
      { settings: { tenant_id, client_id }, client_secret: 'abc~DEF.0123456789_abcdefghijklmnopqrst' },
      '/client_secret',
      { result: 'wrong', code: 'secret_refused' },
    ],
    [
      'of a client that the tenant does not know',
      { settings: { tenant_id, client_id: wrong }, client_secret: upstreamSecret },
      '/settings/client_id',
      { result: 'wrong', code: 'secret_refused' },
    ],
    [
      'P14 of a day in the past',
      { not_after: '2020-01-01' },
      '/not_after',
      { result: 'wrong', code: 'expired', title: expect.stringContaining('2020-01-01') },
    ],
    [
      'P14 of a day that is near',
      { not_after: new Date(Date.now() + 20 * 86_400_000).toISOString() },
      '/not_after',
      { result: 'warn', code: 'expires_soon', title: expect.stringContaining('20 days') },
    ],
    ['of a day that is none', { not_after: 'soon' }, '/not_after', { result: 'wrong', code: 'date_invalid' }],
    [
      'of an address in place of a tenant',
      { settings: { discovery_url: '{emulator}/{tenant}/v2.0/.well-known/openid-configuration' } },
      '/settings/tenant_id',
      { result: 'found', code: 'tenant_found' },
    ],
  ]

  it.each(cases)('%s', async (_, body, param, finding) => {
    const text = JSON.stringify(body).replace('{emulator}', entra.emulator.url).replace('{tenant}', tenant_id)
    const findings = await check(await start(), JSON.parse(text))
    expect(findings[param]).toMatchObject(finding)
  })

  it('P25 speaks the language of the reader', async () => {
    const setup = await start()
    const findings = await check(setup, { settings: { tenant_id }, language: 'de' })
    expect(findings['/settings/tenant_id']?.title).toBe('Der Mandant wurde gefunden.')
  })

  it('keeps nothing but what is known of the tenant', async () => {
    const setup = await start()
    await check(setup, { settings: { tenant_id, client_id }, client_secret: upstreamSecret })
    const { connection, tenant } = (await setup.call('GET /v1/setup')).body
    expect([connection.settings.tenant_id, connection.credentials, tenant]).toEqual([
      undefined,
      [],
      ['Tenant 8f1c2b3a…', expect.stringContaining('127.0.0.1'), 'EU'],
    ])
  })

  it('goes on where the identity provider does not answer', async () => {
    const setup = await start()
    const { connection } = (await setup.call('GET /v1/setup')).body
    await client().connections.update(connection.id, { settings: { authority_host: 'http://127.0.0.1:9' } })
    const findings = await check(setup, { settings: { tenant_id } })
    expect(findings['/settings/tenant_id']).toMatchObject({ result: 'no_answer' })
  })

  it('is bounded', async () => {
    const setup = await start()
    const answers = await Promise.all(
      Array.from({ length: 41 }, () =>
        setup.call('POST /v1/setup/check_values', { body: { not_after: '2020-01-01' } }),
      ),
    )
    expect(answers.filter(({ code }) => code === 'rate_limited').length).toBe(1)
  })
})

describe('P5 P6 the guide', () => {
  it.each(['en', 'de'])('has the values of the connection, in %s', async (language) => {
    const setup = await start()
    const { body: guide } = await setup.call(`GET /v1/setup/guide?language=${language}`)
    const { connection } = (await setup.call('GET /v1/setup')).body
    const register = guide.steps.find(({ id }: { id: string }) => id === 'register')
    const copied = register.actions.flatMap(({ copy }: { copy: { value: string }[] }) => copy.map(({ value }) => value))
    expect(copied).toContain(connection.redirect_uri)
    expect(register.code.map(({ code }: { code: string }) => code).join()).toContain(connection.redirect_uri)
    expect(guide.steps.map(({ id }: { id: string }) => id)).toEqual(['register', 'values', 'claims', 'access'])
    expect([guide.language, guide.credentials.length, guide.security.kept.length > 3]).toEqual([language, 3, true])
    const link = register.actions.find(({ id }: { id: string }) => id === 'open').link.url
    expect(link).toBe(`${entra.emulator.url}/admin-center`)
  })

  it('expands nothing that a vendor named', async () => {
    const name = `it's $(rm) "\${file}"`
    await client().branding.update({ name })
    const setup = await start()
    const { body } = await setup.call('GET /v1/setup/guide')
    const codes = body.steps[0].code as { id: string; code: string }[]
    const az = codes.find(({ id }) => id === 'az')?.code ?? ''
    expect(az).toContain(`'it'\\''s $(rm) "\${file}"'`)
    expect(codes.find(({ id }) => id === 'terraform')?.code).toContain('$${file}')
    await client().branding.update({ name: null })
  })
})

/** Enters the values that work, with a secret. */
async function connect(setup: SetupBrowser): Promise<string> {
  const { connection } = (await setup.call('GET /v1/setup')).body
  const patched = await setup.call(`PATCH /v1/connections/${connection.id}`, {
    body: { settings: { tenant_id, client_id } },
  })
  expect(patched.status).toBe(200)
  const body = { type: 'client_secret', client_secret: upstreamSecret }
  expect((await setup.call(`POST /v1/connections/${connection.id}/credentials`, { body })).status).toBe(201)
  const { web } = entra.emulator.tenants()[0]?.applications[0] ?? { web: { redirectUris: [] } }
  const redirectUris = [...web.redirectUris, connection.redirect_uri]
  await entra.emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${client_id}`, { web: { redirectUris } })
  return connection.id
}

/** Runs a test sign-in. @returns how the portal shows it */
async function test(setup: SetupBrowser, connection: string, who = ada): Promise<SetupTest> {
  const made = await setup.call(`POST /v1/connections/${connection}/test`, { body: {} })
  const back = await entra.emulator.signIn(locationOf(await setup.person.get(made.body.url)), who)
  if (back.url) {
    const { pathname, search } = new URL(back.url)
    await setup.person.get(`${entra.harness.url}${pathname}${search}`)
  }
  return (await setup.call('GET /v1/setup/tests?limit=1')).body.data[0]
}

describe('P15 P16 a test sign-in', () => {
  it('shows each stage, the claims, and what the application would receive', async () => {
    const slug = `editor-${organizations}`
    await client().roles.create({ slug, name: 'Editor', assignable_by_customer: true })
    const setup = await start()
    const id = await connect(setup)
    const { organization } = (await setup.call('GET /v1/setup')).body
    const first = await test(setup, id)
    expect(first.state).toBe('test_succeeded')
    expect(first.stages.map(({ state }) => state)).toEqual(Array(7).fill('done'))
    expect(first.claims?.id_token).toMatchObject({ email: ada, tid: tenant_id })
    expect(first.receives).toMatchObject({ email: ada, given_name: 'Ada', groups: [engineering] })
    // P17: a group that came is mapped by a click.
    expect(first.groups).toEqual([{ idp_id: engineering, name: null, roles: [] }])
    const body = { organization_id: organization.id, idp_id: engineering, name: 'Engineering', roles: [slug] }
    const group = await setup.call('POST /v1/groups', { body })
    expect(group.status).toBe(201)
    const second = await test(setup, id)
    expect([second.receives?.role, second.roles]).toEqual([
      slug,
      expect.arrayContaining([{ role: slug, because: 'group', from: engineering }]),
    ])
    expect((await client().users.list({ organization_id: organization.id })).data).toEqual([])
  })

  it('P16 flags a person without an email', async () => {
    const setup = await start()
    const shown = await test(setup, await connect(setup), noah)
    expect(shown.receives?.email).toBeNull()
    expect(shown.mapping.find(({ attribute }) => attribute === 'email')?.note).not.toBeNull()
  })

  it('is read by its own link alone', async () => {
    const setup = await start()
    const { sign_in_id } = await test(setup, await connect(setup))
    const other = await start()
    for (const reader of [other]) {
      const answer = await reader.call(`GET /v1/setup/tests/${sign_in_id}`)
      expect([answer.status, answer.code]).toEqual([404, 'resource_missing'])
    }
    expect((await setup.call(`GET /v1/setup/tests/${sign_in_id}`)).status).toBe(200)
    const plain = await setup.call(`GET /v1/sign_ins/${sign_in_id}`)
    expect(JSON.stringify(plain.body)).not.toContain(ada)
  })

  it.each([
    ['a wrong secret', 7000215, 'token', 'values'],
    ['an expired secret', 7000222, 'token', 'values'],
    ['a client that is unknown', 700016, 'token', 'values'],
  ] as const)('P18 says on which step to put right: %s', async (_, code, at, step) => {
    const setup = await start()
    const id = await connect(setup)
    await entra.emulator.admin('POST', '/faults', { name: 'error', code, at })
    const shown = await test(setup, id)
    expect([shown.state, shown.mend_at]).toEqual(['test_failed', step])
    expect(shown.error?.upstream?.codes).toEqual([`AADSTS${code}`])
    expect(shown.error?.hints[0]?.what).toBeTruthy()
    expect(shown.stages.map(({ state }) => state).slice(0, 4)).toEqual(['done', 'done', 'failed', 'waiting'])
  })

  it.each(['AADSTS50011', 'AADSTS50105', 'AADSTS65001', 'AADSTS90094', 'AADSTS700016', 'AADSTS50020', 'AADSTS53003'])(
    'P10 P11 P12 explains %s as it is pasted from the page of Microsoft, in both languages',
    async (code) => {
      const setup = await start()
      const id = await connect(setup)
      const text = `Sorry, but we're having trouble signing you in. ${code}: some text. Correlation ID: 00000000-0000-4000-8000-000000000001`
      const explained = async (language: string) => {
        await setup.call('PATCH /v1/setup', { body: { language } })
        return (await setup.call(`POST /v1/connections/${id}/explain`, { body: { text } })).body
      }
      const [english, german] = [await explained('en'), await explained('de')]
      expect(english.codes).toEqual([code])
      expect(english.correlation_id).toBe('00000000-0000-4000-8000-000000000001')
      for (const { hints } of [english, german]) {
        expect(hints[0]).toMatchObject({ code, who: expect.any(String), where: expect.any(String) })
        expect([hints[0].cause.length > 10, hints[0].what.length > 10]).toEqual([true, true])
      }
      expect(german.hints[0].cause).not.toBe(english.hints[0].cause)
    },
  )

  it('explains a clock that is wrong, and lets the test be repeated', async () => {
    const setup = await start()
    const id = await connect(setup)
    entra.harness.clock.ahead = 2 * 3_600_000
    try {
      const shown = await test(setup, id)
      expect([shown.state, shown.error?.code]).toEqual(['test_failed', 'token_expired'])
    } finally {
      entra.harness.clock.ahead = 0
    }
    expect((await test(setup, id)).state).toBe('test_succeeded')
  })

  it('explains a sign-in that was cancelled', async () => {
    const setup = await start()
    const id = await connect(setup)
    const made = await setup.call(`POST /v1/connections/${id}/test`, { body: {} })
    const state = new URL(locationOf(await setup.person.get(made.body.url))).searchParams.get('state') ?? ''
    const answer = new URLSearchParams({
      error: 'access_denied',
      error_description: 'AADSTS65004: User declined.',
      state,
    })
    await setup.person.get(`${entra.harness.url}/sso/oidc/callback/${id}?${answer}`)
    const shown = (await setup.call('GET /v1/setup/tests?limit=1')).body.data[0]
    expect([shown.state, shown.error.code, shown.error.hints[0].code]).toEqual([
      'test_failed',
      'upstream_cancelled',
      'AADSTS65004',
    ])
  })

  it('P17 says that a person is in more groups than a token holds', async () => {
    const setup = await start()
    const shown = await test(setup, await connect(setup), olga)
    expect(shown.state).toBe('test_succeeded')
    expect(shown.warnings.join()).toMatch(/groups could not be read as a whole.*GroupMember\.Read\.All/)
  })

  it('P10 compares the redirect URI of a pasted page', async () => {
    const setup = await start()
    const id = await connect(setup)
    const { connection } = (await setup.call('GET /v1/setup')).body
    const text = `AADSTS50011: The redirect URI '${connection.redirect_uri}/' specified in the request does not match.`
    const { body } = await setup.call(`POST /v1/connections/${id}/explain`, { body: { text } })
    expect(body.codes).toEqual(['AADSTS50011'])
    expect(body.compared_redirect_uris[0]).toMatchObject({ same: false })
  })
})

describe('the end of a setup', () => {
  it('P15 needs a test that passed', async () => {
    const setup = await start()
    await connect(setup)
    const answer = await setup.call('POST /v1/setup/complete', { body: {} })
    expect([answer.status, answer.code]).toEqual([409, 'test_needed'])
  })

  it('needs all values', async () => {
    const setup = await start({ needs_test: false })
    expect((await setup.call('POST /v1/setup/complete', { body: {} })).code).toBe('connection_incomplete')
  })

  it('switches the connection on, once, and people sign in', async () => {
    const setup = await start()
    const id = await connect(setup)
    await test(setup, id)
    const answers = await Promise.all([1, 2].map(() => setup.call('POST /v1/setup/complete', { body: {} })))
    expect(answers.map(({ status }) => status).toSorted()[0]).toBe(200)
    const link = await client().setupLinks.get(setup.link.id)
    expect([link.state, link.activation_requested_at]).toEqual(['completed', null])
    expect((await entra.signIn(id as never, ada)).searchParams.get('code')).not.toBeNull()
    const { data } = await client().events.list({ limit: 100 })
    expect(
      data.filter(({ type, data: about }) => type === 'setup_link.completed' && 'id' in about && about.id === link.id)
        .length,
    ).toBe(1)
    // The browser that completed it still reads how it ended, and changes nothing more.
    expect((await setup.call('GET /v1/setup')).body.state).toBe('completed')
    expect((await setup.call('PATCH /v1/setup', { body: { step: 'values' } })).code).toBe('setup_link_completed')
  })

  it('waits for the vendor where the organization has users', async () => {
    const setup = await start()
    const id = await connect(setup)
    const { organization } = (await setup.call('GET /v1/setup')).body
    await client().users.create({ organization_id: organization.id, email: 'grace@contoso.example' })
    await test(setup, id)
    expect((await setup.call('GET /v1/setup')).body.activation).toMatchObject({ by: 'vendor', because: 'users' })
    const { body } = await setup.call('POST /v1/setup/complete', { body: {} })
    expect([body.state, body.connection.state, body.activation.requested_at !== null]).toEqual([
      'completed',
      'draft',
      true,
    ])
  })

  it('waits for the vendor where another connection is active', async () => {
    const setup = await start()
    const { organization } = (await setup.call('GET /v1/setup')).body
    await entra.connect({ organization_id: organization.id })
    expect((await setup.call('GET /v1/setup')).body.activation).toMatchObject({
      by: 'vendor',
      because: 'active_connection',
    })
  })

  it('P20 is managed by another link: a second credential, tested and activated', async () => {
    const setup = await start()
    const id = await connect(setup)
    await test(setup, id)
    await setup.call('POST /v1/setup/complete', { body: {} })
    const { organization } = (await setup.call('GET /v1/setup')).body
    const link = await client().setupLinks.create({ organization_id: organization.id, intents: ['manage'] })
    const manager = await openSetup(entra.harness, link)
    const added = await manager.call(`POST /v1/connections/${id}/credentials`, { body: { type: 'federated' } })
    expect([added.status, added.body.active]).toEqual([201, false])
    expect((await manager.call(`POST /v1/connections/${id}/deactivate`, { body: {} })).body.state).toBe('inactive')
    expect((await manager.call('POST /v1/setup/complete', { body: {} })).body.connection.state).toBe('active')
    expect((await manager.call(`DELETE /v1/connections/${id}`)).code).toBe('setup_intent_missing')
    expect((await manager.call('GET /v1/setup')).body.state).toBe('started')
  })
})
