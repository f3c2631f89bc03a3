/**
 * Gateway, identity provider and application on three sites over https, as in production. Only then do the real rules
 * for cookies (`Secure`, `__Host-`, `SameSite`) and forms (`form-action`) apply.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { lookup } from 'node:dns'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { fileURLToPath } from 'node:url'
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { type Emulator, newSecretText, startEmulator } from 'entra-emulator'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Gateway, initializeInstallation, openGateway } from '../../packages/gateway/src/app.ts'
import { client_id, directory, tenant_id } from '../../packages/gateway/src/cli/demo/directory.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { makeCertificate } from './certificate.ts'
import { type Chromium, openChromium, picture, shownProfile, signInAtEmulator, temporaryFolder } from './chromium.ts'
import { startTlsFront, type TlsFront } from './tls-front.ts'

const folder = temporaryFolder()
const password = 'Correct-Horse-1'
const trusted = getCACertificates('default')
const closing: (() => unknown)[] = []
let chromium: Chromium
let context: BrowserContext
let page: Page
let sites: { gateway: string; idp: string; app: string }
let client: Gatehouse
let organization_id: Id<'org'>
let application_id: Id<'app'>

beforeAll(async () => {
  const certificate = makeCertificate(folder.path, ['gateway.test', 'idp.test', 'app.test'])
  setDefaultCACertificates([...trusted, certificate.ca])
  const ports = { gateway: await freePort(), app: await freePort(), idp: await freePort() }
  const front = async (target: number): Promise<TlsFront> => {
    const started = await startTlsFront(certificate, () => target)
    closing.push(started.close)
    return started
  }
  const fronts = { gateway: await front(ports.gateway), app: await front(ports.app) }
  sites = {
    gateway: `https://gateway.test:${fronts.gateway.port}`,
    idp: `https://idp.test:${ports.idp}`,
    app: `https://app.test:${fronts.app.port}`,
  }

  const secret = newSecretText()
  const gateway = await startGateway(ports.gateway, new URL(sites.idp).host)
  closing.push(gateway.close)
  const application = await setUpGateway(secret)
  const emulator: Emulator = await startEmulator({
    port: ports.idp,
    public_url: sites.idp,
    tls: certificate,
    fixture: directory(secret, [application.callback]),
  })
  closing.push(emulator.close)
  const app = startApplication(ports.app, certificate.ca_path, application)
  closing.push(() => void app.kill())
  await new Promise<void>((resolve, reject) => {
    let said = ''
    app.stdout?.on('data', (chunk) => String(chunk).includes('listening') && resolve())
    app.stderr?.on('data', (chunk) => {
      said += chunk
    })
    app.once('exit', () => reject(new Error(said)))
  })
  const names = [sites.gateway, sites.idp, sites.app].map((site) => new URL(site))
  chromium = await openChromium(Object.fromEntries(names.map(({ host, port }) => [host, `127.0.0.1:${port}`])))
  closing.push(chromium.close)
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
  setDefaultCACertificates(trusted)
  folder.remove()
})
beforeEach(async () => {
  context = await chromium.context()
  page = await context.newPage()
})
afterEach(() => context.close())

async function startGateway(port: number, idp: string): Promise<Gateway> {
  const variables = {
    GATEHOUSE_PUBLIC_URL: sites.gateway,
    GATEHOUSE_LISTEN: `127.0.0.1:${port}`,
    GATEHOUSE_DATABASE_URL: `sqlite:${folder.path}/gatehouse.db`,
    GATEHOUSE_OUTBOUND_ALLOW: idp,
    GATEHOUSE_LOG_LEVEL: 'silent',
  }
  const { master_key, installation_key } = await initializeInstallation(variables)
  // Resolves the names of the test to this machine. The rest of the outbound client is unchanged.
  const resolve = ((hostname: string, options: object, callback: (...args: unknown[]) => void) =>
    hostname.endsWith('.test')
      ? callback(null, [{ address: '127.0.0.1', family: 4 }])
      : lookup(hostname, options, callback as never)) as typeof lookup
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: master_key ?? '' }, { resolve })
  await gateway.listen()
  const installation = new Gatehouse({ base_url: `http://127.0.0.1:${port}`, api_key: installation_key })
  const environment = await installation.environments.create({ name: 'Production', slug: 'production', kind: 'live' })
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Tests' })
  client = new Gatehouse({ base_url: `http://127.0.0.1:${port}`, api_key: secret })
  return gateway
}

async function setUpGateway(client_secret: string) {
  const domains = [{ domain: 'acme.example', verified: true }]
  const organization = await client.organizations.create({ name: 'Acme', domains })
  organization_id = organization.id
  const settings = { tenant_id, client_id, cloud: 'custom', authority_host: sites.idp }
  const connection = await client.connections.create({ organization_id, type: 'entra_oidc', settings })
  await client.credentials.create(connection.id, { type: 'client_secret', client_secret })
  await client.connections.activate(connection.id)
  const application = await client.applications.create({
    name: 'Acme Planner',
    redirect_uris: [`${sites.app}/callback`, `${sites.app}/posted`],
    post_logout_redirect_uris: [`${sites.app}/`],
  })
  const secret = await client.applications.createSecret(application.id)
  application_id = application.id
  return { callback: connection.redirect_uri, client_id: application.id, client_secret: secret.client_secret }
}

function startApplication(
  port: number,
  ca: string,
  registration: { client_id: string; client_secret: string },
): ChildProcess {
  const preload = fileURLToPath(new URL('./test-names.js', import.meta.url))
  const script = fileURLToPath(new URL('../../examples/express/server.js', import.meta.url))
  return spawn(process.execPath, ['--import', preload, script], {
    env: {
      PATH: process.env.PATH,
      TEST_CA: ca,
      ISSUER: sites.gateway,
      CLIENT_ID: registration.client_id,
      CLIENT_SECRET: registration.client_secret,
      APP_URL: sites.app,
      PORT: String(port),
      ORGANIZATION: organization_id,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

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
