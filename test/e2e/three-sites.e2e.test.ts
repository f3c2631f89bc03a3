/** Sign-ins on three sites over https: the real rules for cookies and forms. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Gatehouse } from '@gatehouse-sso/sdk'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, picture, shownProfile, signInAtEmulator } from './chromium.ts'
import { type Sites, startThreeSites } from './three-sites.ts'

const password = 'Correct-Horse-1'
let chromium: Chromium
let context: BrowserContext
let page: Page
let sites: Sites
let client: Gatehouse
let organization_id: Id<'org'>
let application_id: Id<'app'>
let close: () => Promise<void>

beforeAll(async () => {
  ;({ sites, client, organization_id, application_id, chromium, close } = await startThreeSites())
})
afterAll(() => close?.())
beforeEach(async () => {
  context = await chromium.context()
  page = await context.newPage()
})
afterEach(() => context.close())

describe('three sites over https', () => {
  it('sign a person in and out, with cookies that belong to one host only', async () => {
    await page.goto(sites.app)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor()
    expect(new URL(page.url()).origin).toBe(sites.idp)
    await signInAtEmulator(page, { name: 'Ada Muster', password })
    await page.getByRole('heading', { name: 'Hello Ada Muster' }).waitFor()
    expect(await shownProfile(page)).toMatchObject({ iss: sites.gateway, role: 'member', email: 'ada@acme.example' })

    const cookies = (await context.cookies()).filter(({ domain }) => domain.includes('gateway.test'))
    expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-gatehouse-browser', '__Host-gatehouse-session'])
    for (const cookie of cookies) {
      expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/', domain: 'gateway.test' })
    }

    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Acme Planner' }).waitFor()
    const left = (await context.cookies()).filter(({ domain }) => domain.includes('gateway.test'))
    expect(left.map(({ name }) => name).sort()).toEqual(['__Host-gatehouse-browser', '__Host-gatehouse-signed-out'])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'Pick an account' }).waitFor()
  })

  it('lead from the email page to the identity provider, which form-action allows', async () => {
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(`${sites.app}/sign-in?email=nobody@nowhere.example`)
    await page.getByText('There is no single sign-on for').waitFor()
    await page.getByLabel('Work email').fill('linus@acme.example')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Password').waitFor()
    expect(new URL(page.url()).origin).toBe(sites.idp)
    expect(problems).toEqual([])
  })

  it('start the sign-in again, once, when another browser comes back', async () => {
    await page.goto(`${sites.app}/sign-in`)
    await page.getByRole('button', { name: 'Linus Berg' }).click()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const accept = page.getByRole('button', { name: 'Accept' })
    await accept.waitFor()
    await context.clearCookies({ domain: 'gateway.test' })
    await accept.click()
    // The gateway starts again, Entra still has a session, and the second callback comes in the right browser.
    await page.getByRole('heading', { name: 'Hello Linus Berg' }).waitFor()
    const [latest, before] = (await client.signIns.list({ limit: 2 })).data
    expect([latest?.state, before?.state, before?.error_code]).toEqual(['succeeded', 'failed', 'browser_changed'])
  })

  describe('carry responses as forms', () => {
    /** Asks the gateway for a form, and catches what the browser posts to the application. */
    async function signInByForm(): Promise<Record<string, string>> {
      const posted = new Promise<Record<string, string>>((resolve) => {
        void context.route(`${sites.app}/posted`, async (route) => {
          resolve(Object.fromEntries(new URLSearchParams(route.request().postData() ?? '')))
          await route.fulfill({ contentType: 'text/html', body: '<h1>Posted</h1>' })
        })
      })
      const parameters = {
        client_id: application_id,
        redirect_uri: `${sites.app}/posted`,
        response_type: 'code',
        response_mode: 'form_post',
        scope: 'openid',
        state: '"><script>alert(1)</script>',
        code_challenge: 'a'.repeat(43),
        code_challenge_method: 'S256',
        organization: organization_id,
      }
      await page.goto(`${sites.gateway}/oauth/authorize?${new URLSearchParams(parameters)}`)
      await signInAtEmulator(page, {
        name: 'Ada Muster',
        password,
        elsewhere: 'h1:text("Posted"), h1:text("Back to the application")',
      })
      if (!hasScripts) {
        await picture(page, 'form-post')
        await page.getByRole('button', { name: 'Continue' }).click()
      }
      await page.getByRole('heading', { name: 'Posted' }).waitFor()
      return posted
    }
    let hasScripts = true

    it('to the application, by the one script that may run there', async () => {
      const problems: string[] = []
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      hasScripts = true
      const { code, state, iss } = await signInByForm()
      expect([code, state, iss]).toEqual([expect.any(String), '"><script>alert(1)</script>', sites.gateway])
      expect(problems).toEqual([])
    })

    it('to the application, by a button where no script runs', async () => {
      await context.close()
      context = await chromium.context({ scripts: false })
      page = await context.newPage()
      hasScripts = false
      expect(await signInByForm()).toMatchObject({ code: expect.any(String), iss: sites.gateway })
    })

    it('from an identity provider: a form from another site, which brings no cookies', async () => {
      const methods: string[] = []
      page.on('request', (request) => {
        if (request.url().startsWith(`${sites.gateway}/sso/oidc/callback/`)) methods.push(request.method())
      })
      await page.goto(`${sites.app}/sign-in`)
      expect(new URL(page.url()).origin).toBe(sites.idp)
      await page.goto(`${page.url()}&response_mode=form_post`)
      await signInAtEmulator(page, { name: 'Ada Muster', password })
      await page.getByRole('heading', { name: 'Hello Ada Muster' }).waitFor()
      expect(methods).toEqual(['POST', 'GET'])
      const [latest, before] = (await client.signIns.list({ limit: 2 })).data
      expect([latest?.state, before?.error_code]).toEqual(['succeeded', null])
    })
  })

  it('cannot be framed', async () => {
    await page.goto(sites.app)
    const framed = await page.evaluate(async (address) => {
      const frame = document.createElement('iframe')
      frame.src = `${address}/oauth/logout`
      document.body.append(frame)
      await new Promise((resolve) => frame.addEventListener('load', resolve))
      try {
        return frame.contentDocument?.body.innerText ?? 'other origin'
      } catch {
        return 'other origin'
      }
    }, sites.gateway)
    expect(framed).not.toContain('signed out')
    // Chromium shows its own error page in the frame, and reports it a moment later.
    const refused = (): boolean => page.frames().some((frame) => frame.url().startsWith('chrome-error:'))
    await expect.poll(refused).toBe(true)
  })
})
