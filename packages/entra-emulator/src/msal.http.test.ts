import { type AuthenticationResult, ConfidentialClientApplication, PublicClientApplication } from '@azure/msal-node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser } from '../test/browser.ts'
import { clientCertificate } from '../test/certificate.ts'
import {
  adaOid,
  apiCid,
  apiOneCid,
  cid,
  contoso,
  daemonCid,
  multiCid,
  nativeCid,
  redirectUri,
  secret,
  tid,
} from '../test/contoso.ts'
import { ask, unverified } from '../test/http.ts'
import { trustedCertificate } from '../test/trust.ts'
import { type Emulator, startEmulator } from './emulator.ts'

/** Microsoft's own library, over https, as its documentation configures an authority that it does not know. */
describe('@azure/msal-node', () => {
  let emulator: Emulator
  let trust: Awaited<ReturnType<typeof trustedCertificate>>
  beforeAll(async () => {
    trust = await trustedCertificate()
    emulator = await startEmulator({ fixture: contoso, tls: trust.certificate, device_poll_seconds: 1 })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(async () => {
    await emulator.close()
    trust.end()
  })

  const authorityOf = (word: string) => ({
    authority: `${emulator.url}/${word}`,
    knownAuthorities: [new URL(emulator.url).host],
  })
  const confidential = (clientId = cid, word = tid): ConfidentialClientApplication =>
    new ConfidentialClientApplication({ auth: { clientId, clientSecret: secret, ...authorityOf(word) } })
  const scopes = ['User.Read']
  const signIn = async (
    client: ConfidentialClientApplication | PublicClientApplication,
    uri = redirectUri,
  ): Promise<AuthenticationResult> => {
    const url = await client.getAuthCodeUrl({ scopes, redirectUri: uri, state: 'state-1' })
    const { parameters } = await emulator.signIn(url, 'ada@contoso.example')
    expect(parameters.get('state')).toBe('state-1')
    return client.acquireTokenByCode({ code: String(parameters.get('code')), scopes, redirectUri: uri })
  }
  const me = (accessToken: string) =>
    ask(`${emulator.url}/v1.0/me`, { headers: { authorization: `Bearer ${accessToken}` } })

  it.each([
    { name: 'by GUID', word: tid },
    { name: 'by domain', word: 'contoso.example' },
  ])('signs in at a tenant $name, and calls Graph with the token', async ({ word }) => {
    const { account, accessToken, idTokenClaims } = await signIn(confidential(cid, word))
    expect(account).toMatchObject({
      homeAccountId: `${adaOid}.${tid}`,
      localAccountId: adaOid,
      tenantId: tid,
      username: 'ada@contoso.example',
      name: 'Ada Muster',
    })
    expect(idTokenClaims).toMatchObject({ aud: cid, iss: `${emulator.url}/${tid}/v2.0`, oid: adaOid })
    expect((await me(accessToken)).json).toMatchObject({ id: adaOid, userPrincipalName: 'ada@contoso.example' })
  })

  it.each(['organizations', 'common'])('signs in at %s with an application for several tenants', async (word) => {
    const { account } = await signIn(confidential(multiCid, word))
    expect(account).toMatchObject({ tenantId: tid, localAccountId: adaOid })
  })

  it('gets the token silently from its cache, and a new one with the cached refresh token', async () => {
    const client = confidential()
    const first = await signIn(client)
    if (!first.account) throw new TypeError('the sign-in gave no account')
    const { account } = first

    expect(await client.acquireTokenSilent({ account, scopes })).toMatchObject({
      fromCache: true,
      accessToken: first.accessToken,
    })
    const fresh = await client.acquireTokenSilent({ account, scopes, forceRefresh: true })
    expect(fresh.fromCache).toBe(false)
    expect(fresh.accessToken).not.toBe(first.accessToken)
    expect((await me(fresh.accessToken)).json).toMatchObject({ id: adaOid })
    const grants = (await emulator.admin('GET', '/requests')) as { value: { parameters: { grant_type?: string } }[] }
    expect(grants.value.map(({ parameters }) => parameters.grant_type)).toEqual([
      undefined,
      'authorization_code',
      'refresh_token',
    ])
  })

  it('gets a silent token of another API with the same refresh token', async () => {
    const client = confidential()
    const { account } = await signIn(client)
    if (!account) throw new TypeError('the sign-in gave no account')
    await emulator.admin('POST', `/tenants/${tid}/applications/${cid}/consents`, {
      resourceAppId: apiCid,
      scope: 'access_as_user',
    })
    const { accessToken } = await client.acquireTokenSilent({ account, scopes: [`api://${apiCid}/access_as_user`] })
    expect(unverified(accessToken).payload).toMatchObject({ aud: apiCid, scp: 'access_as_user', oid: adaOid })
  })

  it('reports that the sessions of the person were revoked', async () => {
    const client = confidential()
    const { account } = await signIn(client)
    if (!account) throw new TypeError('the sign-in gave no account')
    await emulator.admin('POST', '/clock', { advance_seconds: 5 })
    await emulator.admin('POST', `/tenants/${tid}/users/${adaOid}/revokeSignInSessions`)
    await expect(client.acquireTokenSilent({ account, scopes, forceRefresh: true })).rejects.toMatchObject({
      errorCode: 'invalid_grant',
      errorMessage: expect.stringContaining('50173'),
    })
  })

  it('gets a token for a program with a secret', async () => {
    const client = confidential(daemonCid)
    const answer = await client.acquireTokenByClientCredential({ scopes: [`api://${apiCid}/.default`] })
    expect(answer?.tokenType).toBe('Bearer')
    expect(unverified(answer?.accessToken).payload).toMatchObject({
      aud: apiCid,
      azp: daemonCid,
      roles: ['Ingest.Write'],
    })
  })

  it('gets a token for a program with a certificate, and signs in with it', async () => {
    const { cert, key, sha256 } = clientCertificate()
    const keyCredentials = [{ key: cert }]
    for (const id of [daemonCid, cid]) {
      await emulator.admin('PATCH', `/tenants/${tid}/applications/${id}`, { keyCredentials })
    }
    const clientCertificateOf = { thumbprintSha256: sha256, privateKey: key }
    const withCertificate = (clientId: string): ConfidentialClientApplication =>
      new ConfidentialClientApplication({
        auth: { clientId, clientCertificate: clientCertificateOf, ...authorityOf(tid) },
      })
    const scopesOfApi = [`api://${apiCid}/.default`]
    const answer = await withCertificate(daemonCid).acquireTokenByClientCredential({ scopes: scopesOfApi })
    expect(unverified(answer?.accessToken).payload).toMatchObject({ azp: daemonCid, azpacr: '2' })
    expect((await signIn(withCertificate(cid))).account).toMatchObject({ localAccountId: adaOid })
  })

  it('refuses a wrong secret with the number of Entra', async () => {
    const auth = { clientId: daemonCid, clientSecret: 'wrong', ...authorityOf(tid) }
    const asked = new ConfidentialClientApplication({ auth }).acquireTokenByClientCredential({
      scopes: ['https://graph.microsoft.com/.default'],
    })
    await expect(asked).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorMessage: expect.stringContaining('7000215'),
    })
  })

  it('signs in a public client on a loopback address', async () => {
    const client = new PublicClientApplication({ auth: { clientId: nativeCid, ...authorityOf(tid) } })
    expect((await signIn(client, 'http://localhost:53124')).account).toMatchObject({ localAccountId: adaOid })
  })

  it('gets a token by a device code, which a person enters elsewhere', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, { isFallbackPublicClient: true })
    const client = new PublicClientApplication({ auth: { clientId: nativeCid, ...authorityOf(tid) } })
    const enter = async (user_code: string): Promise<void> => {
      const browser = openBrowser(emulator.url)
      const entered = await browser.press(await browser.open('/devicelogin'), 'Next', { user_code })
      const picked = await browser.press(entered, 'Next', { user_name: 'ada@contoso.example' })
      await browser.press(await browser.press(picked, 'Sign in', { password: 'ada-password' }), 'Continue')
    }
    const { promise: typed, resolve } = Promise.withResolvers<void>()
    const answer = client.acquireTokenByDeviceCode({
      scopes,
      deviceCodeCallback: ({ userCode }) => resolve(enter(userCode)),
    })
    await typed
    expect((await answer)?.account).toMatchObject({ localAccountId: adaOid })
  })

  it('gets a token on behalf of the person who called, and is told what to ask for', async () => {
    const api = { resourceAppId: apiCid, scope: 'access_as_user' }
    const other = { resourceAppId: apiOneCid, scope: 'access_as_user' }
    const basic = { scope: 'openid profile offline_access User.Read' }
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { consents: [api, basic] })
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiCid}`, {
      passwordCredentials: [{ secretText: secret }],
      consents: [other, basic],
    })
    const client = confidential()
    const { account } = await signIn(client)
    if (!account) throw new TypeError('the sign-in gave no account')
    const { accessToken } = await client.acquireTokenSilent({ account, scopes: [`api://${apiCid}/access_as_user`] })
    const exchange = (skipCache = false) =>
      confidential(apiCid).acquireTokenOnBehalfOf({
        oboAssertion: accessToken,
        scopes: [`api://${apiOneCid}/access_as_user`],
        skipCache,
      })
    const answer = await exchange()
    expect(unverified(answer?.accessToken).payload).toMatchObject({ appid: apiCid, oid: adaOid, ver: '1.0' })
    await emulator.admin('POST', '/faults', { name: 'error', code: 50079, at: 'code', times: 1 })
    await expect(exchange(true)).rejects.toMatchObject({
      errorCode: 'interaction_required',
      claims: expect.stringContaining('access_token'),
    })
  })

  it('accepts the instance discovery document', async () => {
    const query = new URLSearchParams({
      'api-version': '1.1',
      authorization_endpoint: `${emulator.url}/common/oauth2/v2.0/authorize`,
    })
    const { text } = await ask(`${emulator.url}/common/discovery/instance?${query}`)
    const client = new ConfidentialClientApplication({
      auth: { clientId: cid, clientSecret: secret, authority: `${emulator.url}/${tid}`, cloudDiscoveryMetadata: text },
    })
    expect((await signIn(client)).account).toMatchObject({ localAccountId: adaOid })
  })
})
