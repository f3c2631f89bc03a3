import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk, registered } from '../../../test/admin-center.ts'
import { openBrowser, textOf } from '../../../test/browser.ts'
import { codeFor, token } from '../../../test/code.ts'
import { cid, contoso, tid } from '../../../test/contoso.ts'
import { postForm, unverified } from '../../../test/http.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const ben = { name: 'ben@contoso.example', password: 'ben-password' }
const scope = {
  scope_name: 'access_as_user',
  who: 'User',
  admin_name: 'Platform read and write access',
  admin_description: 'This API scope allows read and write access.',
}

describe('Expose an API', () => {
  let emulator: Emulator
  let desk: Desk
  let appId = ''
  let here = ''
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, ada)
    appId = await registered(desk, { name: 'Platform' })
    here = `/app-registrations/${appId}/expose-an-api`
  })
  const stored = async (id = appId) => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${id}`))
  const withScope = async (change: Record<string, string | undefined> = {}) => {
    await desk.fill(`${here}?add=uri`, 'Save')
    return desk.fill(`${here}?add=scope`, 'Add scope', { ...scope, ...change })
  }

  it('asks for the Application ID URI first, and then for the scope', async () => {
    const first = await desk.at(`${here}?add=scope`)
    expect(textOf(first)).toContain('You’ll need to set an Application ID URI before you can add a permission.')
    const second = await desk.browser.fill(first, 'Save and continue')
    expect((await stored()).identifierUris).toEqual([`api://${appId}`])
    await desk.browser.fill(second, 'Add scope', { ...scope, user_name: 'Use it', user_description: 'As you.' })
    expect((await stored()).api.oauth2PermissionScopes).toMatchObject([
      {
        value: 'access_as_user',
        type: 'User',
        adminConsentDisplayName: 'Platform read and write access',
        adminConsentDescription: 'This API scope allows read and write access.',
        userConsentDisplayName: 'Use it',
        userConsentDescription: 'As you.',
        isEnabled: true,
      },
    ])
  })

  it.each([
    { uri: 'https://contoso.example/platform', ok: true },
    { uri: 'https://api.contoso.test', ok: true },
    { uri: 'api://contoso.example/platform', ok: true },
    { uri: `api://${tid}/platform`, ok: true },
    { uri: 'https://fabrikam.example/platform', ok: false },
    { uri: 'https://notcontoso.example', ok: false },
    { uri: 'api://platform', ok: false },
    { uri: 'http://contoso.example/platform', ok: false },
    { uri: 'https://contoso.example/platform/', ok: false },
    { uri: 'platform', ok: false },
  ])('takes the Application ID URI $uri: $ok', async ({ uri, ok }) => {
    expect((await desk.fill(`${here}?add=uri`, 'Save', { uri })).status).toBe(ok ? 200 : 400)
    expect((await stored()).identifierUris).toEqual(ok ? [uri] : [])
  })

  it('refuses the Application ID URI of another application', async () => {
    const view = await desk.fill(`${here}?add=uri`, 'Save', { uri: 'https://contoso.example/orders' })
    expect(view.status).toBe(200)
    const other = await desk.fill(`/app-registrations/${cid}/expose-an-api?add=uri`, 'Save', {
      uri: 'https://contoso.example/orders',
    })
    expect(textOf(other)).toContain('Platform has it already.')
  })

  it.each([
    { name: 'a blank in its name', change: { scope_name: 'read all' }, says: 'Scope name: no blanks' },
    { name: 'a slash in its name', change: { scope_name: 'a/b' }, says: 'Scope name: no blanks' },
    { name: 'no description', change: { admin_description: undefined }, says: 'Admin consent description: enter' },
    { name: 'nobody who can consent', change: { who: 'x' }, says: 'Who can consent? Choose one.' },
  ])('refuses a scope with $name', async ({ change, says }) => {
    const view = await withScope(change)
    expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
    expect((await stored()).api.oauth2PermissionScopes).toEqual([])
  })

  it('switches a scope off, so that nobody gets it, and deletes it', async () => {
    await withScope()
    await desk.fill(here, 'Disable access_as_user')
    const view = await openBrowser(emulator.url).open(
      `${emulator.url}/${tid}/oauth2/v2.0/authorize?client_id=${cid}&response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=api%3A%2F%2F${appId}%2Faccess_as_user&login_hint=${ben.name}`,
    )
    const after = await openBrowser(emulator.url).fill(view, 'Sign in', { password: ben.password })
    expect(after.url.searchParams.get('error_description')).toContain('AADSTS650053')
    await desk.fill(here, 'Delete access_as_user')
    expect((await stored()).api.oauth2PermissionScopes).toEqual([])
  })

  /** Begins a device flow, and signs in up to the page after the password. */
  const deviceAs = async (person: typeof ada) => {
    const client = await registered(desk, { name: 'Test script' })
    await desk.fill(`/app-registrations/${client}/authentication`, 'Save', { isFallbackPublicClient: 'yes' })
    const asked = { client_id: client, scope: `api://${appId}/access_as_user` }
    const { json } = await postForm(`${emulator.url}/${tid}/oauth2/v2.0/devicecode`, asked)
    const browser = openBrowser(emulator.url)
    const entered = await browser.press(await browser.open('/devicelogin'), 'Next', {
      user_code: String(json.user_code),
    })
    const picked = await browser.press(entered, 'Next', { user_name: person.name })
    const view = await browser.press(picked, 'Sign in', { password: person.password })
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: String(json.device_code) }
    return {
      browser,
      view,
      poll: () => postForm(`${emulator.url}/${tid}/oauth2/v2.0/token`, { ...grant, client_id: client }),
    }
  }

  it('binds the device flow to “Admins only”', async () => {
    await withScope({ who: 'Admin' })
    const { view, poll } = await deviceAs(ben)
    expect(textOf(view)).toContain('Need admin approval')
    expect((await poll()).json.error).toBe('authorization_pending')
    expect(textOf((await deviceAs(ada)).view)).toContain('Permissions requested')
  })

  it('lets everybody consent in the device flow with “Admins and users”', async () => {
    await withScope({ who: 'User' })
    const { browser, view, poll } = await deviceAs(ben)
    expect(textOf(view)).toContain('Platform read and write access')
    await browser.press(await browser.press(view, 'Accept'), 'Continue')
    expect(unverified((await poll()).json.access_token).payload).toMatchObject({ scp: 'access_as_user' })
  })

  it('asks nobody about an authorized client application', async () => {
    await withScope({ who: 'Admin' })
    const id = (await stored()).api.oauth2PermissionScopes[0].id
    await desk.fill(`${here}?add=client`, 'Add application', { client: cid, [`scope:${id}`]: '1' })
    const code = await codeFor(emulator, { scope: `openid api://${appId}/access_as_user` }, ben)
    const { json } = await token(emulator, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: 'https://app.example/callback',
    })
    expect(unverified(json.access_token).payload).toMatchObject({ scp: 'access_as_user' })
    await desk.fill(here, `Delete client ${cid}`)
    expect((await stored()).api.preAuthorizedApplications).toEqual([])
  })

  it.each([
    { name: 'no GUID', fields: { client: 'script' }, says: 'Client ID: must be a GUID' },
    { name: 'no scope', fields: { client: cid }, says: 'Authorized scopes: choose at least one.' },
  ])('refuses a client application with $name', async ({ fields, says }) => {
    const view = await desk.fill(`${here}?add=client`, 'Add application', fields)
    expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining(says)])
  })
})
