/** openid-client, a certified relying party, at every endpoint and with each client authentication method. */
import * as oidc from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestGatehouse, type TestGatehouse } from '../../packages/gateway/src/testing/testing.ts'
import { openWindow } from '../../packages/gateway/src/testing/window.ts'
import { person } from './application.ts'

let gatehouse: TestGatehouse
beforeAll(async () => {
  gatehouse = await createTestGatehouse({ organizations: [{ name: 'Acme', users: [person] }] })
})
afterAll(() => gatehouse?.close())

const redirect_uri = 'http://localhost:3000/callback'
const post_logout_redirect_uri = 'http://localhost:3000/'
const scope = 'openid profile email offline_access'

type Registration = Parameters<TestGatehouse['client']['applications']['create']>[0]

async function discover(registration: Partial<Registration>, authenticate: (secret: string) => oidc.ClientAuth) {
  const { client, url } = gatehouse
  const { id, token_endpoint_auth_methods } = await client.applications.create({
    name: 'openid-client',
    redirect_uris: [redirect_uri],
    post_logout_redirect_uris: [post_logout_redirect_uri],
    ...registration,
  })
  const secret = token_endpoint_auth_methods.includes('client_secret_post')
    ? (await client.applications.createSecret(id)).client_secret
    : ''
  const options = { execute: [oidc.allowInsecureRequests] } // http on loopback
  return oidc.discovery(new URL(url), id, undefined, authenticate(secret), options)
}

interface Asked {
  readonly code_verifier: string
  readonly state: string
  readonly nonce: string
  readonly parameters: Record<string, string>
}

async function ask(): Promise<Asked> {
  const [code_verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()]
  const code_challenge = await oidc.calculatePKCECodeChallenge(code_verifier)
  const login_hint = person.email // the test has no browser that could enter it later
  const pkce = { code_challenge, code_challenge_method: 'S256' }
  return { code_verifier, state, nonce, parameters: { redirect_uri, scope, login_hint, state, nonce, ...pkce } }
}

async function finish(
  config: oidc.Configuration,
  { code_verifier, state, nonce }: Asked,
  authorize: URL,
): Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers> {
  const { callback_url } = await gatehouse.signInAs(person.email, authorize.href)
  const checks = { pkceCodeVerifier: code_verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
  return oidc.authorizationCodeGrant(config, new URL(callback_url), checks)
}

async function privateKeyJwt(): Promise<[Partial<Registration>, () => oidc.ClientAuth]> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const jwk = { ...(await crypto.subtle.exportKey('jwk', pair.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  const registration: Partial<Registration> = {
    token_endpoint_auth_methods: ['private_key_jwt'],
    jwks: { keys: [jwk] },
    id_token_signed_response_alg: 'ES256',
  }
  return [registration, () => oidc.PrivateKeyJwt({ key: pair.privateKey, kid: 'k1' })]
}

type Way = [Partial<Registration>, (secret: string) => oidc.ClientAuth]
const ways: readonly [string, () => Way | Promise<Way>][] = [
  ['client_secret_post', () => [{}, oidc.ClientSecretPost]],
  ['client_secret_basic', () => [{}, oidc.ClientSecretBasic]],
  ['private_key_jwt and ES256', privateKeyJwt],
]

describe.each(ways)('O1 openid-client with %s', (_, way) => {
  let config: oidc.Configuration
  let tokens: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers
  beforeAll(async () => {
    config = await discover(...(await way()))
    oidc.enableNonRepudiationChecks(config) // verifies the signature of every ID token
    const asked = await ask()
    tokens = await finish(config, asked, oidc.buildAuthorizationUrl(config, asked.parameters))
  })

  it('signs in with PKCE, state, nonce and issuer', () => {
    expect(tokens.claims()).toMatchObject({ iss: gatehouse.url, name: person.name, email: person.email })
    expect(tokens).toMatchObject({ token_type: 'bearer', scope, refresh_token: expect.any(String) })
  })

  it('reads userinfo of the same subject', async () => {
    const sub = String(tokens.claims()?.sub)
    expect(await oidc.fetchUserInfo(config, tokens.access_token, sub)).toMatchObject({ sub, email: person.email })
  })

  it('pushes a request', async () => {
    const asked = await ask()
    const authorize = await oidc.buildAuthorizationUrlWithPAR(config, asked.parameters)
    expect([...authorize.searchParams.keys()].sort()).toEqual(['client_id', 'request_uri'])
    expect((await finish(config, asked, authorize)).claims()).toMatchObject({ sub: tokens.claims()?.sub })
  })

  it('refreshes, introspects and revokes', async () => {
    const fresh = await oidc.refreshTokenGrant(config, String(tokens.refresh_token))
    expect(fresh.claims()).toMatchObject({ sub: tokens.claims()?.sub, sid: tokens.claims()?.sid })
    const active = await oidc.tokenIntrospection(config, fresh.access_token)
    expect(active).toMatchObject({ active: true, sub: tokens.claims()?.sub, scope })
    await oidc.tokenRevocation(config, String(fresh.refresh_token))
    expect(await oidc.tokenIntrospection(config, fresh.access_token)).toEqual({ active: false })
    const refused = oidc.refreshTokenGrant(config, String(fresh.refresh_token))
    await expect(refused).rejects.toMatchObject({ error: 'invalid_grant', status: 400 })
  })

  it('signs the person out and sends them back', async () => {
    const asked = { id_token_hint: String(tokens.id_token), post_logout_redirect_uri, state: 'the-state' }
    const address = oidc.buildEndSessionUrl(config, asked)
    const window = openWindow((url) => url.origin === new URL(post_logout_redirect_uri).origin)
    const { url } = await window.open(address.href)
    expect(url.href).toBe(`${post_logout_redirect_uri}?state=the-state`)
  })
})

it('O1 openid-client signs in without a secret, as a public client', async () => {
  const config = await discover({ token_endpoint_auth_methods: ['none'] }, oidc.None)
  const asked = await ask()
  const tokens = await finish(config, asked, oidc.buildAuthorizationUrl(config, asked.parameters))
  const fresh = await oidc.refreshTokenGrant(config, String(tokens.refresh_token))
  expect(fresh.claims()?.sub).toBe(tokens.claims()?.sub)
  await oidc.tokenRevocation(config, String(fresh.refresh_token))
  const refused = oidc.fetchUserInfo(config, fresh.access_token, String(tokens.claims()?.sub))
  await expect(refused).rejects.toMatchObject({ status: 401 })
})
