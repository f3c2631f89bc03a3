import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk, registered } from '../../../test/admin-center.ts'
import { openBrowser, textOf } from '../../../test/browser.ts'
import { apiCid, authorizeUrl, contoso, multiCid, tid } from '../../../test/contoso.ts'
import { type Emulator, startEmulator } from '../../emulator.ts'

const ada = { name: 'ada@contoso.example', password: 'ada-password' }
const ben = { name: 'ben@contoso.example', password: 'ben-password' }
const redirectUri = 'https://sso.example/callback'
const grant = 'Grant admin consent for Contoso'

describe('consent in the admin center', () => {
  let emulator: Emulator
  let desk: Desk
  let appId = ''
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    desk = await openDesk(emulator.url, ada)
    appId = await registered(desk, { name: 'Acme Planner', platform: 'web', redirectUri })
  })
  const stored = async () => Object(await emulator.admin('GET', `/tenants/${tid}/applications/${appId}`))
  const permissions = () => `/app-registrations/${appId}/api-permissions`
  /** The page after the password of an ordinary person. */
  const signInOfBen = async (scope = 'openid profile email offline_access') => {
    const browser = openBrowser(emulator.url)
    const url = authorizeUrl(emulator.url, { client_id: appId, redirect_uri: redirectUri, scope, login_hint: ben.name })
    return browser.press(await browser.open(url), 'Sign in', { password: ben.password })
  }
  /** "Grant admin consent", "Yes", up to the second window. */
  const consentWindow = async (of = desk) => of.browser.fill(await of.fill(permissions(), grant), 'Yes')

  it('lists “Sign in and read user profile” in the second window, and then nobody is asked', async () => {
    expect(textOf(await signInOfBen())).toContain('Permissions requested')
    const asked = await desk.fill(permissions(), grant)
    expect(textOf(asked)).toContain(
      'Do you want to grant consent for the requested permissions for all accounts in Contoso?',
    )
    expect(asked.text).toContain('target="_blank"')
    const window = await desk.browser.fill(asked, 'Yes')
    expect(textOf(window)).toContain('Acme Planner would like to: Sign in and read user profile')
    const back = await desk.browser.press(window, 'Accept')
    expect(back.url.pathname).toBe(`/admin-center${permissions()}`)
    expect(textOf(back)).toContain('Admin consent was successfully granted')
    expect(textOf(back)).toContain('✓ Granted for Contoso')
    expect((await signInOfBen()).url.searchParams.has('code')).toBe(true)
  })

  it('goes the same way from the enterprise application, without a question', async () => {
    const window = await desk.fill(`/enterprise-apps/${appId}/permissions`, grant)
    const back = await desk.browser.press(window, 'Accept')
    expect(back.url.pathname).toBe(`/admin-center/enterprise-apps/${appId}/permissions`)
    expect(textOf(back)).toContain('Admin consent was successfully granted')
    expect((await signInOfBen()).status).toBe(0)
  })

  it('changes nothing after “Cancel”', async () => {
    const back = await desk.browser.press(await consentWindow(), 'Cancel')
    expect(textOf(back)).toContain('Admin consent was not granted. Nothing has changed.')
    expect((await stored()).consents).toEqual([])
    expect(textOf(await signInOfBen())).toContain('Permissions requested')
  })

  it('does not believe the address: without a consent it says so', async () => {
    const view = await desk.at(`${permissions()}?admin_consent=True`)
    expect(textOf(view)).not.toContain('successfully granted')
  })

  it('lists permissions that the optional claims turned on, on the next consent page', async () => {
    await desk.browser.press(await consentWindow(), 'Accept')
    const claims = `/app-registrations/${appId}/token-configuration?add=optional-claim`
    await desk.browser.fill(await desk.fill(claims, 'Add', { 'claim:email': '1', 'claim:upn': '1' }), 'Add', {
      turn_on: '1',
    })
    expect(textOf(await desk.at(permissions()))).toContain("View users' email address")
    const window = textOf(await consentWindow())
    expect(window).toContain("View users' email address")
    expect(window).toContain("View users' basic profile")
  })

  it('grants permissions of an API of the tenant, and its roles', async () => {
    const add = (kind: string) => `${permissions()}?add=permission&api=${apiCid}&kind=${kind}`
    await desk.fill(add('delegated'), 'Add permissions', { 'permission:orders.manage': '1' })
    await desk.fill(add('application'), 'Add permissions', { 'permission:Ingest.Write': '1' })
    const page = textOf(await desk.at(permissions()))
    expect(page).toContain('orders.manage Orders API Delegated')
    expect(page).toContain('⚠ Not granted for Contoso')
    const back = await desk.browser.press(await consentWindow(), 'Accept')
    expect(textOf(back)).not.toContain('Not granted')
    expect((await signInOfBen(`openid api://${apiCid}/orders.manage`)).status).toBe(0)
    const granted = await desk.at(`/enterprise-apps/${appId}/permissions`)
    expect(textOf(granted)).toContain('Ingest.Write')
    await desk.browser.fill(granted, 'Revoke Ingest.Write (Application, An administrator)')
    await desk.fill(`/enterprise-apps/${appId}/permissions`, 'Revoke orders.manage (Delegated, An administrator)')
    expect(textOf(await signInOfBen(`openid api://${apiCid}/orders.manage`))).toContain('Need admin approval')
  })

  describe('with permissions of an API that', () => {
    beforeEach(() =>
      desk.fill(`${permissions()}?add=permission&api=${apiCid}&kind=delegated`, 'Add permissions', {
        'permission:access_as_user': '1',
      }),
    )

    it('offers them no more, grants the others, and says so', async () => {
      await desk.fill(`/app-registrations/${apiCid}/expose-an-api`, 'Disable access_as_user')
      const back = await desk.browser.press(await consentWindow(), 'Accept')
      expect(textOf(back)).toContain('Admin consent was successfully granted')
      expect(textOf(back)).toContain('⚠ The API does not offer it any more')
      expect((await stored()).consents).toMatchObject([{ scope: 'User.Read' }])
    })

    it('is gone, asks to remove them first', async () => {
      await emulator.admin('DELETE', `/tenants/${tid}/applications/${apiCid}`)
      const view = await consentWindow()
      expect([view.status, textOf(view)]).toEqual([400, expect.stringContaining('is not there any more. Remove its')])
      await desk.fill(permissions(), 'Remove access_as_user (delegated)')
      expect((await stored()).apiPermissions.otherApis).toEqual([])
    })
  })

  describe('with application permissions of Microsoft Graph', () => {
    beforeEach(async () => {
      const add = `${permissions()}?add=permission&api=00000003-0000-0000-c000-000000000000&kind=application`
      await desk.fill(add, 'Add permissions', { 'permission:User.Read.All': '1' })
    })

    it.each([
      { role: 'Cloud Application Administrator', allowed: false },
      { role: 'Application Administrator', allowed: false },
      { role: 'Privileged Role Administrator', allowed: true },
      { role: 'Global Administrator', allowed: true },
    ])('lets a $role grant: $allowed', async ({ role, allowed }) => {
      await emulator.admin('PATCH', `/tenants/${tid}/users/${ben.name}`, { directoryRoles: [role] })
      const view = await consentWindow(await openDesk(emulator.url, ben))
      expect(view.status).toBe(allowed ? 200 : 403)
      const says = allowed ? "Read all users' full profiles" : 'needs the role Privileged Role Administrator or Global'
      expect(textOf(view)).toContain(says)
      expect((await stored()).applicationPermissions).toEqual([])
    })

    it('shows what was granted, and takes it back', async () => {
      await desk.browser.press(await consentWindow(), 'Accept')
      expect((await stored()).applicationPermissions).toEqual(['User.Read.All'])
      await desk.fill(`/enterprise-apps/${appId}/permissions`, 'Revoke User.Read.All (Application, An administrator)')
      expect((await stored()).applicationPermissions).toEqual([])
    })
  })

  it('keeps a grant when the permission is removed from the list', async () => {
    await desk.browser.press(await consentWindow(), 'Accept')
    await desk.fill(permissions(), 'Remove User.Read (delegated)')
    expect((await stored()).apiPermissions.delegated).toEqual([])
    expect((await stored()).consents).toMatchObject([{ scope: 'User.Read', consentType: 'AllPrincipals' }])
    const nothing = await desk.browser.fill(await desk.fill(permissions(), grant), 'Yes')
    expect(textOf(nothing)).toContain('No permissions are configured, so there is nothing to consent to.')
  })

  it.each([
    { settings: 'do_not_allow', shows: 'Need admin approval' },
    { settings: 'allow_low_impact', shows: 'Permissions requested' },
    { settings: 'allow_all', shows: 'Permissions requested' },
  ])('shows an ordinary person “$shows” with $settings', async ({ settings, shows }) => {
    const saved = await desk.fill('/consent-and-permissions', 'Save', { settings })
    expect(textOf(saved)).toContain('Successfully saved the user consent settings.')
    expect(textOf(await signInOfBen())).toContain(shows)
  })

  it('shows the consent of a person, and takes it back', async () => {
    const browser = openBrowser(emulator.url)
    const url = authorizeUrl(emulator.url, { client_id: appId, redirect_uri: redirectUri, login_hint: ben.name })
    const page = await browser.press(await browser.open(url), 'Sign in', { password: ben.password })
    await browser.press(page, 'Accept')
    const here = `/enterprise-apps/${appId}/permissions?tab=user-consent`
    expect(textOf(await desk.at(here))).toContain('Ben Okafor')
    await desk.fill(here, 'Revoke profile (Delegated, Ben Okafor)')
    expect((await stored()).consents).toMatchObject([{ consentType: 'Principal', scope: 'openid email' }])
  })

  it('is granted for an application of another tenant', async () => {
    await emulator.admin('PATCH', '/tenants/fabrikam.example/users/fred@fabrikam.example', { isAdministrator: true })
    await emulator.admin('POST', '/tenants/fabrikam.example/servicePrincipals', { appId: multiCid })
    const fred = await openDesk(emulator.url, { name: 'fred@fabrikam.example', password: 'fred-password' })
    const path = `/enterprise-apps/${multiCid}/permissions`
    const window = await fred.fill(path, 'Grant admin consent for Fabrikam')
    expect(textOf(await fred.browser.press(window, 'Accept'))).toContain('Admin consent was successfully granted')
    expect(textOf(await fred.at('/enterprise-apps'))).toContain('For several tenants')
  })
})
