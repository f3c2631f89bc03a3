/**
 * The vendor's day in the console: an organization is configured by hand from the published set-up of another product, a
 * person signs in, another fails, and the vendor finds the failure, mends it, tries a change and takes it back. Everything
 * is real: the console, the gateway, and the emulator, on three sites over https.
 */
import type { Emulator } from 'entra-emulator'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Gateway } from '../../packages/gateway/src/app.ts'
import { second_tenant_id } from '../../packages/gateway/src/cli/demo/directory.ts'
import { createAdminLink } from '../../packages/gateway/src/domain/staff/admin-link.ts'
import { type Chromium, picture } from './chromium.ts'
import { type Sites, startThreeSites } from './three-sites.ts'

const password = 'Correct-Horse-1'
let chromium: Chromium
let sites: Sites
let gateway: Gateway
let emulator: Emulator
let application_id: string
let close: () => Promise<void>

beforeAll(async () => {
  ;({ sites, gateway, emulator, application_id, chromium, close } = await startThreeSites())
})
afterAll(() => close?.())

const fixture = `/tenants/${second_tenant_id}/applications`

/** The customer's administrator registers an application, and gives back what the document names. */
async function register(redirect_uri: string): Promise<{ readonly client_id: string; readonly secret: string }> {
  const made = (await emulator.admin('POST', fixture, {
    displayName: 'Acme Planner',
    web: { redirectUris: [redirect_uri] },
    optionalClaims: { idToken: ['email', 'given_name', 'family_name'].map((name) => ({ name })) },
  })) as { appId: string }
  return { client_id: made.appId, secret: await newSecret(made.appId) }
}

async function newSecret(app_id: string): Promise<string> {
  const made = (await emulator.admin('POST', `${fixture}/${app_id}/passwordCredentials`, {
    displayName: 'Gatehouse',
  })) as { secretText: string }
  return made.secretText
}

/** Signs a person in at an application, in a browser of their own. @returns the address at which it ends */
async function signsIn(organization_id: string, email: string): Promise<string> {
  const context = await chromium.context({ width: 1000 })
  const page = await context.newPage()
  const address = new URL(`${sites.gateway}/oauth/authorize`)
  address.search = String(
    new URLSearchParams({
      ...{ client_id: application_id, response_type: 'code', scope: 'openid profile email', state: 's' },
      ...{ redirect_uri: `${sites.app}/callback`, organization: organization_id, login_hint: email },
      ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' },
    }),
  )
  await page.goto(address.href)
  await enterPassword(page)
  await page.waitForURL((url) => url.origin !== sites.idp)
  const ended = page.url()
  await context.close()
  return ended
}

async function enterPassword(page: Page): Promise<void> {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const accept = page.getByRole('button', { name: 'Accept' })
  await Promise.race([accept.waitFor(), page.waitForURL((url) => url.origin !== sites.idp)])
  if (new URL(page.url()).origin === sites.idp) await accept.click()
}

/** Everything that a browser complains about, but for a refusal that a case asks for. */
function watched(context: BrowserContext): string[] {
  const problems: string[] = []
  context.on('console', (message) => {
    if (message.type() === 'error' && message.page()?.url().includes('/console')) problems.push(message.text())
  })
  context.on('weberror', (error) => problems.push(error.error().message))
  return problems
}

it('1 configures by hand, follows a failure to its cause, mends it, tries a change and takes it back', async () => {
  const context = await chromium.context({ width: 1280 })
  const problems = watched(context)
  const page = await context.newPage()
  await page.goto((await createAdminLink(gateway.work, null)).url)
  await page.getByRole('button', { name: 'Open the console' }).click()
  const reads = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  await reads('Overview')

  // The organization, and the values of the document: redirect URI, client ID, client secret, discovery endpoint.
  await page.getByRole('link', { name: 'Organizations', exact: true }).click()
  await reads('Organizations')
  await button('Create organization').first().click()
  await page.getByLabel('Name', { exact: true }).fill('Contoso Ltd')
  await button('Create organization').last().click()
  await reads('Contoso Ltd')
  const organization_id = /org_\w{26}/.exec(page.url())?.[0] ?? ''
  await page.getByRole('link', { name: 'Configure manually' }).first().click()
  await reads('Configure single sign-on')
  await button('Create draft').click()
  await page.waitForURL(/conn_/)
  await page.getByText('Enter what they give you').waitFor()
  await button(/^Copy/).nth(1).click()
  const redirect_uri = await page.evaluate(() => navigator.clipboard.readText())
  expect(redirect_uri).toContain('/sso/oidc/callback/conn_')
  const { client_id, secret } = await register(redirect_uri)
  await page.getByLabel('Application (client) ID').fill(client_id)
  await page
    .getByRole('textbox', { name: 'Discovery endpoint' })
    .fill(`${sites.idp}/${second_tenant_id}/v2.0/.well-known/openid-configuration`)
  await page.getByLabel('Client secret', { exact: true }).fill(secret)
  await button('Update connection').click()
  await page.waitForURL(/\/connection\/conn_/)
  await button('Activate').first().click()
  await page.getByText('Active', { exact: true }).first().waitFor()
  await picture(page, 'console-connection')

  // A person signs in, and the vendor reads how.
  const lena = 'lena@contoso.example'
  expect(await signsIn(organization_id, lena)).toContain(sites.app)
  const search = page.getByRole('searchbox').or(page.getByPlaceholder('Email, id or correlation id'))
  const lookFor = async (what: string) => {
    await page.getByRole('link', { name: 'Sign-ins', exact: true }).first().click()
    await reads('Sign-ins')
    await search.first().fill(what)
    await search.first().press('Enter')
  }
  await lookFor(lena)
  await page
    .getByRole('row', { name: /Succeeded/ })
    .getByRole('link')
    .first()
    .click()
  const drawer = page.getByRole('complementary', { name: 'Sign-in' }).or(page.getByRole('dialog', { name: 'Sign-in' }))
  await drawer.getByText('ID token verified').first().waitFor()
  await drawer.getByText('Tokens given to the application').or(drawer.getByText('User created')).first().waitFor()
  await picture(page, 'console-timeline')

  // The administrator replaces the secret and tells nobody: the next person fails.
  await emulator.admin('POST', '/changes', { name: 'replace-secrets', of: client_id })
  expect(await signsIn(organization_id, 'jonas@contoso.example')).toContain('/error/')
  await lookFor('jonas@contoso.example')
  await page
    .getByRole('row', { name: /Failed/ })
    .getByRole('link')
    .first()
    .click()
  await drawer
    .getByText(/7000215/)
    .first()
    .waitFor()
  const failed = (await gatewaySignIns()).find(({ state }) => state === 'failed')
  const correlation = await correlationOf(String(failed?.id))
  await lookFor(correlation)
  await page
    .getByRole('row', { name: /Failed/ })
    .getByRole('link')
    .first()
    .click()
  await picture(page, 'console-failure')
  await drawer.getByRole('link', { name: /Open the credentials/ }).click()

  // Mended on that page: the second slot gets the new secret, and takes over.
  await page.waitForURL(/\/connection\/conn_/)
  await button('Add a credential').click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByRole('textbox', { name: /client secret/i })
    .first()
    .fill(await newSecret(client_id))
  await dialog.getByRole('button', { name: 'Add credential' }).click()
  await button('Use this one').click()
  await page
    .getByText(/is in use now/)
    .first()
    .waitFor()
  expect(await signsIn(organization_id, 'jonas@contoso.example')).toContain(sites.app)

  // A change waits in the candidate, is tested, counts, and is taken back.
  await button('Edit mapping').click()
  await page.getByLabel('name', { exact: true }).fill('preferred_username')
  await button('Update mapping').click()
  await page.getByText('One change waits for a test').waitFor()
  const [test] = await Promise.all([context.waitForEvent('page'), button('Test candidate').click()])
  await test.waitForURL((url) => url.origin === sites.idp)
  await test.getByRole('button', { name: /Lena/ }).click()
  await enterPassword(test)
  await test.waitForURL(/\/sso\/test\/result/)
  await test.close()
  await page.bringToFront()
  await page.getByText('One change is tested').waitFor()
  await button('Activate').first().click()
  await page.getByText('One change is tested').waitFor({ state: 'detached' })
  await button('Roll back').first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click()
  await expect.poll(async () => (await connectionOf(organization_id)).mapping.name).not.toEqual(['preferred_username'])
  expect(problems).toEqual([])
  await context.close()
})

const stores = async () => {
  const environment = await gateway.work.ports.stores.environments.default()
  if (!environment) throw new Error('there is no environment')
  return gateway.work.ports.stores.in(environment.id)
}
const gatewaySignIns = async () => (await (await stores()).sign_ins.list({ limit: 20, order: 'desc' })).records

/** As the person would read it on Entra's page, and send it to the vendor. */
async function correlationOf(sign_in_id: string): Promise<string> {
  const traces = await (await stores()).sign_ins.traces(sign_in_id as `signin_${string}`)
  return String(traces.find(({ upstream_correlation_id }) => upstream_correlation_id)?.upstream_correlation_id)
}

async function connectionOf(organization_id: string) {
  const [connection] = await (await stores()).connections.ofOrganization(organization_id as `org_${string}`)
  if (!connection) throw new Error('there is no connection')
  return connection
}
