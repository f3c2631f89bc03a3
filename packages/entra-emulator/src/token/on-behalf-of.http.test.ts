import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { codeFor } from '../../test/code.ts'
import { adaOid, apiCid, apiOneCid, cid, contoso, daemonCid, fabrikamTid, secret, tid } from '../../test/contoso.ts'
import { postForm, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const consents = [{ resourceAppId: apiOneCid, scope: 'access_as_user' }, { scope: 'User.Read offline_access openid' }]

describe('the grant on behalf of a person', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiCid}`, {
      passwordCredentials: [{ secretText: secret }],
      consents,
    })
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      consents: [
        { resourceAppId: apiCid, scope: 'access_as_user' },
        { resourceAppId: apiOneCid, scope: 'access_as_user' },
        { scope: 'openid profile User.Read' },
      ],
    })
  })
  afterAll(() => emulator.close())

  const post = (form: Record<string, string | undefined>, word = tid) =>
    postForm(`${emulator.url}/${word}/oauth2/v2.0/token`, { client_secret: secret, ...form })
  /** A token of Ada for this scope, through the web application. */
  const received = async (scope = `api://${apiCid}/access_as_user`): Promise<string> => {
    const code = await codeFor(emulator, { scope })
    const form = { grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/callback', scope }
    return String((await post({ client_id: cid, ...form })).json.access_token)
  }
  const exchange = (assertion: string, change: Record<string, string | undefined> = {}, word = tid) =>
    post(
      {
        grant_type: jwtBearer,
        client_id: apiCid,
        requested_token_use: 'on_behalf_of',
        scope: `api://${apiOneCid}/access_as_user`,
        assertion,
        ...change,
      },
      word,
    )

  it('gives the API a token for another API, for the same person', async () => {
    const { json, status } = await exchange(await received())
    expect(status).toBe(200)
    expect(json).toMatchObject({ token_type: 'Bearer', scope: `api://${apiOneCid}/access_as_user` })
    expect(json).not.toHaveProperty('refresh_token')
    expect(unverified(json.access_token).payload).toMatchObject({
      aud: `api://${apiOneCid}`,
      appid: apiCid,
      appidacr: '1',
      oid: adaOid,
      scp: 'access_as_user',
      ver: '1.0',
    })
  })

  it('gives a token for Microsoft Graph, and a refresh token if it is asked for', async () => {
    const { json } = await exchange(await received(), { scope: 'User.Read offline_access' })
    expect(unverified(json.access_token).header).toHaveProperty('nonce')
    expect(json.refresh_token).toMatch(/^1\./)
  })

  const programToken = async (): Promise<string> => {
    const form = { grant_type: 'client_credentials', client_id: daemonCid, scope: `api://${apiCid}/.default` }
    return String((await post(form)).json.access_token)
  }
  const ownKeyToken = async (): Promise<string> => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiCid}`, { customSigningKey: true })
    return received()
  }
  const faulty = async (name: string): Promise<string> => {
    await emulator.admin('POST', '/faults', { name, times: 1 })
    return received()
  }

  it.each<[string, () => Promise<string> | string]>([
    ['that is no token', () => 'x'],
    ['for another API', () => received(`api://${apiOneCid}/access_as_user`)],
    ['for Microsoft Graph', () => received('User.Read')],
    ['of a program', programToken],
    ["signed with an application's own key", ownKeyToken],
    ['with a wrong signature', () => faulty('bad-signature')],
    ['of another issuer', () => faulty('wrong-issuer')],
  ])('refuses an assertion %s', async (_, make) => {
    const { json, status } = await exchange(await make())
    expect([status, json.error, json.error_codes]).toEqual([400, 'invalid_grant', [50013]])
  })

  it('refuses a token that has expired', async () => {
    const assertion = await received()
    await emulator.admin('POST', '/clock', { advance_seconds: 90 * 60 })
    expect((await exchange(assertion)).json.error_codes).toEqual([500133])
  })

  it.each<[string, Record<string, string | undefined>, number, string?]>([
    ['without a secret', { client_secret: undefined }, 7000218],
    ['without an assertion', { assertion: undefined }, 900144],
    ['without a scope', { scope: undefined }, 900144],
    ['without its use', { requested_token_use: undefined }, 900144],
    ['for another use', { requested_token_use: 'logon_cert' }, 90023],
    ['for several APIs', { scope: `api://${apiOneCid}/access_as_user User.Read` }, 28000],
    ['for a scope that is not there', { scope: `api://${apiOneCid}/nothing` }, 650053],
    ['at another tenant', { client_id: apiCid }, 700016, fabrikamTid],
  ])('refuses a request %s', async (_, change, code, word) => {
    expect((await exchange(await received(), change, word)).json.error_codes).toEqual([code])
  })

  it('needs the consent to the API itself', async () => {
    await emulator.admin('DELETE', `/tenants/${tid}/applications/${apiCid}/consents`)
    const { json } = await exchange(await received())
    expect(json).toMatchObject({ error: 'invalid_grant', error_codes: [65001], suberror: 'consent_required' })
  })

  it('answers with the claims that the client must ask for where Conditional Access wants more', async () => {
    const assertion = await received()
    await emulator.admin('POST', '/faults', { name: 'error', code: 50079, at: 'code', times: 1 })
    const { json } = await exchange(assertion)
    expect(json).toMatchObject({ error: 'interaction_required', error_codes: [50079] })
    expect(JSON.parse(String(json.claims))).toHaveProperty('access_token')
  })
})
