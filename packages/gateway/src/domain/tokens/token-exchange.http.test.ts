/** Token exchange: what a customer's token is exchanged for, what is refused, and what ends the new token. */
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type AccessHarness,
  api_id,
  engineers,
  forged,
  script_id,
  startAccessHarness,
  stranger_id,
  tenant_id,
} from '../../../test/access-harness.ts'
import { addApplication, backChannel, databases } from '../../../test/harness.ts'

const grant_type = 'urn:ietf:params:oauth:grant-type:token-exchange'
const accessToken = 'urn:ietf:params:oauth:token-type:access_token'

interface Exchanged {
  readonly access_token: string
  readonly error?: string
  readonly error_description?: string
}

describe.each(databases)('a token exchange on %s', (_, database) => {
  let harness: AccessHarness
  let subject_token: string
  beforeAll(async () => {
    harness = await startAccessHarness({ allow_token_exchange: true }, { database_url: await database() })
    const { client, application, organization_id } = harness
    await client.applications.update(application.client_id, { grant_types: ['authorization_code', grant_type] })
    await client.roles.create({ slug: 'editor', name: 'Editor', position: 1 })
    await client.groups.create({ organization_id, idp_id: engineers, roles: ['editor'] })
    subject_token = await harness.personToken()
  })
  afterAll(() => harness.close())
  beforeEach(() => {
    harness.clock.ahead = 0
  })

  type Change = Readonly<Record<string, string | undefined>>
  const ask = (change: Change = {}): Promise<Response> =>
    backChannel(harness, 'token', { grant_type, subject_token, subject_token_type: accessToken, ...change })
  const exchange = async (change: Change = {}): Promise<Exchanged> => (await (await ask(change)).json()) as Exchanged
  const isActive = async (token: string): Promise<unknown> =>
    ((await (await backChannel(harness, 'introspect', { token })).json()) as { active: boolean }).active

  it('gives a token for the same API, with the user, the organization and the roles', async () => {
    const answer = await ask()
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const body = (await answer.json()) as Exchanged
    expect(body).toEqual({
      access_token: expect.any(String),
      issued_token_type: accessToken,
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'access_as_user',
    })
    const keys = createRemoteJWKSet(new URL(`${harness.url}/oauth/jwks`))
    const options = { issuer: harness.url, audience: `api://${api_id}`, typ: 'at+jwt', algorithms: ['ES256'] }
    const { payload } = await jwtVerify(body.access_token, keys, options)
    const [user] = (await harness.client.users.list({ organization_id: harness.organization_id })).data
    expect(user).toMatchObject({ source: 'access_token', email: 'ada@contoso.example' })
    expect(payload).toMatchObject({
      ...{ sub: user?.id, org_id: harness.organization_id, client_id: harness.application.client_id, tenant_id },
      ...{ oid: user?.identifier, role: 'editor', roles: ['editor'], groups: [engineers], is_admin: false },
      ...{ scope: 'access_as_user', api_resource_id: harness.resource.id },
    })
    const introspected = await backChannel(harness, 'introspect', { token: body.access_token })
    expect(await introspected.json()).toMatchObject({ active: true, token_type: 'Bearer', sub: user?.id })
  })

  it('gives no token that outlives the one of the customer', async () => {
    const { exp } = JSON.parse(Buffer.from(String(subject_token.split('.')[1]), 'base64url').toString())
    harness.clock.ahead = exp * 1000 - Date.now() - 120_000
    const { expires_in } = (await (await ask()).json()) as { expires_in: number }
    expect(expires_in).toBeGreaterThan(110)
    expect(expires_in).toBeLessThanOrEqual(120)
  })

  it('writes nothing for a user who is known', async () => {
    await exchange()
    const before = harness.counts()
    await exchange()
    expect(harness.counts()).toEqual(before)
  })

  it('of a program gives a token of its service user', async () => {
    await harness.client.apiResources.update(harness.resource.id, { allow_app_only: true })
    const { access_token } = await exchange({ subject_token: await harness.programToken() })
    const { sub, scope } = JSON.parse(Buffer.from(String(access_token.split('.')[1]), 'base64url').toString())
    expect(await harness.client.users.get(sub)).toMatchObject({ kind: 'service' })
    expect(scope).toBe('')
    await harness.client.apiResources.update(harness.resource.id, { allow_app_only: false })
  })

  it.each([
    ['the id of the API resource', () => ({ resource: harness.resource.id })],
    ['its application id', () => ({ audience: `api://${api_id}` })],
    ['fewer scopes', () => ({ scope: 'access_as_user' })],
  ])('may name %s', async (_, change) => expect((await ask(change())).status).toBe(200))

  const refused: readonly (readonly [string, () => Promise<Change> | Change, string, string])[] = [
    ['no token', () => ({ subject_token: undefined }), 'invalid_request', 'token_parameter_missing'],
    [
      'the type of an ID token',
      () => ({ subject_token_type: 'urn:ietf:params:oauth:token-type:id_token' }),
      'invalid_request',
      'token_type_unsupported',
    ],
    ['an actor', () => ({ actor_token: subject_token }), 'invalid_request', 'exchange_parameter_unsupported'],
    ['more scopes than the token has', () => ({ scope: 'access_as_user admin' }), 'invalid_scope', 'scope_exceeded'],
    ['an unknown API resource', () => ({ resource: 'https://api.example' }), 'invalid_target', 'resource_unknown'],
    [
      'a token that says nothing of an API of ours',
      () => ({ subject_token: 'x' }),
      'invalid_target',
      'resource_unknown',
    ],
    [
      'a token of another API resource than the one that is named',
      async () => {
        const other = { name: 'Other', enabled: true, allow_token_exchange: true, application_id: stranger_id }
        const { id } = await harness.client.apiResources.create(other)
        return { resource: id }
      },
      'invalid_request',
      'access_token_audience',
    ],
    ['a forged token', () => ({ subject_token: forged(subject_token) }), 'invalid_request', 'access_token_signature'],
    [
      'a token through a program that is not on the list',
      async () => ({ subject_token: await harness.personToken('ada@contoso.example', { client_id: stranger_id }) }),
      'invalid_request',
      'access_client_refused',
    ],
    [
      'a token of the gateway itself',
      async () => ({ subject_token: (await exchange()).access_token, resource: harness.resource.id }),
      'invalid_request',
      'subject_token_refused',
    ],
    [
      'an expired token',
      () => {
        harness.clock.ahead = 2 * 3_600_000
        return {}
      },
      'invalid_request',
      'access_token_expired',
    ],
  ]
  it.each(refused)('with %s is refused', async (_, change, error, code) => {
    const answer = await ask(await change())
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([400, 'no-store'])
    const body = (await answer.json()) as Exchanged
    expect(body).toMatchObject({ error, error_description: expect.stringContaining(`(${code})`) })
  })

  it('143 is refused for an API resource that does not allow it', async () => {
    await harness.client.apiResources.update(harness.resource.id, { allow_token_exchange: false })
    expect(await exchange()).toMatchObject({ error: 'unauthorized_client' })
    await harness.client.apiResources.update(harness.resource.id, { allow_token_exchange: true })
  })

  it('143 is refused for an application that is not registered for it', async () => {
    const application = await addApplication(harness)
    const answer = await backChannel({ ...harness, application }, 'token', {
      ...{ grant_type, subject_token, subject_token_type: accessToken },
    })
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'unauthorized_client' }])
  })

  it('is nothing for a client without a secret', async () => {
    const redirect_uris = ['http://localhost/callback']
    const client = { name: 'Native', type: 'native', redirect_uris, grant_types: [grant_type] } as const
    await expect(
      harness.client.applications.create({ ...client, grant_types: [...client.grant_types] }),
    ).rejects.toMatchObject({
      code: 'values_invalid',
      errors: [{ param: '/grant_types' }],
    })
  })

  describe('the new token stops', () => {
    const userOf = (token: string): string =>
      JSON.parse(Buffer.from(String(token.split('.')[1]), 'base64url').toString()).sub
    const ends: readonly (readonly [string, string, (token: string) => Promise<unknown>, () => Promise<unknown>])[] = [
      [
        'when its user is suspended',
        'eve@contoso.example',
        (token) => harness.client.users.suspend(userOf(token)),
        async () => {
          const [user] = (await harness.client.users.list({ state: 'suspended' })).data
          await harness.client.users.reactivate(String(user?.id))
        },
      ],
      [
        'when the identity is taken from its user',
        'eve@contoso.example',
        async (token) => {
          const [identity] = (await harness.client.users.identities(userOf(token))).data
          await harness.client.users.unlinkIdentity(userOf(token), String(identity?.id))
        },
        async () => {},
      ],
      [
        'when its user is deleted',
        'ben@contoso.example',
        (token) => harness.client.users.delete(userOf(token)),
        async () => {},
      ],
      [
        'when its API resource is switched off',
        'eve@contoso.example',
        () => harness.client.apiResources.update(harness.resource.id, { enabled: false }),
        () => harness.client.apiResources.update(harness.resource.id, { enabled: true }),
      ],
      [
        'when its API resource no longer allows exchange',
        'eve@contoso.example',
        () => harness.client.apiResources.update(harness.resource.id, { allow_token_exchange: false }),
        () => harness.client.apiResources.update(harness.resource.id, { allow_token_exchange: true }),
      ],
      [
        'when everything that its organization holds is ended',
        'eve@contoso.example',
        () => harness.client.sessions.endAllOfOrganization(harness.organization_id),
        async () => {},
      ],
      [
        'when its program is taken off the list',
        'eve@contoso.example',
        () => harness.client.apiResources.update(harness.resource.id, { allowed_clients: [stranger_id] }),
        () => harness.client.apiResources.update(harness.resource.id, { allowed_clients: [script_id] }),
      ],
      [
        'when its application is switched off',
        'eve@contoso.example',
        async () => harness.client.applications.update(harness.application.client_id, { state: 'inactive' }),
        async () => harness.client.applications.update(harness.application.client_id, { state: 'active' }),
      ],
    ]
    it.each(ends)('%s', async (_, person, end, restore) => {
      const { access_token } = await exchange({ subject_token: await harness.personToken(person) })
      const other = await addApplication(harness)
      const active = async () => {
        const answer = await backChannel({ ...harness, application: other }, 'introspect', { token: access_token })
        return ((await answer.json()) as { active: boolean }).active
      }
      expect(await active()).toBe(true)
      await end(access_token)
      expect(await active()).toBe(false)
      await restore()
    })

    it('after ten minutes', async () => {
      const { access_token } = await exchange()
      harness.clock.ahead = 601_000
      expect(await isActive(access_token)).toBe(false)
    })

    it('and a reactivated user gets a new one, while the old one stays ended', async () => {
      const { access_token } = await exchange()
      await harness.client.users.suspend(userOf(access_token))
      await harness.client.users.reactivate(userOf(access_token))
      expect(await isActive(access_token)).toBe(false)
      expect(await isActive((await exchange()).access_token)).toBe(true)
    })

    it('but not by a revocation, which says so', async () => {
      const { access_token } = await exchange()
      const answer = await backChannel(harness, 'revoke', { token: access_token })
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('unsupported_token_type')])
    })
  })
})
