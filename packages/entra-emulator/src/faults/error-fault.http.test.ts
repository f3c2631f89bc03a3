import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerAt, codeFor, redeem, token } from '../../test/code.ts'
import { authorizeUrl, contoso, nativeCid, tid } from '../../test/contoso.ts'
import { ask, postForm } from '../../test/http.ts'
import { ada, addApplication, authnRequest, firstOf, logoutRequest, redirectUrl, responseTo } from '../../test/saml.ts'
import { type Emulator, type SamlApplicationAddresses, SignInError, startEmulator } from '../emulator.ts'
import { aadsts } from '../errors/aadsts.ts'
import { type ErrorPlace, errorPlaces, placesOf, provocableCodes } from './provocable-errors.ts'

/** An error as somebody sees it: the OAuth error, its codes and its text. */
interface Seen {
  readonly code: number
  readonly error?: unknown
  readonly status?: number
  readonly text: string
}

describe('the fault "error"', () => {
  let emulator: Emulator
  let refreshToken: string
  let deviceCode: string
  let saml: SamlApplicationAddresses
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${nativeCid}`, { isFallbackPublicClient: true })
    refreshToken = String(
      (await redeem(emulator, await codeFor(emulator, { scope: 'openid offline_access' }))).json.refresh_token,
    )
    const url = `${emulator.url}/${tid}/oauth2/v2.0/devicecode`
    saml = addApplication(emulator)
    deviceCode = String((await postForm(url, { client_id: nativeCid, scope: 'openid' })).json.device_code)
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('DELETE', '/faults'))

  const inAnswer = ({ status, json }: { readonly status: number; readonly json: Record<string, unknown> }): Seen => ({
    code: Number([json.error_codes].flat()[0]),
    error: json.error,
    status,
    text: String(json.error_description),
  })
  const onPage = async (): Promise<Seen> => {
    const failure: unknown = await answerAt(emulator).catch((error: unknown) => error)
    if (!(failure instanceof SignInError)) throw new TypeError(`no page: ${failure}`)
    return { code: failure.aadsts ?? 0, text: failure.text }
  }
  const samlPage = async (url: URL): Promise<Seen> => {
    const { status, text } = await ask(url)
    expect(status).toBe(400)
    return { code: Number(/AADSTS(\d+):/.exec(text)?.[1]), text: firstOf(text, /<p[^>]*>(AADSTS[^<]+)</) }
  }
  const tokenRequest = async (form: Record<string, string>) => inAnswer(await token(emulator, form))

  const seen: Readonly<Record<ErrorPlace, () => Promise<Seen>>> = {
    discovery: async () => inAnswer(await ask(`${emulator.url}/${tid}/v2.0/.well-known/openid-configuration`)),
    request: onPage,
    password: onPage,
    account: onPage,
    redirect: async () => {
      const answer = await answerAt(emulator)
      const text = String(answer.get('error_description'))
      return { code: Number(/^AADSTS(\d+)/.exec(text)?.[1]), error: answer.get('error'), text }
    },
    token: () => tokenRequest({ grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default' }),
    code: async () => inAnswer(await redeem(emulator, await codeFor(emulator))),
    refresh: () => tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    saml: () => samlPage(redirectUrl(saml.sso_url, authnRequest())),
    saml_logout: () => samlPage(redirectUrl(saml.slo_url, logoutRequest())),
    saml_response: async () => {
      const { xml } = await responseTo(emulator, redirectUrl(saml.sso_url, authnRequest()), ada)
      const text = firstOf(xml, /AADSTS75006: [^.]+\. (AADSTS[^<]+)</)
      return { code: Number(/^AADSTS(\d+)/.exec(text)?.[1]), text }
    },
    device: async () => {
      const form = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: nativeCid }
      return inAnswer(await postForm(`${emulator.url}/${tid}/oauth2/v2.0/token`, { ...form, device_code: deviceCode }))
    },
  }

  const all = provocableCodes.flatMap((code) => placesOf(code).map((at) => ({ code, at, says: errorPlaces[at] })))
  it.each(all)('$code acts $says', async ({ code, at }) => {
    await emulator.admin('POST', '/faults', { name: 'error', code, at, times: 1 })
    const answer = await seen[at]()
    expect(answer.code).toBe(code)
    if (answer.error !== undefined) expect(answer.error).toBe(aadsts(code).error)
    if (answer.status !== undefined) expect(answer.status).toBe(aadsts(code).status)
    // Entra's own text has `{tenant-ID}`.
    expect(answer.text.replace('{tenant-ID}', '')).not.toMatch(/[{}]|undefined/)
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [] })
  })

  it('acts at the first place without `at`, and several act beside each other', async () => {
    await emulator.admin('POST', '/faults', { name: 'error', code: 50105 })
    await emulator.admin('POST', '/faults', { name: 'error', code: 7000222 })
    expect((await onPage()).code).toBe(50105)
    expect((await seen.token()).code).toBe(7000222)
    await emulator.admin('DELETE', '/faults/error?code=50105')
    expect(await emulator.admin('GET', '/faults')).toMatchObject({
      active: [{ error: { code: 7000222, at: 'token' } }],
    })
    await emulator.admin('DELETE', '/faults/error')
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [] })
  })

  it('carries the claims to send back to /authorize', async () => {
    await emulator.admin('POST', '/faults', { name: 'error', code: 50079 })
    const { json } = await token(emulator, { grant_type: 'refresh_token', refresh_token: refreshToken })
    expect(json).toMatchObject({ error: 'interaction_required', suberror: 'basic_action' })
    expect(JSON.parse(String(json.claims))).toEqual({ access_token: { acrs: { essential: true, value: 'c1' } } })
  })

  it('may be on from the start, by the fixture, and after a reset', async () => {
    const other = await startEmulator({ fixture: { ...contoso, faults: [{ name: 'error', code: 50011, times: 1 }] } })
    try {
      const at = { error: { code: 50011, at: 'request' }, times: 1 }
      expect(await other.admin('GET', '/faults')).toMatchObject({ active: [at] })
      await expect(answerAt(other)).rejects.toThrow('AADSTS50011')
      expect((await answerAt(other)).has('code')).toBe(true)
      await other.admin('POST', '/reset')
      expect(await other.admin('GET', '/faults')).toMatchObject({ active: [at] })
    } finally {
      await other.close()
    }
  })

  it('of a fixture is refused with its place', async () => {
    const faults = [{ name: 'expired' }, { name: 'error', code: 7 }]
    await expect(startEmulator({ fixture: { ...contoso, faults } })).rejects.toThrow('faults[1].code: must be a number')
  })

  it('acts in its tenant only', async () => {
    await emulator.admin('POST', '/faults', { name: 'error', code: 53003, tenant: 'fabrikam.example' })
    expect((await answerAt(emulator)).has('code')).toBe(true)
  })

  it.each([
    { name: 'no code', body: { name: 'error' }, says: 'code: must be a number' },
    { name: 'an unknown code', body: { name: 'error', code: 1 }, says: 'is 1' },
    {
      name: 'a place of another code',
      body: { name: 'error', code: 50011, at: 'refresh' },
      says: 'at: must be one of request, is \\"refresh\\"',
    },
    {
      name: 'a code for another fault',
      body: { name: 'expired', code: 50011 },
      says: 'only the fault \\"error\\" has it',
    },
  ])('refuses $name', async ({ body, says }) => {
    await expect(emulator.admin('POST', '/faults', body)).rejects.toThrow(says)
  })

  it('leaves the sign-in page of the URL alone', async () => {
    expect((await ask(authorizeUrl(emulator.url))).status).toBe(200)
  })
})
