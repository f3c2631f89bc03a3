import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { redeem } from '../../test/code.ts'
import { adaOid, authorizeUrl, cid, contoso, fabrikamTid, redirectUri, tid } from '../../test/contoso.ts'
import { unverified } from '../../test/http.ts'
import { type Emulator, SignInError, type SigningPerson, startEmulator } from '../emulator.ts'

describe('emulator.signIn', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  beforeEach(() => emulator.admin('POST', '/reset'))
  afterAll(() => emulator.close())
  const at = (parameters?: Record<string, string | undefined>, word?: string): URL =>
    authorizeUrl(emulator.url, parameters, word)

  it('returns the redirect with a code that can be redeemed', async () => {
    const { url, form, parameters } = await emulator.signIn(at(), 'ada@contoso.example')
    expect(url.href).toMatch(`${redirectUri}?code=`)
    expect(form).toBeUndefined()
    expect(parameters.get('state')).toBe('state-1')
    const { json } = await redeem(emulator, String(parameters.get('code')))
    expect(unverified(json.id_token).payload).toMatchObject({ oid: adaOid, nonce: 'nonce-1' })
  })

  it('returns the parameters in the fragment', async () => {
    const { url, parameters } = await emulator.signIn(at({ response_mode: 'fragment' }), 'ada@contoso.example')
    expect(url.hash).toMatch(/^#code=/)
    expect(parameters.get('code')).toMatch(/^1\./)
  })

  it('returns the fields of form_post, with special characters as they were sent', async () => {
    const state = `"><&'ä+ %2B`
    const { url, form } = await emulator.signIn(at({ response_mode: 'form_post', state }), 'ada@contoso.example')
    expect(url.href).toBe(redirectUri)
    expect(form?.get('state')).toBe(state)
    expect((await redeem(emulator, String(form?.get('code')))).status).toBe(200)
  })

  const people: { name: string; person: SigningPerson; parameters?: Record<string, string>; who: string }[] = [
    { name: 'a user name', person: 'ben@contoso.example', who: 'Ben Okafor' },
    { name: 'a user name in capitals', person: 'BEN@CONTOSO.EXAMPLE', who: 'Ben Okafor' },
    { name: 'a user without password', person: { userPrincipalName: 'ben@contoso.example' }, who: 'Ben Okafor' },
    {
      name: 'a user with the password',
      person: { userPrincipalName: 'ben@contoso.example', password: 'ben-password' },
      who: 'Ben Okafor',
    },
    { name: 'a guest, by the name at home', person: 'gail@fabrikam.example', who: 'Gail Guest' },
    {
      name: 'a guest, by the name here',
      person: 'gail_fabrikam.example#EXT#@contoso.example',
      who: 'Gail Guest',
    },
    {
      name: 'another person than the hint',
      person: 'ben@contoso.example',
      parameters: { login_hint: 'ada@contoso.example' },
      who: 'Ben Okafor',
    },
    { name: 'a new password', person: 'ben@contoso.example', parameters: { prompt: 'login' }, who: 'Ben Okafor' },
    { name: 'consent again', person: 'ben@contoso.example', parameters: { prompt: 'consent' }, who: 'Ben Okafor' },
    {
      name: 'consent to a new permission',
      person: 'ben@contoso.example',
      parameters: { scope: 'openid profile Calendars.Read' },
      who: 'Ben Okafor',
    },
  ]
  it.each(people)('signs in with $name', async ({ person, parameters, who }) => {
    const answer = await emulator.signIn(at(parameters), person)
    const { json } = await redeem(emulator, String(answer.parameters.get('code')))
    expect(unverified(json.id_token).payload.name).toBe(who)
  })

  it('takes the password of the directory as it is now', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/users/ben@contoso.example`, { password: 'another-one' })
    expect((await emulator.signIn(at(), 'ben@contoso.example')).parameters.has('code')).toBe(true)
  })

  it('is a new browser each time', async () => {
    await emulator.signIn(at(), 'ada@contoso.example')
    const { parameters } = await emulator.signIn(at({ prompt: 'none' }), 'ada@contoso.example')
    expect(parameters.get('error')).toBe('login_required')
  })

  it('returns an error for the application as its redirect', async () => {
    const { url, parameters } = await emulator.signIn(at({ response_type: 'token' }), 'ada@contoso.example')
    expect(url.href).toMatch(redirectUri)
    expect(parameters.get('error')).toBe('unsupported_response_type')
    expect(parameters.get('error_description')).toMatch(/^AADSTS700051: /)
  })

  it('works under the public URL and under the address it listens on', async () => {
    const other = await startEmulator({ fixture: contoso, public_url: 'https://login.microsoftonline.com' })
    for (const base of [other.url, new URL(other.admin_url).origin]) {
      const { parameters } = await other.signIn(authorizeUrl(base), 'ada@contoso.example')
      expect(parameters.get('code')).toMatch(/^1\./)
    }
    await other.close()
  })

  const pages: {
    name: string
    person?: SigningPerson
    parameters?: Record<string, string | undefined>
    word?: string
    aadsts: number
    text: string
  }[] = [
    {
      name: 'a wrong password',
      person: { userPrincipalName: 'ada@contoso.example', password: 'guess' },
      aadsts: 50126,
      text: "Your account or password is incorrect. If you don't remember",
    },
    { name: 'an unknown person', person: 'nobody@contoso.example', aadsts: 50034, text: 'This username may be' },
    { name: 'a person of another tenant', person: 'fred@fabrikam.example', aadsts: 50020, text: 'User account' },
    { name: 'a disabled person', person: 'off@contoso.example', aadsts: 50057, text: 'Your account has been disabled' },
    { name: 'a locked person', person: 'locked@contoso.example', aadsts: 50053, text: 'Your account is temporarily' },
    { name: 'an expired password', person: 'stale@contoso.example', aadsts: 50055, text: 'Your password has expired' },
    {
      name: 'a permission that only an administrator can grant',
      person: 'ben@contoso.example',
      parameters: { scope: 'openid Directory.Read.All' },
      aadsts: 90094,
      text: 'Admin consent is required',
    },
    {
      name: 'an unregistered redirect URI',
      parameters: { redirect_uri: 'https://app.example/other' },
      aadsts: 50011,
      text: "The redirect URI 'https://app.example/other' specified in the request does not match",
    },
    { name: 'an unknown application', parameters: { client_id: tid }, aadsts: 700016, text: 'Application with' },
    { name: 'an unknown tenant', word: 'nowhere.example', aadsts: 90002, text: "Tenant 'nowhere.example' not found" },
    { name: 'no client_id', parameters: { client_id: undefined }, aadsts: 900144, text: 'The request body must' },
  ]
  it.each(pages)('fails with $name', async ({ person = 'ada@contoso.example', parameters, word, aadsts, text }) => {
    const failure: unknown = await emulator.signIn(at(parameters, word), person).catch((error: unknown) => error)
    if (!(failure instanceof SignInError)) throw new TypeError(`no SignInError: ${JSON.stringify(failure)}`)
    expect(failure).toMatchObject({ name: 'SignInError', aadsts })
    expect(failure.text.startsWith(text), failure.text).toBe(true)
    expect(failure.message).toBe(`the sign-in ended on a page: AADSTS${aadsts}: ${failure.text}`)
  })

  it('fails with the error of a person without assignment', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, { appRoleAssignmentRequired: true })
    await expect(emulator.signIn(at(), 'ben@contoso.example')).rejects.toMatchObject({ aadsts: 50105 })
  })

  it.each([
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    'not a URL',
    `/${fabrikamTid}/oauth2/v2.0/authorize`,
  ])('refuses %s, because it is not its own authorize URL', async (url) => {
    await expect(emulator.signIn(url, 'ada@contoso.example')).rejects.toThrow(`such as ${emulator.url}/TENANT/`)
  })

  it('refuses another page of its own', async () => {
    const url = `${emulator.url}/${tid}/oauth2/v2.0/token`
    await expect(emulator.signIn(url, 'ada@contoso.example')).rejects.toThrow(TypeError)
  })
})
