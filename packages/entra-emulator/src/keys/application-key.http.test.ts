import { createPublicKey, verify } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor, redeem, token } from '../../test/code.ts'
import { apiCid, cid, contoso, daemonCid, secret, tid } from '../../test/contoso.ts'
import { ask, postForm, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

interface Key {
  readonly kid: string
  readonly n: string
  readonly e: string
}

describe('an application with a signing key of its own', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())

  const giveOwnKey = (appId: string) =>
    emulator.admin('PATCH', `/tenants/${tid}/applications/${appId}`, { customSigningKey: true })
  /** The key set that discovery names, with or without `?appid=`. */
  const published = async (appId?: string, version = '/v2.0'): Promise<Key[]> => {
    const query = appId === undefined ? '' : `?appid=${appId}`
    const document = await ask(`${emulator.url}/${tid}${version}/.well-known/openid-configuration${query}`)
    expect(new URL(String(document.json.jwks_uri)).search).toBe(query)
    const { keys } = JSON.parse((await ask(String(document.json.jwks_uri))).text)
    return keys
  }
  const kidsOf = async (appId?: string, version?: string) => (await published(appId, version)).map(({ kid }) => kid)
  const isSignedBy = (jwt: unknown, key: Key | undefined): boolean => {
    const [header = '', payload = '', signature = ''] = String(jwt).split('.')
    const publicKey = createPublicKey({ key: { kty: 'RSA', n: key?.n ?? '', e: key?.e ?? '' }, format: 'jwk' })
    return verify('sha256', Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))
  }

  it.each(['/v2.0', ''])('is the first in the key set of ?appid= and in no other, at %s discovery', async (version) => {
    const before = await kidsOf(undefined, version)
    await giveOwnKey(cid)
    const [own = '', ...others] = await kidsOf(cid, version)
    expect(before).not.toContain(own)
    expect(others).toEqual(before)
    expect(await kidsOf(undefined, version)).toEqual(before)
    expect(await kidsOf(apiCid, version)).toEqual(before)
  })

  it('signs the ID token', async () => {
    await giveOwnKey(cid)
    const { json } = await redeem(emulator, await codeFor(emulator))
    const [own] = await published(cid)
    expect(unverified(json.id_token).header.kid).toBe(own?.kid)
    expect(isSignedBy(json.id_token, own)).toBe(true)
  })

  it('signs the access tokens for the application as an API, of a person and of a program', async () => {
    await giveOwnKey(apiCid)
    const [own] = await published(apiCid)
    const scope = `openid api://${apiCid}/access_as_user`
    const { json } = await redeem(emulator, await codeFor(emulator, { scope }))
    expect(unverified(json.access_token).header.kid).toBe(own?.kid)
    expect(unverified(json.id_token).header.kid).not.toBe(own?.kid)
    const program = await postForm(`${emulator.url}/${tid}/oauth2/v2.0/token`, {
      grant_type: 'client_credentials',
      client_id: daemonCid,
      client_secret: secret,
      scope: `api://${apiCid}/.default`,
    })
    expect(isSignedBy(program.json.access_token, own)).toBe(true)
  })

  it('signs a refreshed token too, and stops when it is taken away', async () => {
    await giveOwnKey(cid)
    const first = await redeem(emulator, await codeFor(emulator, { scope: 'openid offline_access' }))
    const again = () =>
      token(emulator, { grant_type: 'refresh_token', refresh_token: String(first.json.refresh_token) })
    const [own] = await published(cid)
    expect(unverified((await again()).json.id_token).header.kid).toBe(own?.kid)
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { customSigningKey: false })
    expect(await kidsOf()).toContain(unverified((await again()).json.id_token).header.kid)
    expect(await kidsOf(cid)).not.toContain(own?.kid)
  })

  it('is switched on and off by the home page', async () => {
    const press = (own: string, application = cid) =>
      postForm(`${emulator.url}/_home/applications/signing-key`, { tenant: tid, application, own })
    const usual = await kidsOf(cid)
    expect((await press('yes')).status).toBe(303)
    expect(await kidsOf(cid)).toHaveLength(usual.length + 1)
    expect((await ask(emulator.url)).text).toContain('own signing key')
    await press('no')
    expect(await kidsOf(cid)).toEqual(usual)
    expect((await press('yes', daemonCid.replace(/^./, '0'))).status).toBe(400)
  })
})
