import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Browser, openBrowser, signIn, textOf } from '../../test/browser.ts'
import { redeem } from '../../test/code.ts'
import { authorizeUrl, cid, contoso, multiCid, redirectUri, tid } from '../../test/contoso.ts'
import { unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

describe('sign-out', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))

  const ada = ['ada@contoso.example', 'ada-password'] as const
  const ben = ['ben@contoso.example', 'ben-password'] as const
  const logoutUrl = (parameters: Record<string, string> = {}) =>
    `${emulator.url}/${tid}/oauth2/v2.0/logout?${new URLSearchParams(parameters)}`
  const browserWith = async (...people: (readonly [string, string])[]) => {
    const browser = openBrowser(emulator.url)
    for (const [name, password] of people) {
      await signIn(browser, authorizeUrl(emulator.url, { prompt: 'select_account' }), name, password)
    }
    return browser
  }
  const isSignedIn = async (browser: Browser, login_hint: string) =>
    (await browser.open(authorizeUrl(emulator.url, { prompt: 'none', login_hint }))).url.searchParams.has('code')
  const idTokenFor = async (browser: Browser, login_hint: string) => {
    const view = await browser.open(authorizeUrl(emulator.url, { login_hint }))
    return String((await redeem(emulator, String(view.url.searchParams.get('code')))).json.id_token)
  }
  const withLogoutUrl = (url: string, appId = cid) =>
    emulator.admin('PATCH', `/tenants/${tid}/applications/${appId}`, { web: { logoutUrl: url } })
  const framesOf = (text: string) =>
    [...text.matchAll(/<iframe src="([^"]*)"/g)].map(([, url = '']) => new URL(url.replaceAll('&amp;', '&')))

  it('ends the session and shows the page', async () => {
    const browser = await browserWith(ada)
    const view = await browser.open(logoutUrl())
    expect(textOf(view)).toContain('You signed out of your account')
    expect(await isSignedIn(browser, ada[0])).toBe(false)
  })

  it('shows the page without a session', async () => {
    expect(textOf(await openBrowser(emulator.url).open(logoutUrl()))).toContain('You signed out of your account')
  })

  it('accepts a POST', async () => {
    const browser = await browserWith(ada)
    const body = new URLSearchParams({ client_id: cid, post_logout_redirect_uri: redirectUri, state: 's' })
    const view = await browser.open(`${emulator.url}/${tid}/oauth2/v2.0/logout`, { method: 'POST', body })
    expect(view.url.href).toBe(`${redirectUri}?state=s`)
  })

  const targets: { name: string; parameters: Record<string, string>; goes: string | undefined }[] = [
    {
      name: 'registered, of an application of the session',
      parameters: { post_logout_redirect_uri: redirectUri },
      goes: redirectUri,
    },
    {
      name: 'registered, with state',
      parameters: { post_logout_redirect_uri: redirectUri, state: 'a b&c' },
      goes: `${redirectUri}?state=a%20b%26c`,
    },
    { name: 'not registered', parameters: { post_logout_redirect_uri: 'https://evil.example/' }, goes: undefined },
    { name: 'with an extra slash', parameters: { post_logout_redirect_uri: `${redirectUri}/` }, goes: undefined },
    { name: 'missing', parameters: { state: 's' }, goes: undefined },
    {
      name: 'registered, but not for the named application',
      parameters: { post_logout_redirect_uri: 'https://bare.example', client_id: multiCid },
      goes: undefined,
    },
  ]
  it.each(targets)('for a URI that is $name redirects to $goes', async ({ parameters, goes }) => {
    const browser = await browserWith(ada)
    const view = await browser.open(logoutUrl(parameters))
    expect(view.status === 0 ? view.url.href : undefined).toBe(goes)
    expect(await isSignedIn(browser, ada[0])).toBe(false)
  })

  it('redirects to a URI of the application in id_token_hint, also without a session', async () => {
    const id_token_hint = await idTokenFor(await browserWith(ada), ada[0])
    const view = await openBrowser(emulator.url).open(
      logoutUrl({ id_token_hint, post_logout_redirect_uri: redirectUri }),
    )
    expect(view.url.href).toBe(redirectUri)
    const nonsense = await openBrowser(emulator.url).open(
      logoutUrl({ id_token_hint: 'x', post_logout_redirect_uri: redirectUri }),
    )
    expect(nonsense.status).toBe(200)
  })

  it('with two accounts shows a picker unless a hint names one', async () => {
    const browser = await browserWith(ada, ben)
    const picker = await browser.open(logoutUrl({ post_logout_redirect_uri: redirectUri }))
    expect(textOf(picker)).toContain('Which account do you want to sign out of?')
    expect((await browser.press(picker, 'Ada Muster ada@contoso.example')).url.href).toBe(redirectUri)
    expect([await isSignedIn(browser, ada[0]), await isSignedIn(browser, ben[0])]).toEqual([false, true])
  })

  it.each(['id_token_hint', 'logout_hint'])('signs out the account in %s', async (parameter) => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      optionalClaims: { idToken: [{ name: 'login_hint' }] },
    })
    const browser = await browserWith(ada, ben)
    const token = await idTokenFor(browser, ben[0])
    const hint = parameter === 'id_token_hint' ? token : String(unverified(token).payload.login_hint)
    await browser.open(logoutUrl({ [parameter]: hint }))
    expect([await isSignedIn(browser, ada[0]), await isSignedIn(browser, ben[0])]).toEqual([true, false])
  })

  it('does not accept a user name as logout_hint', async () => {
    const browser = await browserWith(ada, ben)
    expect(textOf(await browser.open(logoutUrl({ logout_hint: ben[0] })))).toContain('Which account')
  })

  it('calls the front-channel URL of each application of the session with sid only', async () => {
    await withLogoutUrl('https://app.example/frontchannel')
    await withLogoutUrl('https://other.example/out?app=1', multiCid)
    const browser = await browserWith(ada)
    const sid = String(unverified(await idTokenFor(browser, ada[0])).payload.sid)
    await signIn(browser, authorizeUrl(emulator.url, { client_id: multiCid }), ...ada)
    const view = await browser.open(logoutUrl({ post_logout_redirect_uri: redirectUri, state: 's' }))
    expect(framesOf(view.text).map((url) => url.href)).toEqual([
      `https://app.example/frontchannel?sid=${sid}`,
      `https://other.example/out?app=1&sid=${sid}`,
    ])
    expect(view.text).toContain(`content="2; url=${redirectUri}?state=s"`)
    expect(view.headers.get('content-security-policy')).toContain(
      'frame-src https://app.example https://other.example;',
    )
  })

  it('does not call applications of other sessions or of an account that stays', async () => {
    await withLogoutUrl('https://other.example/out', multiCid)
    const browser = await browserWith(ada, ben)
    await signIn(browser, authorizeUrl(emulator.url, { client_id: multiCid, login_hint: ben[0] }), ...ben)
    const id_token_hint = await idTokenFor(browser, ada[0])
    expect(framesOf((await browser.open(logoutUrl({ id_token_hint }))).text)).toEqual([])
    expect(framesOf((await browser.open(logoutUrl())).text)).toHaveLength(1)
  })

  it('shows an error for an unknown tenant', async () => {
    const view = await openBrowser(emulator.url).open(`${emulator.url}/nowhere.example/oauth2/v2.0/logout`)
    expect(view.status).toBe(400)
    expect(textOf(view)).toContain('AADSTS90002')
  })
})
