import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, signIn, textOf } from '../../test/browser.ts'
import { answerAt } from '../../test/code.ts'
import { authorizeUrl, contoso, multiCid, redirectUri } from '../../test/contoso.ts'
import { postForm } from '../../test/http.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

describe('the password page', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())

  it.each([
    { name: 'ada@contoso.example', password: 'guess', says: 'AADSTS50126' },
    { name: 'off@contoso.example', password: 'Correct-Horse-1', says: 'AADSTS50057' },
    { name: 'locked@contoso.example', password: 'Correct-Horse-1', says: 'AADSTS50053' },
    { name: 'stale@contoso.example', password: 'Correct-Horse-1', says: 'AADSTS50055' },
    { name: 'off@contoso.example', password: 'guess', says: 'AADSTS50126' },
  ])('tells $name with "$password" $says, and asks again', async ({ name, password, says }) => {
    const view = await signIn(openBrowser(emulator.url), authorizeUrl(emulator.url), name, password)
    expect(view.status).toBe(200)
    expect(textOf(view)).toContain(says)
    expect(textOf(view)).toContain('Enter password')
  })

  it('shows the password: a test directory has no secrets', async () => {
    const view = await openBrowser(emulator.url).open(authorizeUrl(emulator.url, { login_hint: 'ada@contoso.example' }))
    expect(textOf(view)).toContain('The password is ada-password')
  })

  it('is not shown for an unknown name or for a user of another tenant', async () => {
    const browser = openBrowser(emulator.url)
    const picker = await browser.open(authorizeUrl(emulator.url))
    expect(textOf(await browser.press(picker, 'Next', { user_name: 'nobody@contoso.example' }))).toContain(
      'AADSTS50034',
    )
    const foreign = await browser.press(picker, 'Next', { user_name: 'fred@fabrikam.example' })
    expect(foreign.status).toBe(400)
    expect(textOf(foreign)).toContain(
      `AADSTS50020: User account 'fred@fabrikam.example' from identity provider '${emulator.url}/`,
    )
  })

  it('lets a guest use the name of the home tenant', async () => {
    const guest = await answerAt(emulator, {}, { name: 'gail@fabrikam.example', password: 'gail-password' })
    expect(guest.get('code')).toBeTruthy()
  })

  it('refuses a form from another site', async () => {
    const browser = openBrowser(emulator.url)
    const view = await browser.open(authorizeUrl(emulator.url, { login_hint: 'ada@contoso.example' }))
    const form = { ...view.forms.find(({ action }) => action.endsWith('password'))?.hidden, password: 'ada-password' }
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await postForm(`${emulator.url}/_sign-in/password`, form, headers)).status).toBe(400)
    }
    expect((await postForm(`${emulator.url}/_sign-in/password`, form, { origin: emulator.url })).status).toBe(302)
  })

  it('expires after 15 minutes and after the response', async () => {
    const browser = openBrowser(emulator.url)
    const view = await browser.open(authorizeUrl(emulator.url, { login_hint: 'ada@contoso.example' }))
    await emulator.admin('POST', '/clock', { advance_seconds: 901 })
    const late = await browser.press(view, 'Sign in', { password: 'ada-password' })
    expect(textOf(late)).toContain('AADSTS50089')
    const again = await browser.open(authorizeUrl(emulator.url, { login_hint: 'ada@contoso.example' }))
    expect((await browser.press(again, 'Sign in', { password: 'ada-password' })).status).toBe(0)
    expect(textOf(await browser.press(again, 'Sign in', { password: 'ada-password' }))).toContain('AADSTS50089')
  })

  it('comes after a picker with at most twelve tiles', async () => {
    const users = Array.from({ length: 30 }, (_, index) => ({ userPrincipalName: `user${index}@fabrikam.example` }))
    const large = await startEmulator({
      fixture: {
        tenants: [
          {
            displayName: 'Fabrikam',
            domains: ['fabrikam.example'],
            users,
            applications: [{ appId: multiCid, displayName: 'App', web: { redirectUris: [redirectUri] } }],
          },
        ],
      },
    })
    const view = await openBrowser(large.url).open(authorizeUrl(large.url, { client_id: multiCid }, 'fabrikam.example'))
    expect(view.forms[0]?.buttons).toHaveLength(12)
    expect(textOf(view)).toContain('And 18 more')
    await large.close()
  })
})
