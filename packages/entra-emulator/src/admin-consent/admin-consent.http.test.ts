import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBrowser, textOf, type View } from '../../test/browser.ts'
import { apiCid, cid, contoso, fabrikamTid, multiCid, redirectUri, tid } from '../../test/contoso.ts'
import { type Emulator, SignInError, startEmulator } from '../emulator.ts'

type Changes = Record<string, string | undefined>
const graph = 'https://graph.microsoft.com'

describe('the consent of an organization', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ fixture: contoso })
  })
  afterAll(() => emulator.close())
  beforeEach(() => emulator.admin('POST', '/reset'))
  const application = `/tenants/${tid}/applications/${cid}`

  const at = (version: 'v1' | 'v2', changes: Changes = {}, word = tid): URL => {
    const url = new URL(`${emulator.url}/${word}/${version === 'v2' ? 'v2.0/' : ''}adminconsent`)
    const scope = version === 'v2' ? `${graph}/.default` : undefined
    const all = { client_id: cid, redirect_uri: redirectUri, state: 'state-1', scope, ...changes }
    for (const [name, value] of Object.entries(all)) if (value !== undefined) url.searchParams.set(name, value)
    return url
  }
  /** The first page after the password. */
  const pageAfter = async (url: URL, name: string, password: string) => {
    const browser = openBrowser(emulator.url)
    const picker = await browser.open(url)
    const view = await browser.press(picker, 'Next', { user_name: name })
    return { browser, view: await browser.press(view, 'Sign in', { password }) }
  }
  const parametersOf = (view: View) => [...view.url.searchParams]

  it('v2.0 shows the permissions of the registration and answers in Entra’s form', async () => {
    await emulator.admin('PATCH', application, {
      apiPermissions: { delegated: ['openid', 'User.Read'], application: ['GroupMember.Read.All'] },
    })
    const { browser, view } = await pageAfter(at('v2'), 'ada@contoso.example', 'ada-password')
    expect(textOf(view)).toContain('Review for your organization')
    expect(textOf(view)).toContain('GroupMember.Read.All, without a signed-in person')
    const after = await browser.press(view, 'Accept')
    expect(parametersOf(after)).toEqual([
      ['admin_consent', 'True'],
      ['tenant', tid],
      ['scope', `openid ${graph}/User.Read ${graph}/GroupMember.Read.All`],
      ['state', 'state-1'],
    ])
    expect(after.url.search).toContain('scope=openid+https%3a%2f%2fgraph.microsoft.com%2fUser.Read')
    expect(await emulator.admin('GET', application)).toMatchObject({
      applicationPermissions: ['GroupMember.Read.All'],
      consents: [{ consentType: 'AllPrincipals', principalId: null, scope: expect.stringContaining('User.Read') }],
    })
  })

  it('v1.0 needs no scope and answers in its own form', async () => {
    const { parameters } = await emulator.signIn(at('v1'), 'ada@contoso.example')
    expect([...parameters]).toEqual([
      ['tenant', tid],
      ['state', 'state-1'],
      ['admin_consent', 'True'],
    ])
  })

  it('grants the named permissions only', async () => {
    await emulator.admin('DELETE', `${application}/consents`)
    const scope = `openid profile ${graph}/Calendars.Read`
    const { parameters } = await emulator.signIn(at('v2', { scope }), 'ada@contoso.example')
    expect(parameters.get('scope')).toBe(scope)
    expect(await emulator.admin('GET', application)).toMatchObject({
      consents: [{ scope: 'openid profile Calendars.Read', consentType: 'AllPrincipals' }],
      applicationPermissions: [],
    })
  })

  it('v2.0 says who declined, with admin_consent=True all the same', async () => {
    const { browser, view } = await pageAfter(at('v2'), 'ada@contoso.example', 'ada-password')
    const after = await browser.press(view, 'Cancel')
    const parameters = after.url.searchParams
    expect([...parameters.keys()]).toEqual(['admin_consent', 'error', 'error_description', 'state'])
    expect(parameters.get('admin_consent')).toBe('True')
    expect(parameters.get('error')).toBe('consent_required')
    expect(parameters.get('error_description')).toMatch(/^AADSTS65004: .*\r\nTrace ID: /s)
    expect(after.url.search).toContain('AADSTS65004%3a+')
  })

  it('v1.0 says it in its own words', async () => {
    const { browser, view } = await pageAfter(at('v1'), 'ada@contoso.example', 'ada-password')
    expect((await browser.press(view, 'Cancel')).url.search).toBe(
      '?error=permission_denied&error_description=The+admin+canceled+the+request&state=state-1',
    )
  })

  it.each(['v1', 'v2'] as const)(
    '%s shows “Need admin approval” to a person who is no administrator',
    async (version) => {
      const { browser, view } = await pageAfter(at(version), 'ben@contoso.example', 'ben-password')
      expect(textOf(view)).toContain('Need admin approval')
      expect(textOf(view)).toContain('AADSTS90094')
      const back = await browser.press(view, 'Return to the application without granting consent')
      expect(back.url.searchParams.has('error')).toBe(true)
      expect(await emulator.admin('GET', application)).toMatchObject({
        consents: contoso.tenants[0]?.applications?.[0]?.consents,
      })
    },
  )

  it.each([
    { role: 'Cloud Application Administrator', asks: [], shows: 'Sign in and read user profile' },
    { role: 'Cloud Application Administrator', asks: ['User.Read.All'], shows: 'Need admin approval' },
    { role: 'Privileged Role Administrator', asks: ['User.Read.All'], shows: 'without a signed-in person' },
  ])('shows "$shows" to a $role for the application permissions $asks', async ({ role, asks, shows }) => {
    await emulator.admin('PATCH', application, { apiPermissions: { application: asks } })
    await emulator.admin('PATCH', `/tenants/${tid}/users/ben@contoso.example`, { directoryRoles: [role] })
    const { view } = await pageAfter(at('v2'), 'ben@contoso.example', 'ben-password')
    expect(textOf(view)).toContain(shows)
  })

  it('grants the permissions of an API that the registration asks for, and its roles', async () => {
    const asks = { resourceAppId: apiCid, delegated: ['access_as_user'], application: ['Ingest.Write'] }
    await emulator.admin('PATCH', application, { apiPermissions: { otherApis: [asks] } })
    const scope = `${apiCid}/.default`
    const { view, browser } = await pageAfter(at('v2', { scope }), 'ada@contoso.example', 'ada-password')
    expect(textOf(view)).toContain('access_as_user')
    expect(textOf(view)).not.toContain('orders.manage')
    expect(textOf(view)).toContain('Orders API: Ingest.Write, without a signed-in person')
    await browser.press(view, 'Accept')
    const client = Object(await emulator.admin('GET', application))
    expect(client.consents).toContainEqual(expect.objectContaining({ resourceAppId: apiCid, scope: 'access_as_user' }))
    const api = Object(await emulator.admin('GET', `/tenants/${tid}/applications/${apiCid}`))
    expect(api.appRoleAssignments).toContainEqual({
      principalId: client.servicePrincipalId,
      appRoleId: api.appRoles[1].id,
    })
  })

  it('makes a service principal in the tenant that consents', async () => {
    await emulator.admin('PATCH', `/tenants/${fabrikamTid}/users/fred@fabrikam.example`, { isAdministrator: true })
    const url = at('v2', { client_id: multiCid }, 'organizations')
    const { parameters } = await emulator.signIn(url, 'fred@fabrikam.example')
    expect(parameters.get('tenant')).toBe(fabrikamTid)
    expect(await emulator.admin('GET', `/tenants/${fabrikamTid}/servicePrincipals/${multiCid}`)).toMatchObject({
      consents: [{ consentType: 'AllPrincipals', scope: 'User.Read' }],
    })
  })

  it('v1.0 accepts further path segments behind a registered redirect URI', async () => {
    const { url } = await emulator.signIn(
      at('v1', { redirect_uri: `${redirectUri}/more/of-it` }),
      'ada@contoso.example',
    )
    expect(url.pathname).toBe('/callback/more/of-it')
  })

  const refused: { name: string; version?: 'v1' | 'v2'; changes?: Changes; word?: string; aadsts: number }[] = [
    { name: 'v2.0 with further path segments', changes: { redirect_uri: `${redirectUri}/more` }, aadsts: 50011 },
    {
      name: 'v1.0 with another last segment',
      version: 'v1',
      changes: { redirect_uri: `${redirectUri}er` },
      aadsts: 50011,
    },
    { name: 'v2.0 without a redirect URI', changes: { redirect_uri: undefined }, aadsts: 900144 },
    { name: 'v2.0 without a scope', changes: { scope: undefined }, aadsts: 900144 },
    { name: 'v2.0 at common', changes: { client_id: multiCid }, word: 'common', aadsts: 90130 },
    { name: 'a single-tenant application at organizations', word: 'organizations', aadsts: 50194 },
    { name: 'an unknown application', changes: { client_id: tid }, aadsts: 700016 },
    { name: 'an unknown tenant', word: 'nowhere.example', aadsts: 90002 },
  ]
  it.each(refused)('refuses $name with $aadsts on the page', async ({ version = 'v2', changes, word, aadsts }) => {
    const failure: unknown = await emulator
      .signIn(at(version, changes, word), 'ada@contoso.example')
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(SignInError)
    expect(failure).toMatchObject({ aadsts })
  })

  it('v1.0 works at common', async () => {
    const url = at('v1', { client_id: multiCid }, 'common')
    expect((await emulator.signIn(url, 'ada@contoso.example')).parameters.get('tenant')).toBe(tid)
  })

  it('sends an unknown permission to the application', async () => {
    const { parameters } = await emulator.signIn(at('v2', { scope: `${graph}/Nothing.Read` }), 'ada@contoso.example')
    expect(parameters.get('admin_consent')).toBe('True')
    expect(parameters.get('error')).toBe('invalid_client')
    expect(parameters.get('error_description')).toMatch(/^AADSTS650053/)
  })
})
