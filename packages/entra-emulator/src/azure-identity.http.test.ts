import { AuthorizationCodeCredential, ClientCertificateCredential, ClientSecretCredential } from '@azure/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientCertificate } from '../test/certificate.ts'
import { adaOid, authorizeUrl, cid, contoso, daemonCid, redirectUri, secret, tid } from '../test/contoso.ts'
import { ask, unverified } from '../test/http.ts'
import { trustedCertificate } from '../test/trust.ts'
import { type Emulator, startEmulator } from './emulator.ts'

/** The library of Azure's SDKs. `disableInstanceDiscovery` is its option for an authority that Microsoft does not run. */
describe('@azure/identity', () => {
  let emulator: Emulator
  let trust: Awaited<ReturnType<typeof trustedCertificate>>
  beforeAll(async () => {
    trust = await trustedCertificate()
    emulator = await startEmulator({ fixture: contoso, tls: trust.certificate })
  })
  afterAll(async () => {
    await emulator.close()
    trust.end()
  })
  const options = () => ({ authorityHost: emulator.url, disableInstanceDiscovery: true })
  const graph = 'https://graph.microsoft.com/.default'
  const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

  it('gets a token for a program with a secret, and calls Graph with it', async () => {
    const credential = new ClientSecretCredential(tid, daemonCid, secret, options())
    const { token, expiresOnTimestamp } = await credential.getToken(graph)
    expect(expiresOnTimestamp).toBeGreaterThan(Date.now())
    expect(unverified(token).payload).toMatchObject({
      appid: daemonCid,
      roles: ['GroupMember.Read.All', 'User.Read.All'],
    })
    const { json } = await ask(`${emulator.url}/v1.0/users/${adaOid}`, bearer(token))
    expect(json).toMatchObject({ id: adaOid })
  })

  it('gets a token for a program with a certificate', async () => {
    const { cert, key } = clientCertificate()
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${daemonCid}`, { keyCredentials: [{ key: cert }] })
    const credential = new ClientCertificateCredential(tid, daemonCid, { certificate: `${key}${cert}` }, options())
    const { token } = await credential.getToken(graph)
    expect(unverified(token).payload).toMatchObject({ appid: daemonCid, appidacr: '2' })
  })

  it('redeems a code, and calls Graph as the person', async () => {
    const url = authorizeUrl(emulator.url, { scope: 'openid profile offline_access User.Read', nonce: undefined })
    const { parameters } = await emulator.signIn(url, 'ada@contoso.example')
    const code = String(parameters.get('code'))
    const credential = new AuthorizationCodeCredential(tid, cid, secret, code, redirectUri, options())
    const { token } = await credential.getToken('User.Read')
    const { json } = await ask(`${emulator.url}/v1.0/me`, bearer(token))
    expect(json).toMatchObject({ id: adaOid, displayName: 'Ada Muster' })
  })

  it('reports a wrong secret with the number of Entra', async () => {
    const credential = new ClientSecretCredential(tid, daemonCid, 'wrong', options())
    await expect(credential.getToken(graph)).rejects.toMatchObject({
      message: expect.stringContaining('7000215'),
    })
  })
})
