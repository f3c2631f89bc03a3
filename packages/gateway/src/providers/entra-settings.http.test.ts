/** Settings that Entra itself settles when they are entered: a domain, and entered endpoints. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, type Harness, signIn, startHarness } from '../../test/harness.ts'

const tenant = '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b'
const client_id = '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9'
const oid = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.close())
beforeEach(() => harness.provider.reset())

const own = () => ({ cloud: 'custom', authority_host: harness.provider.url })
const endpointsOf = (tenant_id: string) => ({
  authorization_endpoint: `${harness.provider.url}/${tenant_id}/oauth2/v2.0/authorize`,
  token_endpoint: `${harness.provider.url}/${tenant_id}/oauth2/v2.0/token`,
})
/** The provider publishes the document of the tenant at every path. */
const publish = (discovery: Record<string, unknown> = {}) => {
  const issuer = `${harness.provider.url}/${tenant}/v2.0`
  const claims = { sub: 's', tid: tenant, oid, name: 'Ada', email: 'ada@acme.example' }
  harness.provider.behaviour = { claims, discovery: { issuer, ...endpointsOf(tenant), ...discovery } }
}
const create = (settings: Record<string, unknown>) =>
  harness.client.connections.create({
    organization_id: harness.organization_id,
    type: 'entra_oidc',
    settings: { client_id, ...settings },
  })
const stored = () => ({ tenant_id: tenant, client_id, ...own() })

describe('the tenant of a connection', () => {
  it('that is named by a domain is resolved once, and its id stored', async () => {
    publish()
    const { id, settings } = await create({ tenant_id: 'Contoso.example', ...own() })
    expect(settings).toEqual(stored())
    harness.provider.requests.length = 0
    await harness.client.connections.update(id, { settings: { scopes: ['openid'] } })
    expect(harness.provider.requests).toEqual([])
  })

  it('is resolved in a draft that misses other settings', async () => {
    publish()
    const { settings } = await create({ client_id: undefined, tenant_id: 'contoso.example', ...own() })
    expect(settings).toMatchObject({ tenant_id: tenant })
  })

  it('may come from the discovery URL', async () => {
    const discovery_url = `${harness.provider.url}/${tenant}/v2.0/.well-known/openid-configuration`
    expect((await create({ discovery_url })).settings).toEqual(stored())
  })

  it('may come from both endpoints, which must be those that are published', async () => {
    publish()
    expect((await create(endpointsOf(tenant))).settings).toEqual(stored())
    // The administrator copied them with the domain in the path.
    expect((await create(endpointsOf('contoso.example'))).settings).toEqual(stored())
  })

  it('is exchanged by another address as a whole', async () => {
    const { id } = await create({ tenant_id: client_id.replace('0', '1') })
    publish()
    const { settings } = await harness.client.connections.update(id, { settings: endpointsOf(tenant) })
    expect(settings).toEqual(stored())
  })

  const refused: readonly (readonly [
    string,
    () => Record<string, unknown>,
    Record<string, unknown>,
    string,
    RegExp,
  ])[] = [
    [
      'a domain that no tenant has',
      () => ({ tenant_id: 'contoso.example', ...own() }),
      { status: 400, body: '{"error":"invalid_tenant","error_description":"AADSTS90002: Tenant not found."}' },
      '/settings/tenant_id',
      /^is not the ID of a tenant, and no tenant of this cloud has verified it as a domain/,
    ],
    [
      'an endpoint that is not published',
      () => endpointsOf(tenant),
      { token_endpoint: 'https://login.example/elsewhere' },
      '/settings/token_endpoint',
      /^is not the endpoint that Entra publishes: https:\/\/login\.example\/elsewhere/,
    ],
  ]
  it.each(refused)('is refused: %s', async (_, settings, discovery, param, message) => {
    if ('status' in discovery)
      harness.provider.behaviour = { ...harness.provider.behaviour, discovery: discovery as never }
    else publish(discovery)
    await expect(create(settings())).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ param, code: 'invalid_format', message: expect.stringMatching(message) }],
    })
  })

  it('is not stored when the document of a domain names an issuer elsewhere', async () => {
    publish({ issuer: `https://evil.example/${tenant}/v2.0` })
    const created = create({ tenant_id: 'contoso.example', ...own() })
    await expect(created).rejects.toMatchObject({ code: 'discovery_issuer_mismatch' })
  })
})

describe('a generic provider without a discovery document', () => {
  const given = () => ({
    issuer: `${harness.provider.url}/own`,
    authorization_endpoint: `${harness.provider.url}/own/authorize`,
    token_endpoint: `${harness.provider.url}/own/token`,
    jwks_uri: `${harness.provider.url}/own/jwks`,
    client_id: 'gateway',
  })
  const generic = (settings: Record<string, unknown>) =>
    harness.client.connections.create({ organization_id: harness.organization_id, type: 'oidc', settings })

  it('signs people in with the entered endpoints, issuer and keys, and reads no document', async () => {
    const connection = await generic(given())
    await harness.client.credentials.create(connection.id, { type: 'client_secret', client_secret: 'secret' })
    await harness.client.connections.activate(connection.id)
    harness.provider.requests.length = 0
    const { searchParams } = await signIn(harness, browser(), { connection: connection.id })
    expect(searchParams.get('code')).toBeTruthy()
    expect(harness.provider.requests.filter((request) => request.includes('well-known'))).toEqual([])
  })

  it.each([
    ['issuer', /^is needed beside the endpoints/],
    ['jwks_uri', /^is missing|^is needed beside the other endpoints/],
    ['token_endpoint', /^is missing|^is needed beside the other endpoints/],
  ] as const)('is not active without %s', async (name, message) => {
    const created = generic({ ...given(), [name]: undefined })
    const { missing_settings } = await created.catch((error: { errors: readonly { message: string }[] }) => {
      expect(error.errors[0]?.message).toMatch(message)
      return { missing_settings: [name] }
    })
    expect(missing_settings).toEqual([name])
  })

  it('cannot have a discovery URL beside its endpoints', async () => {
    const discovery_url = harness.provider.discovery_url
    await expect(generic({ ...given(), discovery_url })).rejects.toMatchObject({ code: 'values_invalid' })
  })

  it('may not name an endpoint that the gateway may not call', async () => {
    const settings = { ...given(), jwks_uri: 'http://169.254.169.254/keys' }
    await expect(generic(settings)).rejects.toMatchObject({ code: 'address_refused' })
  })
})
