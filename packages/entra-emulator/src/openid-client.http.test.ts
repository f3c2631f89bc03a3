import * as client from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { adaOid, apiCid, cid, contoso, daemonCid, nativeCid, redirectUri, secret, tid } from '../test/contoso.ts'
import { type Emulator, startEmulator } from './emulator.ts'

/** A client library of another project, with its signature checks switched on. */
describe('openid-client', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())

  const discover = (clientId: string, authentication?: client.ClientAuth): Promise<client.Configuration> =>
    client.discovery(new URL(`${emulator.url}/${tid}/v2.0`), clientId, undefined, authentication, {
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    })

  const authentications: { name: string; authentication: client.ClientAuth }[] = [
    { name: 'client_secret_post', authentication: client.ClientSecretPost(secret) },
    { name: 'client_secret_basic', authentication: client.ClientSecretBasic(secret) },
  ]

  it.each(authentications)('signs in, refreshes and calls userinfo with $name', async ({ authentication }) => {
    const config = await discover(cid, authentication)
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const expectedState = client.randomState()
    const expectedNonce = client.randomNonce()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile email offline_access',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      state: expectedState,
      nonce: expectedNonce,
    })
    const view = await emulator.signIn(url, 'ada@contoso.example')

    const tokens = await client.authorizationCodeGrant(config, view.url, {
      pkceCodeVerifier,
      expectedState,
      expectedNonce,
    })
    const claims = tokens.claims()
    expect(claims).toMatchObject({ tid, oid: adaOid, preferred_username: 'ada@contoso.example', nonce: expectedNonce })
    const info = await client.fetchUserInfo(config, tokens.access_token, String(claims?.sub))
    expect(info).toMatchObject({ sub: claims?.sub, email: 'ada@contoso.example', given_name: 'Ada' })

    const refreshed = await client.refreshTokenGrant(config, String(tokens.refresh_token))
    expect(refreshed.claims()).toMatchObject({ sub: claims?.sub, oid: adaOid })
    expect(refreshed.claims()).not.toHaveProperty('nonce')
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token)
    const again = await client.refreshTokenGrant(config, String(tokens.refresh_token))
    expect(again.access_token).not.toBe(refreshed.access_token)
  })

  it('signs in as a public client without a secret', async () => {
    const config = await discover(nativeCid, client.None())
    const pkceCodeVerifier = client.randomPKCECodeVerifier()
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: 'http://localhost:53124',
      scope: 'openid profile',
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    })
    const view = await emulator.signIn(url, 'ben@contoso.example')
    expect(view.url.origin).toBe('http://localhost:53124')
    const tokens = await client.authorizationCodeGrant(config, view.url, { pkceCodeVerifier })
    expect(tokens.claims()).toMatchObject({ name: 'Ben Okafor', aud: nativeCid })
  })

  it('gets a token for a program', async () => {
    const config = await discover(daemonCid, client.ClientSecretPost(secret))
    const tokens = await client.clientCredentialsGrant(config, { scope: `api://${apiCid}/.default` })
    expect(tokens.expires_in).toBe(3599)
    expect(tokens.refresh_token).toBeUndefined()
  })

  it('signs out and returns with its state', async () => {
    const config = await discover(cid, client.ClientSecretPost(secret))
    const url = client.buildEndSessionUrl(config, { post_logout_redirect_uri: redirectUri, state: 'bye' })
    const view = await openBrowser(emulator.url).open(url)
    expect(view.url.href).toBe(`${redirectUri}?state=bye`)
  })
})
