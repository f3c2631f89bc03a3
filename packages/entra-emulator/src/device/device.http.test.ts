import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, textOf, type View } from '../../test/browser.ts'
import { apiCid, cid, contoso, nativeCid, tid } from '../../test/contoso.ts'
import { namesOf, postForm, unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'

describe('the device code grant', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, { isFallbackPublicClient: true })
  })

  const begin = async (form: Record<string, string> = {}) => {
    const url = `${emulator.url}/${tid}/oauth2/v2.0/devicecode`
    const { json, status } = await postForm(url, { client_id: nativeCid, scope: 'openid profile', ...form })
    return { json, status, device_code: String(json.device_code), user_code: String(json.user_code) }
  }
  const poll = (device_code: string, form: Record<string, string> = {}, word = tid) =>
    postForm(`${emulator.url}/${word}/oauth2/v2.0/token`, {
      grant_type: deviceGrant,
      client_id: nativeCid,
      device_code,
      ...form,
    })
  /** Types the code and signs in, up to the last question. */
  const confirmation = async (user_code: string) => {
    const browser = openBrowser(emulator.url)
    const entered = await browser.press(await browser.open('/devicelogin'), 'Next', { user_code })
    const picked = await browser.press(entered, 'Next', { user_name: 'ada@contoso.example' })
    return { browser, view: await browser.press(picked, 'Sign in', { password: 'ada-password' }) }
  }
  const typed = async (user_code: string): Promise<View> => {
    const browser = openBrowser(emulator.url)
    return browser.press(await browser.open('/devicelogin'), 'Next', { user_code })
  }

  it('answers with a code and where to type it', async () => {
    const { json, user_code } = await begin()
    expect(namesOf(json)).toEqual(['user_code', 'device_code', 'verification_uri', 'expires_in', 'interval', 'message'])
    expect(user_code).toMatch(/^[A-Z2-9]{9}$/)
    expect(json).toMatchObject({ expires_in: 900, interval: 5, verification_uri: `${emulator.url}/devicelogin` })
    expect(json.message).toContain(user_code)
  })

  it('is pending until a person has signed in and confirmed, then gives tokens once', async () => {
    const { device_code, user_code } = await begin({ scope: 'openid profile offline_access' })
    const pending = await poll(device_code)
    expect(pending).toMatchObject({ status: 400, json: { error: 'authorization_pending', error_codes: [70016] } })
    const { browser, view } = await confirmation(user_code.toLowerCase())
    expect(textOf(view)).toContain('Are you trying to sign in to Program on a desktop?')
    expect((await poll(device_code)).json.error).toBe('authorization_pending')
    expect(textOf(await browser.press(view, 'Continue'))).toContain('You may now close this window')
    const { json } = await poll(device_code)
    expect(unverified(json.id_token).payload).toMatchObject({ name: 'Ada Muster', aud: nativeCid })
    expect(json.refresh_token).toMatch(/^1\./)
    expect((await poll(device_code)).json).toMatchObject({ error: 'invalid_grant', error_codes: [54005] })
    expect(textOf(await typed(user_code))).toContain('AADSTS90120')
  })

  it('carries the claims that an API asks for', async () => {
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } })
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, {
      consents: [{ resourceAppId: apiCid, scope: 'access_as_user' }],
    })
    const { device_code, user_code } = await begin({ scope: `api://${apiCid}/access_as_user`, claims })
    const { browser, view } = await confirmation(user_code)
    await browser.press(view, 'Continue')
    expect(unverified((await poll(device_code)).json.access_token).payload.acrs).toEqual(['c1'])
    expect((await begin({ claims: 'c1' })).json.error_codes).toEqual([90023])
  })

  it('asks for consent in between', async () => {
    await emulator.admin('DELETE', `/tenants/${tid}/applications/${nativeCid}/consents`)
    const { user_code } = await begin()
    expect(textOf((await confirmation(user_code)).view)).toContain('Permissions requested')
  })

  it('is declined by a person who cancels', async () => {
    const { device_code, user_code } = await begin()
    const { browser, view } = await confirmation(user_code)
    expect(textOf(await browser.press(view, 'Cancel'))).toContain('You declined the sign-in')
    expect((await poll(device_code)).json.error).toBe('authorization_declined')
  })

  it('is declined on the consent page too', async () => {
    await emulator.admin('DELETE', `/tenants/${tid}/applications/${nativeCid}/consents`)
    const { device_code, user_code } = await begin()
    const { browser, view } = await confirmation(user_code)
    await browser.press(view, 'Cancel')
    expect((await poll(device_code)).json.error).toBe('authorization_declined')
  })

  it('expires after 15 minutes, for the device and for the person', async () => {
    const { device_code, user_code } = await begin()
    await emulator.admin('POST', '/clock', { advance_seconds: 901 })
    expect((await poll(device_code)).json).toMatchObject({ error: 'expired_token', error_codes: [70019] })
    expect(textOf(await typed(user_code))).toContain('AADSTS70019')
  })

  it('tells a person about a wrong code and an empty one', async () => {
    expect(textOf(await typed('NOTACODE1'))).toContain('AADSTS70018')
    expect(textOf(await typed(''))).toContain('AADSTS90119')
  })

  it('shows a refusal on the page, because there is no redirect', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, { appRoleAssignmentRequired: true })
    const { user_code } = await begin()
    expect(textOf((await confirmation(user_code)).view)).toContain('AADSTS50105')
  })

  it.each([
    {
      name: 'an unknown code',
      word: tid,
      code: 'unknown',
      expected: { error: 'bad_verification_code', error_codes: [70018] },
    },
    { name: 'another tenant path', word: 'contoso', expected: { error_codes: [90002] } },
    { name: 'the path organizations', word: 'organizations', expected: { error_codes: [50194] } },
  ])('refuses $name', async ({ code, word, expected }) => {
    const { device_code } = await begin()
    expect((await poll(code ?? device_code, {}, word)).json).toMatchObject(expected)
  })

  it('is refused for an application that does not allow public client flows', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, { isFallbackPublicClient: false })
    const { device_code } = await begin()
    expect((await poll(device_code)).json).toMatchObject({ error: 'invalid_client', error_codes: [7000218] })
  })

  it('says how long a program waits, as the emulator is told', async () => {
    const quick = await startEmulator({ fixture: contoso, device_poll_seconds: 1 })
    const form = { client_id: nativeCid, scope: 'openid' }
    const { json } = await postForm(`${quick.url}/${tid}/oauth2/v2.0/devicecode`, form)
    expect(json.interval).toBe(1)
    await quick.close()
  })

  it('refuses the code of another application', async () => {
    const { device_code } = await begin({ client_id: cid })
    expect((await poll(device_code)).json.error).toBe('bad_verification_code')
  })

  it('refuses a form of another site', async () => {
    const { user_code } = await begin()
    const answer = await postForm(`${emulator.url}/_sign-in/device`, { user_code }, { origin: 'https://evil.example' })
    expect(answer.text).toContain('AADSTS90023')
  })
})
