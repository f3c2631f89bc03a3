import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  api_id,
  forged,
  script_id,
  startAccessHarness,
  tenant_id,
} from '../../../test/access-harness.ts'
import { addApplication, addEnvironment, backChannel } from '../../../test/harness.ts'

let harness: AccessHarness
let token: string
beforeAll(async () => {
  harness = await startAccessHarness()
  token = await harness.personToken()
})
afterAll(() => harness.close())

const introspect = (change: Record<string, string | undefined>, headers = {}, at: typeof harness = harness) =>
  backChannel(at, 'introspect', { token, ...change }, headers)
const noClient = { client_id: undefined, client_secret: undefined }
const keyed = (key: string) => ({ authorization: `Bearer ${key}` })

describe('introspection of a token from a customer', () => {
  it('says to an application who calls', async () => {
    const answer = await introspect({})
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const [user] = (await harness.client.users.list({ organization_id: harness.organization_id })).data
    expect(await answer.json()).toMatchObject({
      active: true,
      token_type: 'Bearer',
      iss: `${harness.emulator.url}/${tenant_id}/v2.0`,
      aud: api_id,
      sub: user?.id,
      client_id: script_id,
      scope: 'access_as_user',
      username: 'ada@contoso.example',
      api_resource_id: harness.resource.id,
      org_id: harness.organization_id,
      tenant_id,
      oid: user?.identifier,
      kind: 'person',
      email: 'ada@contoso.example',
      email_verified: false,
    })
  })

  it('says the same to an API key with the scope, and refuses others', async () => {
    const { client } = harness
    const may = await client.apiKeys.create({ name: 'API', scopes: ['api_resources:verify'] })
    const mayNot = await client.apiKeys.create({ name: 'Import', scopes: ['users:read'] })
    const elsewhere = await addEnvironment(harness, 'elsewhere')
    expect(await (await introspect(noClient, keyed(may.secret))).json()).toMatchObject({ active: true })
    expect((await introspect(noClient, keyed(mayNot.secret))).status).toBe(403)
    expect((await introspect(noClient, keyed(elsewhere.api_key))).status).toBe(401)
    expect((await introspect(noClient, keyed(`${may.secret}x`))).status).toBe(401)
    expect((await introspect(noClient)).status).toBe(401)
  })

  it('says nothing to a public client, or about tokens of another environment', async () => {
    const application = await addApplication(harness, { token_endpoint_auth_methods: ['none'], type: 'native' })
    expect((await introspect({}, {}, { ...harness, application })).status).toBe(401)
    const elsewhere = { ...harness, ...(await addEnvironment(harness, 'foreign')) }
    for (const resource of [undefined, harness.resource.id]) {
      expect(await (await introspect({ resource }, {}, elsewhere)).json()).toEqual({ active: false })
    }
  })

  it.each<[string, () => Record<string, string>]>([
    ['signed by somebody else', () => ({ token: forged(token) })],
    ['of another audience', () => ({ token: forged(token, { aud: script_id }) })],
    ['without an audience', () => ({ token: forged(token, { aud: undefined }) })],
    ['that is garbage', () => ({ token: 'garbage' })],
    ['of 100 KiB', () => ({ token: 'a'.repeat(100_000) })],
    ['for a resource that does not exist', () => ({ resource: 'res_01jd2x3y4z5a6b7c8d9e0f1g34' })],
    ['for a resource that is none', () => ({ resource: 'https://api.example' })],
  ])('says only that a token %s is not active', async (_, change) => {
    const answer = await introspect(change())
    expect([answer.status, await answer.json()]).toEqual([200, { active: false }])
  })

  it('asks for the resource where two have the same application', async () => {
    const { id } = await harness.client.apiResources.create({
      name: 'The same API',
      application_id: api_id,
      cloud: 'custom',
      authority_host: harness.emulator.url,
      enabled: true,
    })
    expect(await (await introspect({})).json()).toEqual({ active: false })
    expect(await (await introspect({ resource: harness.resource.id })).json()).toMatchObject({ active: true })
    await harness.client.apiResources.delete(id)
  })
})

describe('the policy of an API resource', () => {
  const policy = async (headers = {}) =>
    fetch(`${new URL(harness.url).origin}/v1/api_resources/${harness.resource.id}/policy`, {
      headers: { authorization: `Bearer ${harness.api_key}`, ...headers },
    })

  it('has everything that an API checks, and the people who are suspended now', async () => {
    const answer = await harness.client.apiResources.policy(harness.resource.id)
    const { url } = harness.emulator
    expect(answer).toMatchObject({
      mode: 'local',
      enabled: true,
      audiences: [api_id, `api://${api_id}`],
      allowed_clients: [script_id],
      tenants: [
        {
          tenant_id,
          issuers: [`${url}/${tenant_id}/v2.0`],
          discovery_url: `${url}/${tenant_id}/v2.0/.well-known/openid-configuration`,
        },
      ],
      suspended: [],
    })
    const { sub, oid } = (await (await introspect({})).json()) as { sub: string; oid: string }
    await harness.client.users.suspend(sub)
    const { suspended } = await harness.client.apiResources.policy(harness.resource.id)
    expect(suspended).toEqual([{ tenant_id, subject: oid }])
    expect(await (await introspect({})).json()).toEqual({ active: false })
    await harness.client.users.reactivate(sub)
  })

  it('is sent again only if it changed', async () => {
    const first = await policy()
    const etag = first.headers.get('etag') ?? ''
    expect([first.status, (await policy({ 'if-none-match': etag })).status]).toEqual([200, 304])
    await harness.client.apiResources.update(harness.resource.id, { required_acr: 'c1' })
    expect((await policy({ 'if-none-match': etag })).status).toBe(200)
    await harness.client.apiResources.update(harness.resource.id, { required_acr: null })
  })
})
