/**
 * An administrator connects an application with SAML by the visible labels, in the order of published instructions. Then
 * a person signs in, from the application and from the button Test.
 */
import { createServer, type Server } from 'node:http'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chromiumSwitches } from '../../../../test/chromium.ts'
import { attributesIn, authnRequest, certificatesIn, firstOf, isSigned, redirectUrl } from '../../../../test/saml.ts'
import { type Emulator, startEmulator } from '../../../emulator.ts'

const password = 'Correct-Horse-1'
const entityId = 'https://sso.example/saml/org-1'

let emulator: Emulator
let provider: Server
let acs = ''
let browser: Browser
let context: BrowserContext
let page: Page
/** The forms that the application got. */
const received: URLSearchParams[] = []
const problems: string[] = []

beforeAll(async () => {
  emulator = await startEmulator({
    fixture: {
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
          ],
          groups: [{ displayName: 'Engineering', members: ['lena@contoso.example'] }],
        },
      ],
    },
  })
  provider = createServer((request, response) => {
    let body = ''
    request.on('data', (piece) => {
      body += String(piece)
    })
    request.on('end', () => {
      if (request.method === 'POST') received.push(new URLSearchParams(body))
      response.setHeader('content-type', 'text/html').end('<!DOCTYPE html><title>SP</title><h1>Signed in</h1>')
    })
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  const address = provider.address()
  acs = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/saml/acs`
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumSwitches })
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  page = await context.newPage()
  page.on('console', (message) => problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
})
afterAll(async () => {
  await browser.close()
  await emulator.close()
  provider.closeAllConnections()
  await new Promise((resolve) => provider.close(resolve))
})

const signIn = async (person: string, at: Page): Promise<void> => {
  await at.getByRole('button', { name: person }).click()
  await at.getByLabel('Password').fill(password)
  await at.getByRole('button', { name: 'Sign in' }).click()
}
const link = (name: string) => page.getByRole('link', { name, exact: true })
const button = (name: string) => page.getByRole('button', { name, exact: true })
const notice = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
const fact = async (label: string): Promise<string> =>
  (await page.locator('dt', { hasText: label }).locator('+ dd code').first().textContent()) ?? ''
const lastResponse = (): string => Buffer.from(received.at(-1)?.get('SAMLResponse') ?? '', 'base64').toString()

it('is set up by the labels of the instructions, and a person signs in', async () => {
  await page.goto(`${emulator.url}/admin-center`)
  await signIn('Tessa Brandt', page)
  await page.getByRole('heading', { name: 'Contoso Ltd' }).waitFor()

  // A non-gallery application.
  const navigation = page.getByRole('navigation', { name: 'Entra admin center' })
  await navigation.getByRole('link', { name: 'Enterprise apps' }).click()
  await link('New application').click()
  await link('Create your own application').click()
  await page.getByLabel("What's the name of your app?").fill('Acme Planner')
  await page.getByLabel("Integrate any other application you don't find in the gallery (Non-gallery)").check()
  await button('Create').click()

  // Single sign-on with SAML.
  await page.getByRole('navigation', { name: 'Acme Planner' }).getByRole('link', { name: 'Single sign-on' }).click()
  await button('SAML').click()
  await page.getByRole('heading', { name: 'Set up Single Sign-On with SAML' }).waitFor()
  await link('Edit Basic SAML Configuration').click()
  await page.getByLabel('Identifier (Entity ID)', { exact: true }).fill(entityId)
  await page.getByLabel('Reply URL (Assertion Consumer Service URL)', { exact: true }).fill(acs)
  await page.getByLabel('Logout Url (Optional)').fill('http://127.0.0.1:1/saml/slo')
  await button('Save').click()
  await notice('Successfully saved single sign-on configuration.')
  await link("No, I'll test later").click()

  // Claims: the defaults are right. Groups are added.
  await link('Edit Attributes & Claims').click()
  await link('Add a group claim').click()
  await page.getByLabel('Groups assigned to the application').check()
  await page.getByLabel('Source attribute').selectOption({ label: 'Cloud-only group display names' })
  await button('Save').click()
  await notice('Successfully saved the group claim.')

  // Certificates: both are signed.
  await link('Edit Token signing certificate').click()
  await page.getByLabel('Signing Option').selectOption({ label: 'Sign SAML response and assertion' })
  await button('Save').click()
  await notice('Successfully saved the signing option.')
  const metadata = await fact('App Federation Metadata Url')
  const loginUrl = await fact('Login URL')
  expect(await fact('Microsoft Entra Identifier')).toBe(`${emulator.url}/${emulator.tenants()[0]?.id}/`)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download Certificate (Base64)' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('Acme Planner.cer')

  // Assignment.
  await link('Users and groups').click()
  await link('Add user/group').click()
  await page.getByRole('checkbox', { name: /Engineering/ }).check()
  await button('Assign').click()
  await notice('Assigned 1 user or group.')

  // The person signs in from the application.
  const visitor = await browser.newContext()
  const visit = await visitor.newPage()
  const request = authnRequest({
    id: '_from-the-application',
    issuer: entityId,
    attributes: { AssertionConsumerServiceURL: acs },
  })
  await visit.goto(redirectUrl(loginUrl, request).href)
  await signIn('Lena Fischer', visit)
  await visit.getByRole('heading', { name: 'Signed in' }).waitFor()
  await visitor.close()
  const xml = lastResponse()
  const [certificate = ''] = await certificatesIn(metadata)
  expect(isSigned(xml, firstOf(xml, /<Assertion ID="([^"]+)"/), certificate)).toBe(true)
  expect(isSigned(xml, firstOf(xml, /<samlp:Response ID="([^"]+)"/), certificate)).toBe(true)
  expect(xml).toContain('InResponseTo="_from-the-application"')
  expect(attributesIn(xml)['http://schemas.microsoft.com/ws/2008/06/identity/claims/groups']).toEqual(['Engineering'])

  // The administrator presses Test, and is not assigned yet.
  await page.getByRole('navigation', { name: 'Acme Planner' }).getByRole('link', { name: 'Single sign-on' }).click()
  const test = async (): Promise<Page> => {
    const [opened] = await Promise.all([context.waitForEvent('page'), link('Test').click()])
    return opened
  }
  const refused = await test()
  await refused.getByText('AADSTS50105').first().waitFor()
  await refused.close()
  await link('Users and groups').click()
  await link('Add user/group').click()
  await page.getByRole('checkbox', { name: /Tessa Brandt/ }).check()
  await button('Assign').click()
  await notice('Assigned 1 user or group.')
  await page.getByRole('navigation', { name: 'Acme Planner' }).getByRole('link', { name: 'Single sign-on' }).click()
  const opened = await test()
  await opened.getByRole('heading', { name: 'Signed in' }).waitFor()
  expect(lastResponse()).not.toContain('InResponseTo')
  expect(firstOf(lastResponse(), /<NameID [^>]*>([^<]+)</)).toBe('tessa@contoso.example')
  expect(problems).toEqual([])
})
