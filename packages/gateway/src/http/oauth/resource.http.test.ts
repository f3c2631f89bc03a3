/** Access tokens for an API resource that was asked for (RFC 8707, RFC 9068): who gets them, and what refuses them. */
import { createSecretKey } from 'node:crypto'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  addEnvironment,
  authorizeAddress,
  backChannel,
  browser,
  databases,
  type Harness,
  locationOf,
  payloadOf,
  redeem,
  refresh,
  signIn,
  startHarness,
  type TokenAnswer,
} from '../../../test/harness.ts'
import { makeToken, otherKey } from '../../../test/hostile-provider.ts'

const application_id = '5d6e7f80-9a1b-4c2d-8e3f-405162738495'

describe.each(databases)('an access token for an API resource on %s', (_, database) => {
  let harness: Harness
  let resource: ApiResource
  let tokens: TokenAnswer
  beforeAll(async () => {
    harness = await startHarness({ database_url: await database() })
    const { client } = harness
    resource = await client.apiResources.create({
      name: 'Orders',
      application_id,
      enabled: true,
      app_id_uris: ['api://contoso.example/orders'],
    })
    await client.groups.create({ organization_id: harness.organization_id, idp_id: 'Engineers', roles: ['member'] })
    tokens = await newTokens()
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.clock.ahead = 0
    harness.provider.reset()
  })

  type Change = Readonly<Record<string, string | undefined>>
  async function newTokens(change: Change = {}): Promise<TokenAnswer> {
    const asked = { scope: 'openid email offline_access', resource: resource.id, ...change }
    const { searchParams } = await signIn(harness, browser(), asked)
    return (await redeem(harness, String(searchParams.get('code')))).json() as Promise<TokenAnswer>
  }
  const introspect = async (token: string): Promise<Record<string, unknown>> =>
    (await (await backChannel(harness, 'introspect', { token })).json()) as Record<string, unknown>
  const userinfo = (token: string): Promise<Response> =>
    fetch(`${harness.url}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } })

  it('is verified by the keys of the environment alone, and says who calls', async () => {
    const keys = createRemoteJWKSet(new URL(`${harness.url}/oauth/jwks`))
    const options = { issuer: harness.url, audience: `api://${application_id}`, typ: 'at+jwt', algorithms: ['ES256'] }
    const { payload } = await jwtVerify(tokens.access_token, keys, options)
    const { sub, sid } = payloadOf(tokens.id_token)
    expect(payload).toMatchObject({
      ...{ sub, sid, client_id: harness.application.client_id, scope: 'openid email offline_access' },
      ...{ org_id: harness.organization_id, role: 'member', roles: ['member'], groups: [], is_admin: false },
      ...{ jti: expect.any(String), grant_id: expect.any(String) },
    })
    expect(Number(payload.exp) - Number(payload.iat)).toBe(600)
    expect(await introspect(tokens.access_token)).toMatchObject({ active: true, aud: payload.aud, jti: payload.jti })
  })

  it('is not for userinfo, and one for userinfo is opaque', async () => {
    expect((await userinfo(tokens.access_token)).status).toBe(401)
    const plain = await newTokens({ resource: undefined })
    expect(plain.access_token).toMatch(/^[0-9a-z]{26}[\w-]{43}$/)
    expect((await userinfo(plain.access_token)).status).toBe(200)
    expect(await introspect(plain.access_token)).toMatchObject({ active: true, aud: harness.url })
  })

  it.each([
    ['its id', () => resource.id],
    ['api:// and its application id', () => `api://${application_id}`],
    ['an Application ID URI', () => 'api://contoso.example/orders'],
    ['the same in capitals, with a slash', () => `api://${application_id.toUpperCase()}/`],
  ])('is asked for by %s', async (_, indicator) => {
    expect(payloadOf((await newTokens({ resource: indicator() })).access_token).aud).toBe(`api://${application_id}`)
  })

  it('is refreshed, by the same resource or none', async () => {
    const first = await newTokens()
    const next = (await (await refresh(harness, first.refresh_token, { resource: resource.id })).json()) as TokenAnswer
    const last = (await (await refresh(harness, next.refresh_token, { scope: 'openid' })).json()) as TokenAnswer
    expect(payloadOf(last.access_token)).toMatchObject({ aud: `api://${application_id}`, scope: 'openid' })
    expect(await introspect(first.access_token)).toMatchObject({ active: true })
  })

  it('is active for its own API alone, where the API says who it is', async () => {
    const asked = async (token: string, of: string) =>
      ((await (await backChannel(harness, 'introspect', { token, resource: of })).json()) as { active: boolean }).active
    const plain = await newTokens({ resource: undefined })
    const another = 'res_00000000000000000000000000'
    expect(await asked(tokens.access_token, resource.id)).toBe(true)
    for (const of of [another, 'nonsense', '']) expect(await asked(tokens.access_token, of)).toBe(of === '')
    expect(await asked(plain.access_token, resource.id)).toBe(false)
    expect(await introspect(tokens.access_token)).toMatchObject({ api_resource_id: resource.id })
  })

  it('is not refreshed while the API is switched off, which leaves the refresh token good', async () => {
    const { refresh_token } = await newTokens()
    await harness.client.apiResources.update(resource.id, { enabled: false })
    const refused = await refresh(harness, refresh_token)
    expect([refused.status, await refused.json()]).toMatchObject([400, { error: 'invalid_target' }])
    await harness.client.apiResources.update(resource.id, { enabled: true })
    expect((await refresh(harness, refresh_token)).status).toBe(200)
  })

  it('is accepted in a pushed request', async () => {
    const query = new URL(authorizeAddress(harness, { resource: resource.id })).searchParams
    const pushed = await backChannel(harness, 'par', Object.fromEntries(query))
    const { request_uri } = (await pushed.json()) as { request_uri: string }
    expect(pushed.status).toBe(201)
    expect(request_uri).toMatch(/^urn:/)
  })

  describe('142 is refused', () => {
    let elsewhere: ApiResource
    let off: ApiResource
    beforeAll(async () => {
      const other = await addEnvironment(harness, 'resource-other')
      elsewhere = await other.client.apiResources.create({ name: 'Elsewhere', application_id, enabled: true })
      const another = '6d6e7f80-9a1b-4c2d-8e3f-405162738495'
      off = await harness.client.apiResources.create({ name: 'Off', application_id: another, enabled: false })
    })
    const unknown: readonly (readonly [string, () => string])[] = [
      ['an address that nobody knows', () => 'https://api.example'],
      ['the beginning of an Application ID URI', () => 'api://contoso.example/order'],
      ['an API resource of another environment', () => elsewhere.id],
      ['an API resource that is switched off', () => off.id],
      ['the application id of one that is switched off', () => `api://${off.application_id}`],
      ['an id that nobody has', () => 'res_00000000000000000000000000'],
      ['the audience of federated credentials', () => 'api://AzureADTokenExchange'],
    ]
    it.each(unknown)('by the authorization endpoint: %s', async (_, indicator) => {
      const location = locationOf(await browser().get(authorizeAddress(harness, { resource: indicator() })))
      const { searchParams } = new URL(location)
      expect([searchParams.get('error'), searchParams.get('code')]).toEqual(['invalid_target', null])
    })
    it.each(unknown)('by the pushed request: %s', async (_, indicator) => {
      const query = new URL(authorizeAddress(harness, { resource: indicator() })).searchParams
      const pushed = await backChannel(harness, 'par', Object.fromEntries(query))
      expect([pushed.status, await pushed.json()]).toMatchObject([400, { error: 'invalid_target' }])
    })
    it('by the token endpoint: one that was not asked for before', async () => {
      const { searchParams } = await signIn(harness)
      const answer = await redeem(harness, String(searchParams.get('code')), { resource: resource.id })
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_target' }])
    })
    it('by a refresh, which leaves the refresh token good', async () => {
      const { refresh_token } = await newTokens({ resource: undefined })
      const answer = await refresh(harness, refresh_token, { resource: resource.id })
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_target' }])
      expect((await refresh(harness, refresh_token)).status).toBe(200)
    })
    it('for a person of another organization than that of the API resource', async () => {
      const { id } = await harness.client.organizations.create({ name: 'Stranger' })
      const mine = { name: 'Theirs', organization_id: id, application_id, enabled: true }
      const theirs = await harness.client.apiResources.create(mine)
      const person = browser()
      expect((await signIn(harness, person, { resource: theirs.id })).searchParams.get('code')).toBeNull()
      const [record] = (await harness.client.signIns.list({ limit: 1 })).data
      expect(record).toMatchObject({ state: 'failed', error_code: 'resource_of_another_organization' })
      // A live session is no way around it.
      await signIn(harness, person)
      const answered = new URL(locationOf(await person.get(authorizeAddress(harness, { resource: theirs.id }))))
      expect(answered.searchParams.get('error')).toBe('invalid_target')
      await harness.client.apiResources.delete(theirs.id)
    })
  })

  describe('150 is inactive', () => {
    const parts = (token: string): [string, string, string] => token.split('.') as [string, string, string]
    const headerOf = (token: string): Record<string, unknown> =>
      JSON.parse(Buffer.from(parts(token)[0], 'base64url').toString())
    const forged = (header: object, key = otherKey.privateKey, alg?: string) =>
      makeToken({ ...headerOf(tokens.access_token), ...header }, payloadOf(tokens.access_token), key, alg as never)
    const cases: readonly [string, () => string][] = [
      ['31 with alg none', () => forged({ alg: 'none' })],
      ['35 without its signature', () => `${parts(tokens.access_token).slice(0, 2).join('.')}.`],
      [
        '35 with another payload',
        () => {
          const [header, , signature] = parts(tokens.access_token)
          const payload = { ...payloadOf(tokens.access_token), sub: 'user_00000000000000000000000000' }
          return `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.${signature}`
        },
      ],
      ['35 signed by somebody else with our kid', () => forged({ alg: 'RS256' })],
      [
        '33 signed with the secret of the client',
        () => forged({ alg: 'HS256' }, createSecretKey(Buffer.from(harness.application.client_secret)) as never),
      ],
      ['45 with crit', () => forged({ crit: ['x'] }, otherKey.privateKey, 'RS256')],
    ]
    it.each(cases)('%s', async (_, token) => expect(await introspect(token())).toEqual({ active: false }))

    it.each([
      ['for another audience', () => ({ aud: 'https://api.example' })],
      ['for several audiences', () => ({ aud: [`api://${application_id}`, 'https://api.example'] })],
      ['by another issuer', () => ({ iss: 'https://evil.example' })],
      ['for another user than the one of its grant', () => ({ sub: 'user_00000000000000000000000000' })],
      ['for a grant that is not there', () => ({ grant_id: 'grant_00000000000000000000000000' })],
      ['without a grant', () => ({ grant_id: undefined })],
      ['without an end', () => ({ exp: undefined })],
    ])('even when our own key has signed it, %s', async (_, change) => {
      const { keys, configuration } = harness.gateway.work.ports
      const key = (await configuration.signingKeys(harness.environment_id)).find(({ alg }) => alg === 'ES256')
      if (!key) throw new Error('no key')
      const signed = (claims: object): Promise<string> =>
        keys.sign(key, 'at+jwt', { ...payloadOf(tokens.access_token), ...claims })
      expect(await introspect(await signed({}))).toMatchObject({ active: true })
      expect(await introspect(await signed(change()))).toEqual({ active: false })
    })

    it('after ten minutes, to the second', async () => {
      const { access_token } = await newTokens()
      harness.clock.ahead = 598_000
      expect(await introspect(access_token)).toMatchObject({ active: true })
      harness.clock.ahead = 600_000
      expect(await introspect(access_token)).toEqual({ active: false })
    })

    it('when the API resource is switched off, and again when it is switched on', async () => {
      await harness.client.apiResources.update(resource.id, { enabled: false })
      expect(await introspect(tokens.access_token)).toEqual({ active: false })
      await harness.client.apiResources.update(resource.id, { enabled: true })
      expect(await introspect(tokens.access_token)).toMatchObject({ active: true })
    })

    it('when it is revoked', async () => {
      const { access_token } = await newTokens()
      await backChannel(harness, 'revoke', { token: access_token })
      expect(await introspect(access_token)).toEqual({ active: false })
    })
  })
})
