/** S1: the two calls of the SDK, at a real gateway and the emulator. Each refusal has one thing wrong. */
import { inspect } from 'node:util'
import { Gatehouse, type GatehouseOptions, SignInError } from '@gatehouse-sso/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestGatehouse, type TestGatehouse } from '../../packages/gateway/src/testing/testing.ts'
import { newKey, type SigningKey, sign } from '../../packages/sdk/test/token-issuer.ts'

const email = 'ada@acme.example'
let gateway: TestGatehouse
let redirect_uri: string
let stranger: SigningKey
beforeAll(async () => {
  const users = [{ email, name: 'Ada Muster', groups: ['Engineering'] }]
  gateway = await createTestGatehouse({ organizations: [{ name: 'Acme', users }] })
  redirect_uri = gateway.application.redirect_uri
  await gateway.client.applications.update(gateway.application.client_id, { require_pkce: true })
  stranger = await newKey('k1', 'ES256')
})
afterAll(() => gateway?.close())

const clientWith = (change: GatehouseOptions = {}): Gatehouse => {
  const { client_id, client_secret } = gateway.application
  return new Gatehouse({ base_url: gateway.url, client_id, client_secret, ...change })
}

/** A sign-in up to the callback. */
async function begin(client = clientWith(), input: object = {}) {
  const begun = await client.sso.authorizationUrl({ email, redirect_uri, ...input })
  const { callback_url } = await gateway.signInAs(email, begun.url)
  return { ...begun, callback_url }
}

const refusal = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error: unknown = await call.then(
    () => expect.fail('it was accepted'),
    (thrown: unknown) => thrown,
  )
  const shown = inspect(error, { depth: 10, showHidden: true })
  expect(shown).not.toContain(gateway.application.client_secret)
  return error as Record<string, unknown>
}

describe('S1 a sign-in', () => {
  it('takes two calls, and gives profile, tokens and the state of the application', async () => {
    const client = clientWith()
    const organization = gateway.organizations[0]?.id ?? ''
    const { url, sealed_state, callback_url } = await begin(client, {
      ...{ email: undefined, organization, app_state: '/orders', scope: ['profile', 'email', 'offline_access'] },
    })
    const asked = new URL(url).searchParams
    expect(Object.fromEntries(asked)).toMatchObject({
      ...{ organization, response_type: 'code', code_challenge_method: 'S256', redirect_uri },
      scope: 'openid profile email offline_access',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)).toMatch(/^[\w-]{43}$/)
    const done = await client.sso.authenticate<{ plan?: string }>({ callback_url, sealed_state })
    expect(done).toMatchObject({
      app_state: '/orders',
      id_token: expect.stringMatching(/^ey/),
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      profile: {
        ...{ object: 'profile', organization_id: organization, email, email_verified: true, name: 'Ada Muster' },
        ...{ id: expect.stringMatching(/^user_/), connection_id: expect.stringMatching(/^conn_/), role: 'member' },
        ...{ roles: ['member'], is_admin: false, custom_attributes: {}, groups: [expect.any(String)] },
        claims: { nonce: asked.get('nonce'), sid: expect.stringMatching(/^sess_/) },
      },
    })
  })

  it.each(['connection', 'email'] as const)('is sent to the identity provider by %s', async (name) => {
    const [connection] = (await gateway.client.connections.list()).data
    const value = { connection: connection?.id ?? '', email }[name]
    const selector = name === 'connection' ? { connection: value } : { email: value }
    const { url } = await clientWith().sso.authorizationUrl({ ...selector, redirect_uri })
    expect(new URL(url).searchParams.get(name === 'email' ? 'login_hint' : name)).toBe(value)
    const answer = await fetch(url, { redirect: 'manual' })
    expect(answer.headers.get('location')).toContain('/oauth2/v2.0/authorize')
  })

  it('is finished by another process, with the path and the query alone', async () => {
    const { callback_url, sealed_state } = await begin()
    const { pathname, search } = new URL(callback_url)
    const { profile, ...rest } = await clientWith().sso.authenticate({ callback_url: pathname + search, sealed_state })
    expect([profile.email, 'app_state' in rest, 'refresh_token' in rest]).toEqual([email, false, false])
  })

  it('reads the discovery document and the keys once', async () => {
    const fetched: string[] = []
    const recorded: typeof fetch = (input, init) => {
      fetched.push(new URL(String(input)).pathname)
      return fetch(input, init)
    }
    const client = clientWith({ fetch: recorded })
    for (const one of [await begin(client), await begin(client)]) await client.sso.authenticate(one)
    const [discovery, keys, ...rest] = fetched
    expect([discovery, keys]).toEqual(['/.well-known/openid-configuration', '/oauth/jwks'])
    expect(rest).toEqual(['/oauth/token', '/oauth/userinfo', '/oauth/token', '/oauth/userinfo'])
  })

  it('ends at the address of logoutUrl', async () => {
    const client = clientWith()
    const { id_token } = await client.sso.authenticate(await begin(client))
    const back = { post_logout_redirect_uri: 'http://localhost:3000/', state: 'bye' }
    const { client_id } = gateway.application
    await gateway.client.applications.update(client_id, { post_logout_redirect_uris: [back.post_logout_redirect_uri] })
    const answer = await fetch(await client.sso.logoutUrl({ id_token, ...back }), { redirect: 'manual' })
    expect(answer.headers.get('location')).toBe(`${back.post_logout_redirect_uri}?state=bye`)
  })
})

describe('a callback is refused', () => {
  type Begun = Awaited<ReturnType<typeof begin>>
  const query = (change: Record<string, string | null>) => (begun: Begun) => {
    const url = new URL(begun.callback_url)
    for (const [name, value] of Object.entries(change)) {
      if (value === null) url.searchParams.delete(name)
      else url.searchParams.set(name, value)
    }
    return { ...begun, callback_url: url }
  }
  const cases: { name: string; change: (begun: Begun) => object; code: string }[] = [
    { name: 'without a cookie', change: (one) => ({ ...one, sealed_state: undefined }), code: 'sealed_state_missing' },
    {
      name: 'with a changed cookie',
      change: (one) => ({ ...one, sealed_state: `A${one.sealed_state}` }),
      code: 'sealed_state_unreadable',
    },
    { name: 'with another state', change: query({ state: 'x' }), code: 'state_mismatch' },
    { name: 'without a state', change: query({ state: null }), code: 'state_mismatch' },
    { name: 'without an issuer', change: query({ iss: null }), code: 'issuer_mismatch' },
    { name: 'from another issuer', change: query({ iss: 'https://other.example' }), code: 'issuer_mismatch' },
    { name: 'without a code', change: query({ code: null }), code: 'callback_malformed' },
    {
      name: 'with two codes',
      change: (one) => ({ ...one, callback_url: `${one.callback_url}&code=x` }),
      code: 'callback_malformed',
    },
    {
      name: 'at another path',
      change: (one) => ({ ...one, callback_url: one.callback_url.replace('/callback', '/other') }),
      code: 'callback_elsewhere',
    },
    {
      name: 'at another origin',
      change: (one) => ({ ...one, callback_url: one.callback_url.replace('localhost', '127.0.0.1') }),
      code: 'callback_elsewhere',
    },
    { name: 'with a wrong code', change: query({ code: 'x' }), code: 'code_refused' },
    {
      name: 'with an error, and with the state of another sign-in',
      change: query({ error: 'access_denied', state: 'x' }),
      code: 'state_mismatch',
    },
  ]

  it.each(cases)('$name', async ({ change, code }) => {
    const client = clientWith()
    const error = await refusal(client.sso.authenticate(change(await begin(client)) as Begun))
    expect(error).toBeInstanceOf(SignInError)
    expect(error).toMatchObject({ name: 'SignInError', code, hint: expect.stringMatching(/\w\.$/) })
  })

  it('in another browser, which has a sign-in of its own', async () => {
    const client = clientWith()
    const [one, other] = [await begin(client), await begin(client)]
    const error = await refusal(client.sso.authenticate({ ...one, sealed_state: other.sealed_state }))
    expect(error).toMatchObject({ code: 'state_mismatch', hint: expect.stringContaining('another browser') })
  })

  it('after 20 minutes', async () => {
    const begun = await begin()
    const late = clientWith({ now: () => Date.now() + 20 * 60_000 })
    expect(await refusal(late.sso.authenticate(begun))).toMatchObject({ code: 'sealed_state_expired' })
  })

  it('a second time', async () => {
    const client = clientWith()
    const begun = await begin(client)
    await client.sso.authenticate(begun)
    const error = await refusal(client.sso.authenticate(begun))
    expect(error).toMatchObject({
      code: 'code_refused',
      oauth_error: 'invalid_grant',
      gateway_code: expect.any(String),
    })
  })

  it('with the error of the gateway, its code and its reference', async () => {
    const client = clientWith()
    const organization = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
    const { url, sealed_state } = await client.sso.authorizationUrl({ organization, redirect_uri })
    const callback_url = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? ''
    const error = await refusal(client.sso.authenticate({ callback_url, sealed_state }))
    expect(error).toMatchObject({
      ...{ code: 'sign_in_refused', oauth_error: 'invalid_request' },
      sign_in_id: expect.stringMatching(/^signin_/),
      gateway_code: expect.stringMatching(/^\w+$/),
      doc_url: `${gateway.url}/docs/errors#${error.gateway_code}`,
    })
    expect(await (await fetch(String(error.doc_url))).text()).toContain(`id="${error.gateway_code}"`)
  })
})

describe('an answer of the gateway is refused', () => {
  /** Stands between the SDK and the gateway. The forged token is signed with a key that the forged document has. */
  const between =
    (change: (claims: Record<string, unknown>) => object, keys: 'published' | 'own' = 'own'): typeof fetch =>
    async (input, init) => {
      const answer = await fetch(input, init)
      const { pathname } = new URL(String(input))
      if (pathname === '/oauth/jwks' && keys === 'own') return Response.json({ keys: [stranger.public_jwk] })
      if (pathname !== '/oauth/token') return answer
      const body = (await answer.json()) as { id_token: string }
      const claims = JSON.parse(atob(String(body.id_token.split('.')[1]).replaceAll('-', '+').replaceAll('_', '/')))
      return Response.json({ ...body, id_token: await sign(stranger, { ...claims, ...change(claims) }) })
    }

  it('not if only the key differs, so that each case below has one thing wrong', async () => {
    const client = clientWith({ fetch: between(() => ({})) })
    expect((await client.sso.authenticate(await begin(client))).profile.email).toBe(email)
  })

  it.each([
    ['the nonce of another sign-in', { nonce: 'x' }, 'nonce_mismatch'],
    ['no nonce', { nonce: undefined }, 'nonce_mismatch'],
    ['another issuer', { iss: 'https://other.example' }, 'id_token_invalid'],
    ['another audience', { aud: 'app_other' }, 'id_token_invalid'],
    ['a second audience', { aud: ['app_other', 'app_another'] }, 'id_token_invalid'],
    ['another authorized party', { azp: 'app_other' }, 'id_token_invalid'],
    ['its end long ago', { exp: 1_700_000_000 }, 'id_token_invalid'],
    ['no end', { exp: undefined }, 'id_token_invalid'],
    ['its beginning in the future', { nbf: 4_000_000_000 }, 'id_token_invalid'],
    ['no subject', { sub: undefined }, 'id_token_invalid'],
    ['the subject of somebody else', { sub: 'user_01jd2x3y4z5a6b7c8d9e0f1g2h' }, 'userinfo_mismatch'],
  ])('with %s', async (_, change, code) => {
    const client = clientWith({ fetch: between(() => change) })
    expect(await refusal(client.sso.authenticate(await begin(client)))).toMatchObject({ code })
  })

  it('with the signature of a stranger', async () => {
    const client = clientWith({ fetch: between(() => ({}), 'published') })
    const error = await refusal(client.sso.authenticate(await begin(client)))
    expect(error).toMatchObject({ code: 'id_token_invalid', cause: { code: 'access_token_key_unknown' } })
  })

  it.each([
    ['token endpoint', '/oauth/token', 503, 'ServerError'],
    ['token endpoint', '/oauth/token', 429, 'RateLimitError'],
    ['token endpoint', '/oauth/token', 302, 'ConnectionError'],
    ['userinfo', '/oauth/userinfo', 503, 'ConnectionError'],
    ['discovery document', '/.well-known/openid-configuration', 404, 'ConnectionError'],
    ['keys', '/oauth/jwks', 500, 'ConnectionError'],
  ])('when the %s at %s answers %d', async (_, path, status, name) => {
    const broken: typeof fetch = async (input, init) =>
      new URL(String(input)).pathname === path ? new Response('{}', { status }) : fetch(input, init)
    expect(await refusal(clientWith({ fetch: broken }).sso.authenticate(await begin()))).toMatchObject({ name })
  })
})

describe('settings', () => {
  it.each([
    ['client_id', 'no_client_id'],
    ['client_secret', 'no_client_secret'],
    ['base_url', 'no_base_url'],
  ] as const)('need %s', async (name, code) => {
    const call = clientWith({ [name]: '' }).sso.authorizationUrl({ email, redirect_uri })
    expect(await refusal(call)).toMatchObject({ name: 'ConnectionError', code })
  })

  it('with a wrong client secret are refused by the gateway, and the message does not show it', async () => {
    const client = clientWith({ client_secret: 'wrong-secret-of-nobody' })
    const error = await refusal(client.sso.authenticate(await begin(client)))
    expect(error).toMatchObject({ code: 'client_refused', oauth_error: 'invalid_client' })
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('wrong-secret')
  })

  it('with another issuer are refused before anybody signs in', async () => {
    const client = clientWith({ issuer: `${gateway.url}/` })
    const error = await refusal(client.sso.authorizationUrl({ email, redirect_uri }))
    expect(error).toMatchObject({ code: 'gateway_unavailable', message: expect.stringContaining('the issuer') })
  })

  it.each([
    ['no selector', {}],
    ['two selectors', { organization: 'org_1', connection: 'conn_1' }],
    ['an empty selector', { email: '' }],
  ])('are refused with %s', async (_, selector) => {
    const call = clientWith().sso.authorizationUrl({ redirect_uri, ...selector } as {
      email: string
      redirect_uri: string
    })
    await expect(call).rejects.toThrow('Give exactly one of')
  })

  it('S11 are not shown with the client', () => {
    const shown = inspect(clientWith(), { depth: 10, showHidden: true })
    expect(shown).not.toContain(gateway.application.client_secret)
  })
})
