/**
 * An administrator of an empty tenant connects an application by the visible labels, as entra's own instructions print
 * them. Then an ordinary person signs in.
 */
import { createServer, type Server } from 'node:http'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientCertificate } from '../../test/certificate.ts'
import { chromiumSwitches } from '../../test/chromium.ts'
import { weakText } from '../../test/contrast.ts'
import { type Emulator, type Fixture, startEmulator } from '../emulator.ts'

const password = 'Correct-Horse-1'

const emptyTenant: Fixture = {
  tenants: [
    {
      displayName: 'Contoso Ltd',
      domains: ['contoso.example'],
      users: [
        { userPrincipalName: 'tessa@contoso.example', displayName: 'Tessa Brandt', isAdministrator: true },
        {
          userPrincipalName: 'lena@contoso.example',
          mail: 'lena@contoso.example',
          displayName: 'Lena Fischer',
          givenName: 'Lena',
          surname: 'Fischer',
        },
        { userPrincipalName: 'jonas@contoso.example', displayName: 'Jonas Weber' },
      ],
      groups: [{ displayName: 'Engineering', members: ['lena@contoso.example'] }],
    },
  ],
}

describe('the admin center in Chromium', () => {
  let emulator: Emulator
  let callback: Server
  let redirectUri = ''
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const problems: string[] = []

  beforeAll(async () => {
    emulator = await startEmulator({ fixture: emptyTenant })
    callback = createServer((_request, response) => response.end('<h1>Signed in</h1>'))
    await new Promise<void>((resolve) => callback.listen(0, '127.0.0.1', resolve))
    const address = callback.address()
    redirectUri = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/callback/`
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumSwitches })
  })
  afterAll(async () => {
    await browser.close()
    await emulator.close()
    callback.closeAllConnections()
    await new Promise((resolve) => callback.close(resolve))
  })
  const openContext = async (options: { readonly javaScriptEnabled?: boolean } = {}): Promise<void> => {
    context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
    page = await context.newPage()
    context.on('page', watch)
    watch(page)
  }
  const watch = (one: Page): void => {
    one.on('console', (message) => problems.push(message.text()))
    one.on('pageerror', (error) => problems.push(error.message))
  }
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    problems.length = 0
  })
  afterEach(async () => {
    await context.close()
    expect(problems).toEqual([])
  })

  const signIn = async (person: string, at: Page = page): Promise<void> => {
    await at.getByRole('button', { name: person }).click()
    await at.getByLabel('Password').fill(password)
    await at.getByRole('button', { name: 'Sign in' }).click()
  }
  const open = async (person: string): Promise<void> => {
    await page.goto(`${emulator.url}/admin-center`)
    await signIn(person)
    await page.getByRole('heading', { name: 'Contoso Ltd' }).waitFor()
  }
  const link = (name: string | RegExp) => page.getByRole('link', { name, exact: typeof name === 'string' })
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const navigate = (name: string) =>
    page.getByRole('navigation', { name: 'Entra admin center' }).getByRole('link', { name }).click()
  const notice = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
  const fact = async (label: string): Promise<string> =>
    (await page.locator('dt', { hasText: label }).locator('+ dd code').first().textContent()) ?? ''
  const claims = async (code: string, client: { id: string; secret: string }): Promise<Record<string, unknown>> => {
    const tenant = emulator.tenants()[0]?.id
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      client_id: client.id,
      client_secret: client.secret,
      redirect_uri: redirectUri,
    })
    const answer = Object(
      await (await fetch(`${emulator.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body })).json(),
    )
    return JSON.parse(Buffer.from(String(answer.id_token).split('.')[1] ?? '', 'base64url').toString())
  }

  it('connects an application by the labels of the instructions, and a person signs in unasked', async () => {
    await openContext()
    await open('Tessa Brandt')

    // Register the application, by the older way through the navigation.
    await page.getByText('Identity', { exact: true }).click()
    await page.getByText('Applications', { exact: true }).first().click()
    await page.locator('details.inner').getByRole('link', { name: 'App registrations' }).click()
    await link('New registration').click()
    await page.getByLabel('Name', { exact: true }).fill('Acme Planner – production')
    const types = page.getByRole('group', { name: 'Supported account types' })
    await types.getByLabel('Accounts in this organizational directory only (Contoso Ltd only - Single tenant)').check()
    await page.getByLabel('Platform').selectOption({ label: 'Web' })
    await page.getByLabel('Redirect URI', { exact: true }).fill(redirectUri)
    await button('Register').click()
    await page.getByRole('heading', { name: 'Essentials' }).waitFor()
    const client = { id: await fact('Application (client) ID'), secret: '' }
    expect(await fact('Directory (tenant) ID')).toBe(emulator.tenants()[0]?.id)
    await link('Authentication').click()
    await page.getByLabel('Front-channel logout URL').fill('https://sso.example/logout')
    await button('Save').click()
    await notice('Successfully updated the application.')

    // A client secret.
    await link('Certificates & secrets').click()
    await link(/^Client secrets/).click()
    await link('New client secret').click()
    await page.getByLabel('Description').fill('Gatehouse')
    await page.getByLabel('Expires').selectOption({ label: 'Custom' })
    await page.getByLabel('End').waitFor()
    await page.getByLabel('Expires').selectOption({ label: '730 days (24 months)' })
    await page.getByLabel('End').waitFor({ state: 'hidden' })
    await button('Add').click()
    await page.getByText('Copy the new client secret value now.').waitFor()
    const row = page.getByRole('row', { name: 'Gatehouse' })
    client.secret = (await row.locator('code').first().textContent()) ?? ''
    await page.reload()
    await expect(page.getByText(client.secret).count()).resolves.toBe(0)

    // A federated credential.
    await link(/^Federated credentials/).click()
    await link('Add credential').click()
    await page.getByLabel('Federated credential scenario').selectOption({ label: 'Other issuer' })
    await page.getByLabel('Issuer', { exact: true }).fill('https://sso.example/federation')
    await page.getByLabel('Subject identifier').fill('org:1:connection:1')
    await page.getByLabel('Name', { exact: true }).fill('gatehouse')
    await expect(page.getByLabel('Audience').inputValue()).resolves.toBe('api://AzureADTokenExchange')
    await button('Add').click()
    await page.getByRole('row', { name: 'gatehouse https://sso.example/federation' }).waitFor()

    // Claims and groups.
    await link('Token configuration').click()
    await link('Add optional claim').click()
    await page.getByLabel('ID', { exact: true }).check()
    for (const claim of ['email', 'family_name', 'given_name', 'upn', 'xms_edov']) {
      await page.getByRole('checkbox', { name: new RegExp(`^${claim} `) }).check()
    }
    await button('Add').click()
    await page.getByLabel('Turn on the Microsoft Graph email, profile permission').check()
    await button('Add').click()
    await page.getByRole('row', { name: 'xms_edov' }).waitFor()
    await link('Add groups claim').click()
    await page.getByLabel('Groups assigned to the application').check()
    await page.getByRole('group', { name: 'ID', exact: true }).getByLabel('Group ID').check()
    await button('Add').click()
    await notice('Successfully updated the groups claim.')

    // Permissions, and the consent of the organization.
    await link('API permissions').click()
    await link('Add a permission').click()
    await link(/^Microsoft Graph/).click()
    await link(/^Delegated permissions/).click()
    await page.getByRole('checkbox', { name: /^openid / }).check()
    await button('Add permissions').click()
    await button('Grant admin consent for Contoso Ltd').click()
    const [second] = await Promise.all([context.waitForEvent('page'), button('Yes').click()])
    await second.getByText('Sign in and read user profile').waitFor()
    await second.getByRole('button', { name: 'Accept' }).click()
    await second.getByText('Admin consent was successfully granted').waitFor()
    await second.close()
    await link('Refresh').click()
    await expect(page.getByText('✓ Granted for Contoso Ltd').count()).resolves.toBe(4)

    // Assignment.
    await navigate('Enterprise apps')
    await page.getByRole('searchbox').fill('planner')
    await button('Search').click()
    await link(/^Acme Planner/).click()
    await link('Properties').click()
    await page.getByRole('group', { name: 'Assignment required?' }).getByLabel('Yes').check()
    await button('Save').click()
    await notice('Successfully updated the properties')
    await link('Users and groups').click()
    await link('Add user/group').click()
    await page.getByRole('checkbox', { name: /^Engineering/ }).check()
    await button('Assign').click()
    await page.getByRole('row', { name: /Engineering .* Default Access/ }).waitFor()

    // An ordinary person of the group signs in, and is asked nothing. Another one is refused.
    const tenant = emulator.tenants()[0]?.id
    const asked = new URLSearchParams({
      client_id: client.id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile email offline_access',
    })
    const people = await browser.newContext()
    const person = await people.newPage()
    const url = `${emulator.url}/${tenant}/oauth2/v2.0/authorize?${asked}`
    await person.goto(url)
    await signIn('Lena Fischer', person)
    await person.getByRole('heading', { name: 'Signed in' }).waitFor()
    const code = new URL(person.url()).searchParams.get('code') ?? ''
    expect(await claims(code, client)).toMatchObject({
      email: 'lena@contoso.example',
      given_name: 'Lena',
      upn: 'lena@contoso.example',
      xms_edov: true,
      groups: [emulator.tenants()[0]?.groups[0]?.id],
    })
    await people.clearCookies()
    await person.goto(url)
    await signIn('Jonas Weber', person)
    await person.getByText('AADSTS50105').first().waitFor()
    await people.close()

    // Removal ends the access of the group.
    await page.getByRole('checkbox', { name: /^Engineering/ }).check()
    await button('Remove').click()
    await button('Yes').click()
    await page.getByText('No application assignments were found.').waitFor()
  })

  it('works without a script, by the way of “Create your own application”', async () => {
    await openContext({ javaScriptEnabled: false })
    await open('Tessa Brandt')
    await navigate('Enterprise apps')
    await link('New application').click()
    await link('Create your own application').click()
    await page.getByLabel("What's the name of your app?").fill('Acme Planner')
    await page.getByLabel('Register an application to integrate with Microsoft Entra ID').check()
    await button('Create').click()
    await page.getByLabel('Platform').selectOption({ label: 'Web' })
    await page.getByLabel('Redirect URI', { exact: true }).fill(redirectUri)
    await button('Register').click()
    await link('Single sign-on').click()
    await link('App registrations experience').click()
    await page.getByRole('heading', { name: 'Acme Planner | Overview' }).waitFor()
    await link('Permissions').waitFor({ state: 'detached' })
    await link('API permissions').click()
    await button('Grant admin consent for Contoso Ltd').click()
    await page.getByText('Do you want to grant consent').waitFor()
  })

  it('copies a value with its button', async () => {
    await openContext()
    await open('Tessa Brandt')
    await button('Copy Tenant ID').click()
    await page.getByText('Copied', { exact: true }).waitFor()
    await navigate('Users')
    await page.getByRole('searchbox').focus()
    await page.keyboard.press('Control+V')
    await expect(page.getByRole('searchbox').inputValue()).resolves.toBe(emulator.tenants()[0]?.id)
  })

  it('lets a person without a role read, and says which role is missing', async () => {
    await openContext()
    await open('Lena Fischer')
    await navigate('App registrations')
    await link('New registration').click()
    await page
      .getByText('This needs the role Cloud Application Administrator, Application Administrator or Global')
      .waitFor()
    await expect(button('Register').isDisabled()).resolves.toBe(true)
  })

  /** Pages of each kind: a list, facts, forms, tables, panels, questions. */
  const kinds = async (): Promise<readonly string[]> => {
    await emulator.admin('POST', '/tenants/contoso.example/applications', {
      displayName: 'Acme Planner with a name that is rather long',
      identifierUris: ['api://acme'],
      web: { redirectUris: [`https://sso.example/oidc/callback/${'conn'.repeat(30)}`] },
      passwordCredentials: [{ displayName: 'Gatehouse' }],
      optionalClaims: { idToken: [{ name: 'email' }] },
      appRoles: [{ value: 'admin', displayName: 'Administrators' }],
      api: { oauth2PermissionScopes: [{ value: 'access_as_user' }] },
      appRoleAssignments: [{ principalId: 'Engineering' }],
      claimsMapping: [{ jwtClaimType: 'tier', value: 'gold' }],
      consents: [{ scope: 'User.Read' }],
    })
    const appId = emulator.tenants()[0]?.applications[0]?.appId
    const registration = `/app-registrations/${appId}`
    const enterprise = `/enterprise-apps/${appId}`
    const blades = [
      '',
      '/endpoints',
      '/authentication',
      '/certificates-and-secrets?add=secret',
      '/token-configuration?add=groups-claim',
      '/token-configuration?add=optional-claim',
      '/api-permissions',
      '/api-permissions?add=permission',
      '/expose-an-api?add=scope',
      '/app-roles?add=role',
      '/manifest',
    ]
    const settings = [
      '',
      '/properties',
      '/users-and-groups',
      '/users-and-groups/add',
      '/single-sign-on?add=claim',
      '/permissions',
    ]
    const { cert: key } = clientCertificate()
    const saml = emulator.addSamlApplication({
      entity_id: 'https://sso.example/saml',
      acs_url: 'https://sso.example/saml/acs',
      saml: {
        signingCertificates: [{}, { active: false }],
        verificationCertificates: [{ key }, { key: clientCertificate().cert }],
        tokenEncryptionCertificate: key,
      },
      application: { groupMembershipClaims: 'SecurityGroup' },
    })
    const edits = ['basic', 'claims', 'new-claim', 'group-claim', 'name-id', 'certificate', 'verification']
    const signOn = `/enterprise-apps/${saml.app_id}/single-sign-on`
    return [
      '',
      signOn,
      ...edits.map((edit) => `${signOn}?edit=${edit}`),
      `${signOn}?ask=test`,
      `/enterprise-apps/${saml.app_id}/token-encryption?add=certificate`,
      '/app-registrations',
      '/app-registrations/new',
      ...blades.map((blade) => `${registration}${blade}`),
      '/enterprise-apps',
      '/enterprise-apps/new?create=1',
      ...settings.map((blade) => `${enterprise}${blade}`),
      '/consent-and-permissions',
      '/users',
      '/users/new',
      '/groups',
      '/groups/new',
    ]
  }

  it.each(['light', 'dark'] as const)(
    'has readable colours and headings in order on every page, in %s',
    async (colorScheme) => {
      await openContext()
      await open('Tessa Brandt')
      await page.emulateMedia({ colorScheme })
      for (const path of await kinds()) {
        await page.goto(`${emulator.url}/admin-center${path}`)
        const { checked, weak } = await page.evaluate(weakText)
        expect([path, checked > 15, weak]).toEqual([path, true, []])
        const levels = await page
          .locator('main :is(h1, h2, h3)')
          .evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
        expect([path, levels[0], levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)]).toEqual([
          path,
          1,
          [],
        ])
        const unnamed = await page
          .locator('input:not([type=hidden]), select, textarea')
          .evaluateAll(
            (all) =>
              all.filter((one) => !(one as HTMLInputElement).labels?.length && !one.getAttribute('aria-label')).length,
          )
        expect([path, unnamed]).toEqual([path, 0])
        const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))
        expect([path, ids.length - new Set(ids).size]).toEqual([path, 0])
        const names = await page
          .locator('main button:visible')
          .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim()))
        expect([path, names.length - new Set(names).size]).toEqual([path, 0])
      }
    },
  )

  it('needs no sideways scrolling at 320 px, and opens its navigation there', async () => {
    await openContext()
    await open('Tessa Brandt')
    await page.setViewportSize({ width: 320, height: 640 })
    for (const path of await kinds()) {
      await page.goto(`${emulator.url}/admin-center${path}`)
      const [scroll, client] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ])
      expect([path, Number(scroll) <= Number(client)]).toEqual([path, true])
    }
    await button('Menu').click()
    await navigate('Groups')
    await page.getByRole('heading', { name: 'Groups' }).waitFor()
  })
})
