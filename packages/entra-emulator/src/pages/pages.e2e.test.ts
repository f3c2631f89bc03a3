import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chromiumSwitches } from '../../test/chromium.ts'
import { weakText } from '../../test/contrast.ts'
import { type Emulator, startEmulator } from '../emulator.ts'

/** An application with two origins. Its callback redirects to the second one, as a gateway's does. */
interface Application {
  readonly origin: string
  readonly requests: { readonly method: string; readonly url: string; readonly body: string }[]
  readonly close: () => Promise<void>
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    }),
  )
}

async function startApplication(): Promise<Application> {
  const requests: Application['requests'] = []
  const home = createServer((_request, response) => response.end('<h1>Signed in</h1>'))
  const homeOrigin = await listen(home)
  const callback = createServer(async (request, response) => {
    requests.push({ method: String(request.method), url: String(request.url), body: await bodyOf(request) })
    if (request.url?.startsWith('/callback')) response.writeHead(303, { location: `${homeOrigin}/home` })
    response.end('ok')
  })
  const origin = await listen(callback)
  const stop = (server: Server): Promise<unknown> => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { origin, requests, close: async () => void (await Promise.all([stop(home), stop(callback)])) }
}

describe('the pages in Chromium', () => {
  let emulator: Emulator
  let application: Application
  let context: BrowserContext
  let page: Page
  let folder = ''
  const problems: string[] = []

  beforeAll(async () => {
    application = await startApplication()
    emulator = await startEmulator({
      fixture: {
        tenants: [
          {
            displayName: 'Contoso',
            users: [
              { userPrincipalName: 'ada@contoso.example', displayName: 'Ada Muster', isAdministrator: true },
              { userPrincipalName: 'ben@contoso.example', displayName: 'Ben <b>Okafor</b>' },
            ],
            applications: [
              {
                appId: '7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48',
                displayName: 'Web & more',
                web: { redirectUris: ['http://127.0.0.1/callback'], logoutUrl: `${application.origin}/frontchannel` },
              },
            ],
          },
        ],
      },
    })
    folder = mkdtempSync(join(tmpdir(), 'entra-emulator-chromium-'))
    context = await chromium.launchPersistentContext(folder, {
      executablePath: '/usr/bin/chromium',
      args: chromiumSwitches,
    })
  })
  afterAll(async () => {
    await context.close()
    await emulator.close()
    await application.close()
    rmSync(folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    await emulator.admin('POST', '/reset')
    application.requests.length = 0
    problems.length = 0
    await context.clearCookies()
    page = await context.newPage()
    page.on('console', (message) => problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
  })
  afterEach(async () => {
    await page.close()
    expect(problems).toEqual([])
  })

  const authorize = (more: Record<string, string> = {}): string => {
    const parameters = new URLSearchParams({
      client_id: '7b1d9e34-2c5a-4f80-8e16-3a9c5d7f2e48',
      response_type: 'code',
      redirect_uri: `${application.origin}/callback`,
      scope: 'openid profile',
      state: 'state-1',
      ...more,
    })
    return `${emulator.url}/contoso.example/oauth2/v2.0/authorize?${parameters}`
  }
  const password = 'Correct-Horse-1'
  const signInAsAda = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Ada Muster ada@contoso.example' }).click()
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  it('sign in, consent and go on through the callback to another origin', async () => {
    await page.goto(authorize())
    await signInAsAda()
    await page.getByRole('checkbox', { name: 'Consent on behalf of your organization' }).check()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
    expect(application.requests[0]?.url).toMatch(/^\/callback\?code=1\.\S+&state=state-1&session_state=/)

    await page.goto(authorize())
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
  })

  it('work with the keyboard alone', async () => {
    await page.goto(authorize({ login_hint: 'ada@contoso.example' }))
    await page.locator('#password:focus').waitFor()
    await page.keyboard.type(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Permissions requested' }).waitFor()
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press('Tab')
      if ((await page.locator(':focus').textContent()) === 'Accept') break
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
  })

  it('submit the form of form_post by themselves', async () => {
    await page.goto(authorize({ response_mode: 'form_post', state: '"><script>alert(1)</script>' }))
    await signInAsAda()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
    const answer = new URLSearchParams(application.requests[0]?.body)
    expect(application.requests[0]?.method).toBe('POST')
    expect(answer.get('code')).toMatch(/^1\./)
    expect(answer.get('state')).toBe('"><script>alert(1)</script>')
  })

  it('show the error of a wrong password at its field', async () => {
    await page.goto(authorize())
    await page.getByLabel('User name').fill('ben@contoso.example')
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByLabel('Password').fill('guess')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').textContent()).resolves.toContain('AADSTS50126')
    await expect(page.getByLabel('Password').getAttribute('aria-describedby')).resolves.toBe('problem')
    await page.getByRole('button', { name: 'Use another account' }).click()
    await expect(page.getByRole('button', { name: 'Ben <b>Okafor</b>' }).count()).resolves.toBe(1)
  })

  it('sign out and call the application in a frame', async () => {
    await page.goto(authorize())
    await signInAsAda()
    await page.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
    const back = `${application.origin}/callback`
    await page.goto(`${emulator.url}/common/oauth2/v2.0/logout?post_logout_redirect_uri=${encodeURIComponent(back)}`)
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
    expect(application.requests.map(({ url }) => url.replace(/=.*$/, ''))).toEqual([
      '/callback?code',
      '/frontchannel?sid',
      '/callback',
    ])
  })

  it('list the people and what is special about them', async () => {
    await page.goto(emulator.url)
    await page.getByRole('heading', { name: 'People', exact: true }).waitFor()
    const row = (name: string) => page.getByRole('row', { name })
    expect(await row('Ada Muster').getByRole('cell').allTextContents()).toEqual([
      'ada@contoso.example',
      password,
      'administratorno email',
    ])
    expect(await row('Ben <b>Okafor</b>').getByRole('cell').allTextContents()).toEqual([
      'ben@contoso.example',
      password,
      'no email',
    ])
  })

  it('switch a fault on and off without a script, and list the requests', async () => {
    const plain = await context.browser()?.newContext({ javaScriptEnabled: false })
    const own = (await plain?.newPage()) ?? page
    await own.goto(emulator.url)
    await own.getByText('ID token', { exact: true }).click()
    await own.getByRole('button', { name: 'Once: wrong-nonce' }).click()
    await own.getByText('on, once more', { exact: true }).waitFor()
    expect(await own.getByText('The fault wrong-nonce is on, once more.').count()).toBe(1)
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [{ name: 'wrong-nonce', times: 1 }] })
    await own.getByRole('listitem').getByRole('button', { name: 'Switch off wrong-nonce' }).first().click()
    await own.getByText('The fault wrong-nonce').waitFor({ state: 'detached' })
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [] })

    const refused = authorize({ redirect_uri: 'https://other.example' })
    await fetch(refused)
    await own.goto(emulator.url)
    const row = own.getByRole('table', { name: 'Last requests' }).getByRole('row').nth(1)
    expect((await row.getByRole('cell').allTextContents()).slice(1)).toEqual([
      'GET',
      '/contoso.example/oauth2/v2.0/authorize',
      '400',
      'AADSTS50011',
    ])
    await row.getByRole('link', { name: 'AADSTS50011' }).click()
    await own.getByText('redirect URI').first().waitFor()
    await plain?.close()
  })

  it('refuse a form of another site that switches a fault on', async () => {
    await page.goto(application.origin)
    await page.setContent(`<form method="post" action="${emulator.url}/_home/faults/on">
      <input name="name" value="expired"><button>Win a prize</button></form>`)
    await page.getByRole('button', { name: 'Win a prize' }).click()
    await page.getByRole('heading', { name: 'Not changed' }).waitFor()
    expect(await emulator.admin('GET', '/faults')).toMatchObject({ active: [] })
    problems.splice(0) // Chromium reports the status 403 on its console.
  })

  it.each(['light', 'dark'] as const)('have readable colours on the home page, in %s', async (colorScheme) => {
    await emulator.admin('PATCH', '/tenants/contoso.example/users/ben@contoso.example', { accountEnabled: false })
    await emulator.admin('POST', '/faults', { name: 'wrong-nonce' })
    await emulator.admin('POST', '/clock', { advance_seconds: 60 })
    await fetch(authorize({ redirect_uri: 'https://other.example' }))
    await page.emulateMedia({ colorScheme })
    await page.goto(emulator.url)
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
    const { checked, weak } = await page.evaluate(weakText)
    expect(checked).toBeGreaterThan(100)
    expect(weak).toEqual([])
  })

  it('have headings in order and a different name for every button of the home page', async () => {
    await emulator.admin('POST', '/clock', { advance_seconds: 60 })
    await page.goto(emulator.url)
    const levels = await page.locator('h1, h2, h3').evaluateAll((all) => all.map((one) => Number(one.tagName.slice(1))))
    expect(levels[0]).toBe(1)
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([])
    const names = await page
      .locator('button')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent?.trim() ?? ''))
    expect(names.length).toBeGreaterThan(80)
    expect(new Set(names).size).toBe(names.length)
    const visible = await page.locator('button').allTextContents()
    expect(names.filter((name, index) => !name.startsWith(visible[index]?.trim() ?? ''))).toEqual([])
  })

  it.each([390, 1280])('wrap a long redirect URI of an error at %i px', async (width) => {
    await page.setViewportSize({ width, height: 844 })
    const redirect_uri = `https://${'sso.'.repeat(12)}example/oidc/callback/${'conn'.repeat(40)}`
    await page.goto(authorize({ redirect_uri }))
    expect(await page.getByRole('alert').textContent()).toContain(redirect_uri)
    const [scroll, client, outside] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
      [...document.querySelectorAll('main *')].filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth > 0)
        .length,
    ])
    expect([Number(scroll) <= Number(client), outside]).toEqual([true, 0])
    problems.splice(0) // Chromium reports the status 400 on its console.
  })

  it('need no sideways scrolling on a phone, in light and dark', async () => {
    await page.setViewportSize({ width: 320, height: 640 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const addresses = [
        authorize(),
        authorize({ login_hint: 'ada@contoso.example' }),
        emulator.url,
        `${emulator.url}/error?code=50011`,
      ]
      for (const address of addresses) {
        await page.goto(address)
        const [scroll, client] = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.documentElement.clientWidth,
        ])
        expect(scroll, address).toBeLessThanOrEqual(Number(client))
      }
    }
  })
})
