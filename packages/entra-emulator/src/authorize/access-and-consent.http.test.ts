import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, textOf } from '../../test/browser.ts'
import { codeFor } from '../../test/code.ts'
import { apiCid, authorizeUrl, cid, contoso, multiCid, tid } from '../../test/contoso.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

type Changes = Record<string, string | undefined>

describe('access and consent', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))
  const application = `/tenants/${tid}/applications/${cid}`
  const withoutConsent = () => emulator.admin('DELETE', `${application}/consents`)
  /** Signs in until the first page after the password. */
  const pageFor = async (name: string, password: string, change: Changes = {}) => {
    const browser = openBrowser(emulator.url)
    const view = await browser.open(authorizeUrl(emulator.url, { login_hint: name, ...change }))
    return { browser, view: await browser.press(view, 'Sign in', { password }) }
  }

  it('shows 50105 to a user without assignment, and sends it to the application with prompt=none', async () => {
    await emulator.admin('PATCH', application, { appRoleAssignmentRequired: true })
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password')
    expect(view.status).toBe(400)
    expect(textOf(view)).toContain('AADSTS50105: Your administrator has configured the application Web application')
    const silent = await browser.open(authorizeUrl(emulator.url, { prompt: 'none' }))
    expect(silent.url.searchParams.get('error')).toBe('interaction_required')
    expect(silent.url.searchParams.get('error_description')).toContain('AADSTS50105')
  })

  it.each([
    { principal: 'ben@contoso.example', allowed: true },
    { principal: 'Engineering', allowed: true },
    { principal: 'Staff', allowed: false },
  ])('with assignment required and $principal assigned lets Ben in: $allowed', async ({ principal, allowed }) => {
    await emulator.admin('PATCH', application, { appRoleAssignmentRequired: true })
    await emulator.admin('POST', `${application}/appRoleAssignments`, { principalId: principal })
    const { view } = await pageFor('ben@contoso.example', 'ben-password')
    expect(view.status).toBe(allowed ? 0 : 400)
  })

  it('shows 7000112 for an application that is switched off', async () => {
    await emulator.admin('PATCH', application, { enabled: false })
    const view = await openBrowser(emulator.url).open(authorizeUrl(emulator.url))
    expect(textOf(view)).toContain(`AADSTS7000112: Application '${cid}'(Web application) is disabled.`)
  })

  it('lists the requested permissions, remembers the consent of a user, and asks the next user', async () => {
    await withoutConsent()
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password', { scope: 'openid User.Read' })
    expect(textOf(view)).toContain('Sign you in and read your profile')
    expect(textOf(view)).not.toContain('Consent on behalf of your organization')
    expect((await browser.press(view, 'Accept')).status).toBe(0)
    expect((await browser.open(authorizeUrl(emulator.url, { scope: 'openid User.Read' }))).status).toBe(0)
    const more = await browser.open(authorizeUrl(emulator.url, { scope: 'openid profile' }))
    expect(textOf(more)).toContain('View your basic profile')
    expect(textOf(more)).not.toContain('read your profile and the groups')
    const silent = await browser.open(authorizeUrl(emulator.url, { scope: 'openid profile', prompt: 'none' }))
    expect(silent.url.searchParams.get('error')).toBe('consent_required')
    expect(textOf((await pageFor('ada@contoso.example', 'ada-password', { scope: 'openid' })).view)).toContain(
      'Permissions requested',
    )
  })

  it('lets only an administrator accept for the organization', async () => {
    await withoutConsent()
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password')
    await browser.press(view, 'Accept', { for_organization: '1' })
    const admin = await pageFor('ada@contoso.example', 'ada-password')
    expect(textOf(admin.view)).toContain('Consent on behalf of your organization')
    expect((await admin.browser.press(admin.view, 'Accept', { for_organization: '1' })).status).toBe(0)
    expect((await pageFor('gail@fabrikam.example', 'gail-password')).view.status).toBe(0)
    expect(await emulator.admin('GET', application)).toMatchObject({
      consents: [
        { consentType: 'Principal', scope: 'openid profile email' },
        { consentType: 'AllPrincipals', principalId: null, scope: 'openid profile email' },
      ],
    })
  })

  it('answers "Cancel" without a description', async () => {
    await withoutConsent()
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password')
    const cancelled = await browser.press(view, 'Cancel')
    expect(cancelled.url.search).toBe('?error=access_denied&error_subcode=cancel&state=state-1')
  })

  it.each([
    { name: 'users may not consent', patch: { userConsent: 'admin_only' }, change: {} },
    { name: 'the tenant allows no consent', patch: {}, of_tenant: { userConsentSettings: 'do_not_allow' }, change: {} },
    {
      name: 'the tenant allows low-impact permissions only',
      patch: {},
      of_tenant: { userConsentSettings: 'allow_low_impact' },
      change: { scope: 'openid User.ReadBasic.All' },
    },
    { name: 'the permission needs an administrator', patch: {}, change: { scope: 'openid GroupMember.Read.All' } },
    {
      name: 'the permission of an API needs an administrator',
      patch: {},
      change: { scope: `openid api://${apiCid}/orders.manage` },
    },
  ])('shows "Need admin approval" when $name; going back is a cancel', async ({ patch, of_tenant = {}, change }) => {
    await withoutConsent()
    await emulator.admin('PATCH', application, patch)
    await emulator.admin('PATCH', `/tenants/${tid}`, of_tenant)
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password', change)
    expect(textOf(view)).toContain('Need admin approval')
    expect(textOf(view)).toContain('AADSTS90094')
    const back = await browser.press(view, 'Return to the application without granting consent')
    expect(back.url.search).toBe('?error=access_denied&error_subcode=cancel&state=state-1')
    const admin = await pageFor('ada@contoso.example', 'ada-password', change)
    expect(textOf(admin.view)).toContain('Permissions requested')
  })

  it.each([
    { settings: 'allow_all', shows: 'Permissions requested' },
    { settings: 'allow_low_impact', shows: 'Need admin approval' },
  ])('with $settings shows "$shows" for an application of another tenant', async ({ settings, shows }) => {
    await emulator.admin('PATCH', '/tenants/fabrikam.example', { userConsentSettings: settings })
    const browser = openBrowser(emulator.url)
    const asked = { client_id: multiCid, login_hint: 'fred@fabrikam.example' }
    const view = await browser.open(authorizeUrl(emulator.url, asked, 'fabrikam.example'))
    expect(textOf(await browser.press(view, 'Sign in', { password: 'fred-password' }))).toContain(shows)
  })

  it('with allow_low_impact asks a user for the permissions of a sign-in', async () => {
    await withoutConsent()
    await emulator.admin('PATCH', `/tenants/${tid}`, { userConsentSettings: 'allow_low_impact' })
    expect(textOf((await pageFor('ben@contoso.example', 'ben-password')).view)).toContain('Permissions requested')
  })

  it('asks nobody about openid, profile and email after the organization consented to User.Read', async () => {
    await withoutConsent()
    await emulator.admin('POST', `${application}/consents`, { scope: 'User.Read' })
    const all = { scope: 'openid profile email offline_access' }
    expect((await pageFor('ben@contoso.example', 'ben-password', all)).view.status).toBe(0)
  })

  it('lets an administrator continue the sign-in of a user', async () => {
    await withoutConsent()
    await emulator.admin('PATCH', application, { userConsent: 'admin_only' })
    const { browser, view } = await pageFor('ben@contoso.example', 'ben-password')
    const picker = await browser.press(view, 'Have an admin account? Sign in with that account')
    const password = await browser.press(picker, 'Ada Muster ada@contoso.example')
    expect(textOf(await browser.press(password, 'Sign in', { password: 'ada-password' }))).toContain(
      'Permissions requested',
    )
  })

  it('does not ask for consent to an API that pre-authorized the client', async () => {
    await emulator.admin('PATCH', `/tenants/${tid}/applications/${apiCid}`, {
      api: { preAuthorizedApplications: [{ appId: cid, delegatedPermissionIds: ['access_as_user'] }] },
    })
    const { view } = await pageFor('ben@contoso.example', 'ben-password', {
      scope: `openid api://${apiCid}/access_as_user`,
    })
    expect(view.status).toBe(0)
  })

  it.each([
    { name: 'an unknown permission', scope: 'openid User.Reed', error: 'invalid_client', code: 650053 },
    { name: 'an unknown API', scope: 'openid api://nothing/x', error: 'invalid_resource', code: 500011 },
  ])('tells the application about $name', async ({ scope, error, code }) => {
    const { view } = await pageFor('ben@contoso.example', 'ben-password', { scope })
    expect(view.url.searchParams.get('error')).toBe(error)
    expect(view.url.searchParams.get('error_description')).toContain(`AADSTS${code}`)
  })

  it('creates the service principal when the first user of another tenant consents', async () => {
    const fred = { name: 'fred@fabrikam.example', password: 'fred-password' }
    await codeFor(emulator, { client_id: multiCid }, fred, 'fabrikam.example')
    expect(await emulator.admin('GET', `/tenants/fabrikam.example/servicePrincipals/${multiCid}`)).toMatchObject({
      appId: multiCid,
      consents: [{ consentType: 'Principal', scope: 'openid profile email' }],
    })
    await emulator.admin('PATCH', `/tenants/fabrikam.example/servicePrincipals/${multiCid}`, { enabled: false })
    const view = await openBrowser(emulator.url).open(
      authorizeUrl(emulator.url, { client_id: multiCid }, 'fabrikam.example'),
    )
    expect(textOf(view)).toContain('AADSTS7000112')
  })
})
