import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkSignIn } from '../../packages/gateway/src/cli/demo/check.ts'
import { type RunningDemo, startDemo } from '../../packages/gateway/src/cli/demo/demo.ts'
import { type Chromium, openChromium, picture, shownProfile, signInAtEmulator, temporaryFolder } from './chromium.ts'

const folder = temporaryFolder()
let running: RunningDemo
let chromium: Chromium
let context: BrowserContext
let page: Page

beforeAll(async () => {
  running = await startDemo(folder.path)
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await running?.stop()
  folder.remove()
})
beforeEach(async () => {
  context = await chromium.context()
  page = await context.newPage()
})
afterEach(() => context.close())

const password = 'Correct-Horse-1'

/** The claims that the application must receive for each person of the table. */
const people: { name: string; user: string; claims: Record<string, string | undefined> }[] = [
  {
    name: 'Ada Muster',
    user: 'ada@acme.example',
    claims: { role: 'admin', email: 'ada@acme.example', email_verified: 'true' },
  },
  { name: 'Grace Okafor', user: 'grace@acme.example', claims: { role: 'editor', email: 'grace@acme.example' } },
  { name: 'Linus Berg', user: 'linus@acme.example', claims: { role: 'member', roles: '["member"]', groups: '[]' } },
  {
    name: 'Mia Rossi (Partner)',
    user: 'mia@partner.example',
    claims: { role: 'member', email: 'mia@partner.example', email_verified: 'false' },
  },
  {
    name: 'Noah Lind',
    user: 'noah@acme.example',
    claims: { role: 'member', email: '(none)', preferred_username: 'noah@acme.example' },
  },
  {
    name: 'Eve Moreau',
    user: 'eve@acme.example',
    claims: { role: 'member', email: 'ceo@bigbank.example', email_verified: 'false' },
  },
]

describe('the demonstration in Chromium', () => {
  it.each(people)('D1 signs $name in and out, and then asks again', async ({ name, user, claims }) => {
    expect(running.demo.users.map(({ email }) => email)).toContain(user)
    await page.goto(running.demo.app_url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor()
    expect(page.url()).toContain(running.demo.emulator.url)
    await signInAtEmulator(page, { name, password })

    await page.getByRole('heading', { name: `Hello ${name}` }).waitFor()
    const profile = await shownProfile(page)
    expect(profile).toMatchObject({
      org_id: running.demo.organization_id,
      connection_id: running.demo.connection_id,
      name,
      is_admin: 'false',
    })
    for (const [claim, value] of Object.entries(claims)) expect(profile[claim], claim).toBe(value)

    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Acme Planner' }).waitFor()
    expect(page.url()).toBe(`${running.demo.app_url}/`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    // Entra still has a session. It shows the page because the gateway asked for a choice.
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor()
  })

  it('answers a second sign-in from the session, without the identity provider', async () => {
    await page.goto(running.demo.app_url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await signInAtEmulator(page, { name: 'Linus Berg', password })
    await page.getByRole('heading', { name: 'Hello Linus Berg' }).waitFor()
    const visited: string[] = []
    page.on('request', (request) => visited.push(new URL(request.url()).origin))
    await page.goto(`${running.demo.app_url}/sign-in`)
    await page.getByRole('heading', { name: 'Hello Linus Berg' }).waitFor()
    expect(visited).not.toContain(running.demo.emulator.url)
  })

  it('L3 asks for the email once, and reports an email without single sign-on', async () => {
    await page.goto(`${running.demo.issuer}/oauth/authorize?${authorizeParameters()}`)
    await page.getByRole('heading', { name: 'Sign in to Acme Planner' }).waitFor()
    await picture(page, 'email')
    await page.getByLabel('Work email').fill('somebody@nowhere.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('There is no single sign-on for somebody@nowhere.example').waitFor()
    await picture(page, 'email-unknown')
    await page.getByLabel('Work email').fill('linus@acme.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Password').waitFor()
    expect(page.url()).toContain(running.demo.emulator.url)
  })

  it('L6 explains a refused sign-in, and links back to the application', async () => {
    await page.goto(running.demo.app_url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await signInAtEmulator(page, { name: 'Olga Nowak', password })
    await page.getByRole('heading', { name: 'You are in more groups' }).waitFor()
    await page.getByText('Details for support').click()
    await page.getByText('groups_incomplete').waitFor()
    await picture(page, 'error')
    await page.reload()
    await page.getByRole('heading', { name: 'You are in more groups' }).waitFor()
    await page.getByRole('link', { name: 'Back to Acme Planner' }).click()
    await page.getByText('groups_incomplete').waitFor()
    expect(page.url()).toContain(running.demo.app_url)
  })

  it('L5 explains a repeated callback instead of failing', async () => {
    await page.goto(running.demo.app_url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor()
    let callback = ''
    page.on('request', (request) => {
      if (request.url().includes('/sso/oidc/callback/')) callback = request.url()
    })
    await signInAtEmulator(page, { name: 'Linus Berg', password })
    await page.getByRole('heading', { name: 'Hello Linus Berg' }).waitFor()
    await page.goto(callback)
    await page.getByRole('heading', { name: 'This sign-in was already finished' }).waitFor()
    await picture(page, 'finished')
  })

  it('L9 asks the person before a sign-out without an ID token', async () => {
    await page.goto(running.demo.app_url)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await signInAtEmulator(page, { name: 'Linus Berg', password })
    await page.getByRole('heading', { name: 'Hello Linus Berg' }).waitFor()
    await page.goto(`${running.demo.issuer}/oauth/logout`)
    await page.getByRole('heading', { name: 'Sign out?' }).waitFor()
    await picture(page, 'sign-out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor()
    await picture(page, 'signed-out')
  })

  it.each([
    ['a phone', { width: 320 }],
    ['in the dark', { colorScheme: 'dark' as const }],
  ])('is readable on %s', async (name, options) => {
    const other = await chromium.context(options)
    const small = await other.newPage()
    await small.goto(`${running.demo.issuer}/oauth/authorize?${authorizeParameters()}`)
    await small.getByRole('heading', { name: 'Sign in to Acme Planner' }).waitFor()
    const overflow = await small.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect(overflow).toBe(0)
    await picture(small, `email-${name.replaceAll(' ', '-')}`)
    await other.close()
  })

  it('signs in without a browser, in two hops', async () => {
    const result = await checkSignIn(running.demo)
    expect(result).toMatchObject({ ok: true, hops: 2, profile: { email: 'ada@acme.example', role: 'admin' } })
    expect(result.id_token_claims).toMatchObject(result.profile)
  })
})

function authorizeParameters(): URLSearchParams {
  const { client_id, redirect_uri } = running.demo.application
  return new URLSearchParams({
    client_id,
    redirect_uri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  })
}
