import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, signIn, textOf } from '../../test/browser.ts'
import { codeFor, redeem } from '../../test/code.ts'
import { authorizeUrl, cid, contoso, multiCid, tid } from '../../test/contoso.ts'
import { unverified } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

type Changes = Record<string, string | undefined>

describe('single sign-on', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))
  const ada = ['ada@contoso.example', 'ada-password'] as const
  const ben = ['ben@contoso.example', 'ben-password'] as const
  const url = (change: Changes = {}, word?: string) => authorizeUrl(emulator.url, change, word)

  /** A browser in which these users have signed in. */
  const browserWith = async (...people: (readonly [string, string])[]) => {
    const browser = openBrowser(emulator.url)
    for (const [name, password] of people) await signIn(browser, url({ prompt: 'select_account' }), name, password)
    return browser
  }
  const errorOf = (view: { url: URL }) => view.url.searchParams.get('error')

  it('responds at once when one account is signed in, also with prompt=none', async () => {
    const browser = await browserWith(ada)
    expect((await browser.open(url())).url.searchParams.get('code')).toBeTruthy()
    expect((await browser.open(url({ prompt: 'none' }))).url.searchParams.get('code')).toBeTruthy()
  })

  it('keeps the sid of a user, and gives each user another one', async () => {
    const browser = await browserWith(ada, ben)
    const sidFor = async (login_hint: string) => {
      const view = await browser.open(url({ login_hint }))
      const answer = await redeem(emulator, String(view.url.searchParams.get('code')))
      return unverified(answer.json.id_token).payload.sid
    }
    const first = await sidFor(ada[0])
    expect(await sidFor(ada[0])).toBe(first)
    expect(await sidFor(ben[0])).not.toBe(first)
  })

  it('with two accounts shows the picker, or sends an error with prompt=none', async () => {
    const browser = await browserWith(ada, ben)
    const view = await browser.open(url())
    expect(textOf(view)).toContain('Pick an account')
    expect(view.forms[0]?.buttons.slice(0, 2).map(({ text }) => text)).toEqual([
      'Ada Muster ada@contoso.example Signed in',
      'Ben Okafor ben@contoso.example Signed in',
    ])
    expect((await browser.press(view, 'Ben Okafor ben@contoso.example Signed in')).status).toBe(0)
    expect(errorOf(await browser.open(url({ prompt: 'none' })))).toBe('interaction_required')
    expect((await browser.open(url({ prompt: 'none', login_hint: ben[0] }))).url.searchParams.get('code')).toBeTruthy()
  })

  const prompts: { name: string; change: Changes; text: string }[] = [
    { name: 'prompt=login shows the picker', change: { prompt: 'login' }, text: 'Pick an account' },
    {
      name: 'prompt=login with a hint asks for the password',
      change: { prompt: 'login', login_hint: ada[0] },
      text: 'Enter password',
    },
    { name: 'prompt=select_account shows the picker', change: { prompt: 'select_account' }, text: 'Pick an account' },
    {
      name: 'prompt=select_account ignores the hint',
      change: { prompt: 'select_account', login_hint: ada[0] },
      text: 'Pick an account',
    },
    { name: 'prompt=consent asks again', change: { prompt: 'consent' }, text: 'Permissions requested' },
    { name: 'a hint for another user asks for the password', change: { login_hint: ben[0] }, text: 'Enter password' },
    {
      name: 'an unknown hint shows the picker',
      change: { login_hint: 'nobody@contoso.example' },
      text: 'Pick an account',
    },
    {
      name: 'a domain hint that does not fit shows the picker',
      change: { domain_hint: 'contoso.test' },
      text: 'Pick an account',
    },
    { name: 'max_age=0 asks for the password', change: { max_age: '0' }, text: 'Enter password' },
  ]
  it.each(prompts)('$name', async ({ change, text }) => {
    const browser = await browserWith(ada)
    await emulator.admin('POST', '/clock', { advance_seconds: 60 })
    expect(textOf(await browser.open(url(change)))).toContain(text)
  })

  it.each([
    { domain_hint: 'contoso.example' },
    { domain_hint: 'organizations' },
    { max_age: '3600' },
    { login_hint: ada[0] },
  ])('goes on silently with %o', async (change) =>
    expect((await (await browserWith(ada)).open(url(change))).status).toBe(0),
  )

  it('asks for the password again once it is older than max_age, or sends an error with prompt=none', async () => {
    const browser = await browserWith(ada)
    await emulator.admin('POST', '/clock', { advance_seconds: 120 })
    expect(errorOf(await browser.open(url({ prompt: 'none', max_age: '60' })))).toBe('login_required')
    const view = await signIn(
      browser,
      url({ max_age: '60', claims: '{"id_token":{"auth_time":{"essential":true}}}' }),
      ...ada,
    )
    const { payload } = unverified((await redeem(emulator, String(view.url.searchParams.get('code')))).json.id_token)
    // Entra puts iat 300 seconds before the issue of the token. A second may pass between the sign-in and the issue.
    const seconds = Number(payload.auth_time) - Number(payload.iat)
    expect([298, 299, 300]).toContain(seconds)
  })

  it('accepts a new password in the second in which it was set', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/users/${ada[0]}`, { password: 'new-password' })
    const view = await signIn(openBrowser(emulator.url), url(), ada[0], 'new-password')
    expect(view.url.searchParams.get('code')).toBeTruthy()
  })

  it('lets a chosen user of another domain than the hint sign in', async () => {
    const view = await signIn(openBrowser(emulator.url), url({ domain_hint: 'contoso.test' }), ...ada)
    expect(view.url.searchParams.get('code')).toBeTruthy()
  })

  it('refuses a choice that was not on the page', async () => {
    const browser = openBrowser(emulator.url)
    const picker = await browser.open(url())
    const fred = emulator.tenants()[1]?.users[1]
    const account = `${emulator.tenants()[1]?.id} ${fred?.id}`
    const body = new URLSearchParams({ ...picker.forms[0]?.hidden, account })
    const view = await browser.open('/_sign-in/account', { method: 'POST', body })
    expect(textOf(view)).toContain('Pick an account')
  })

  it('accepts the claim login_hint as a hint', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${cid}`, {
      optionalClaims: { idToken: [{ name: 'login_hint' }] },
    })
    const browser = await browserWith(ada, ben)
    const code = String((await browser.open(url({ login_hint: ben[0] }))).url.searchParams.get('code'))
    const hint = String(unverified((await redeem(emulator, code)).json.id_token).payload.login_hint)
    const view = await browser.open(url({ login_hint: hint, prompt: 'none' }))
    const { payload } = unverified((await redeem(emulator, String(view.url.searchParams.get('code')))).json.id_token)
    expect(payload.preferred_username).toBe(ben[0])
  })

  it.each([
    { name: 'a day without use', end: () => emulator.admin('POST', '/clock', { advance_seconds: 86_401 }) },
    {
      name: 'a disabled account',
      end: () => emulator.admin('PATCH', `/tenants/${tid}/users/${ada[0]}`, { accountEnabled: false }),
    },
    {
      name: 'a new password',
      end: async () => {
        await emulator.admin('POST', '/clock', { advance_seconds: 1 })
        await emulator.admin('PATCH', `/tenants/${tid}/users/${ada[0]}`, { password: 'other' })
      },
    },
    { name: 'the admin API', end: () => emulator.admin('DELETE', '/sessions') },
  ])('ends with $name', async ({ end }) => {
    const browser = await browserWith(ada)
    await end()
    expect(errorOf(await browser.open(url({ prompt: 'none' })))).toBe('login_required')
  })

  it('covers the tenants in which the user is a guest', async () => {
    const browser = openBrowser(emulator.url)
    const home = authorizeUrl(emulator.url, { client_id: multiCid }, 'fabrikam.example')
    await signIn(browser, home, 'gail@fabrikam.example', 'gail-home')
    const view = await browser.open(url())
    const { payload } = unverified((await redeem(emulator, String(view.url.searchParams.get('code')))).json.id_token)
    expect(payload).toMatchObject({ tid, name: 'Gail Guest' })
  })

  it('at /organizations covers members of all tenants and no guests', async () => {
    const at = authorizeUrl(emulator.url, { client_id: multiCid }, 'organizations')
    const view = await openBrowser(emulator.url).open(at)
    expect(textOf(view)).toContain('Fred Fabrikam')
    expect(textOf(view)).not.toContain('Gail Guest')
    const code = await codeFor(
      emulator,
      { client_id: multiCid },
      { name: 'fred@fabrikam.example', password: 'fred-password' },
      'organizations',
    )
    const answer = await redeem(emulator, code, { client_id: multiCid }, { word: 'organizations' })
    const { payload } = unverified(answer.json.id_token)
    expect(payload.iss).toBe(`${emulator.url}/${payload.tid}/v2.0`)
    expect(payload.tid).not.toBe(tid)
  })
})
