/**
 * Logout on separate sites over https: two applications, the gateway and the Entra emulator, each with a session of its own.
 * After each walk the session at each place is looked at.
 */
import { lookup } from 'node:dns'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { Id } from '@gatehouse-sso/core/ids'
import { Gatehouse } from '@gatehouse-sso/sdk'
import { type Emulator, newSecretText, startEmulator } from 'entra-emulator'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { initializeInstallation, openGateway } from '../../packages/gateway/src/app.ts'
import { client_id, directory, tenant_id } from '../../packages/gateway/src/cli/demo/directory.ts'
import { freePort } from '../../packages/gateway/src/testing/free-port.ts'
import { makeCertificate } from './certificate.ts'
import { type Chromium, openChromium, picture, signInAtEmulator, temporaryFolder } from './chromium.ts'
import { type LogoutApplication, type Registration, startLogoutApplication } from './logout-application.ts'
import { startTlsFront } from './tls-front.ts'

const folder = temporaryFolder()
const password = 'Correct-Horse-1'
const trusted = getCACertificates('default')
const closing: (() => unknown)[] = []
const names = ['gateway', 'idp', 'planner', 'wiki'] as const
const sites = {} as Record<(typeof names)[number], string>
let chromium: Chromium
let context: BrowserContext
let page: Page
let client: Gatehouse
let emulator: Emulator
let connection_id: Id<'conn'>
let organization_id: Id<'org'>
let planner: LogoutApplication
let wiki: LogoutApplication

beforeAll(async () => {
  const certificate = makeCertificate(
    folder.path,
    names.map((name) => `${name}.test`),
  )
  setDefaultCACertificates([...trusted, certificate.ca])
  const registrations = new Map<string, Registration>()
  const gateway_port = await freePort()
  const application = async (name: 'planner' | 'wiki'): Promise<LogoutApplication> => {
    const started = await startLogoutApplication(
      name,
      () => sites[name],
      () => registrations.get(name) as Registration,
    )
    closing.push(started.close)
    const front = await startTlsFront(certificate, () => started.port)
    closing.push(front.close)
    sites[name] = `https://${name}.test:${front.port}`
    return started
  }
  planner = await application('planner')
  wiki = await application('wiki')
  const front = await startTlsFront(certificate, () => gateway_port)
  closing.push(front.close)
  sites.gateway = `https://gateway.test:${front.port}`
  const idp_port = await freePort()
  sites.idp = `https://idp.test:${idp_port}`

  const called = [sites.idp, sites.planner, sites.wiki].map((site) => new URL(site).host)
  const variables = {
    GATEHOUSE_PUBLIC_URL: sites.gateway,
    GATEHOUSE_LISTEN: `127.0.0.1:${gateway_port}`,
    GATEHOUSE_DATABASE_URL: `sqlite:${folder.path}/gatehouse.db`,
    GATEHOUSE_OUTBOUND_ALLOW: called.join(', '),
    GATEHOUSE_LOG_LEVEL: 'silent',
  }
  const { master_key, installation_key } = await initializeInstallation(variables)
  const resolve = ((hostname: string, options: object, callback: (...args: unknown[]) => void) =>
    hostname.endsWith('.test')
      ? callback(null, [{ address: '127.0.0.1', family: 4 }])
      : lookup(hostname, options, callback as never)) as typeof lookup
  const gateway = await openGateway({ ...variables, GATEHOUSE_MASTER_KEY: master_key ?? '' }, { resolve })
  await gateway.listen()
  closing.push(gateway.close)
  const base_url = `http://127.0.0.1:${gateway_port}`
  const installation = new Gatehouse({ base_url, api_key: installation_key })
  const environment = await installation.environments.create({ name: 'Production', slug: 'production', kind: 'live' })
  const { secret } = await installation.environments.createApiKey(environment.id, { name: 'Tests' })
  client = new Gatehouse({ base_url, api_key: secret })

  const client_secret = newSecretText()
  const organization = await client.organizations.create({ name: 'Acme' })
  organization_id = organization.id
  const connection = await client.connections.create({
    organization_id,
    type: 'entra_oidc',
    settings: { tenant_id, client_id, cloud: 'custom', authority_host: sites.idp },
  })
  connection_id = connection.id
  await client.credentials.create(connection_id, { type: 'client_secret', client_secret })
  await client.connections.activate(connection_id)
  emulator = await startEmulator({
    port: idp_port,
    public_url: sites.idp,
    tls: certificate,
    fixture: directory({
      client_secret,
      acme: [connection.redirect_uri, connection.logout.post_logout_redirect_uri],
      fabrikam: [],
      fabrikam_ends_at: Date.now(),
    }),
  })
  closing.push(emulator.close)
  await emulator.admin('PATCH', `/tenants/${tenant_id}/applications/${client_id}`, {
    web: {
      redirectUris: [connection.redirect_uri, connection.logout.post_logout_redirect_uri],
      logoutUrl: connection.logout.frontchannel_logout_uri,
    },
  })
  for (const name of ['planner', 'wiki'] as const) {
    const made = await client.applications.create({
      name,
      redirect_uris: [`${sites[name]}/callback`],
      post_logout_redirect_uris: [`${sites[name]}/`],
      backchannel_logout_uri: `${sites[name]}/backchannel-logout`,
      ...(name === 'wiki' ? { frontchannel_logout_uri: `${sites[name]}/frontchannel-logout` } : {}),
    })
    const { client_secret: value } = await client.applications.createSecret(made.id)
    const at = { issuer: sites.gateway, gateway: base_url, organization: organization_id }
    registrations.set(name, { ...at, client_id: made.id, client_secret: value })
  }
  const hosts = names.map((name) => new URL(sites[name]))
  chromium = await openChromium(Object.fromEntries(hosts.map(({ host, port }) => [host, `127.0.0.1:${port}`])))
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
  for (const { heard } of [planner, wiki]) heard.length = 0
})
afterEach(() => context.close())

/** The sessions that are open at each place. */
async function places() {
  const open = await client.sessions.listOfOrganization(organization_id, { state: 'open' }).toArray()
  const { value } = (await emulator.admin('GET', '/sessions')) as { value: { accounts: object[] }[] }
  const accounts = value.flatMap((browser) => browser.accounts)
  return {
    gateway: open.length,
    identity_provider: accounts.length,
    planner: planner.sessions().length,
    wiki: wiki.sessions().length,
  }
}
const everywhere = { gateway: 1, identity_provider: 1, planner: 1, wiki: 1 }
const nowhere = { gateway: 0, identity_provider: 0, planner: 0, wiki: 0 }

/** Ada signs in at one application; the other one asks nothing. @returns the `sid` of the session */
async function signInAtBoth(): Promise<string> {
  await page.goto(sites.planner)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await signInAtEmulator(page, { name: 'Ada Muster', password, elsewhere: 'h1:text("Hello Ada")' })
  await page.getByRole('heading', { name: 'Hello Ada Muster' }).waitFor()
  await page.goto(sites.wiki)
  await page.getByRole('link', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Hello Ada Muster' }).waitFor()
  expect(new URL(page.url()).origin).toBe(sites.wiki)
  expect(await places()).toEqual(everywhere)
  const [sid = ''] = planner.sessions()
  expect(wiki.sessions()).toEqual([sid])
  return sid
}

/** The next sign-in asks for an account or a password. */
async function isAskedAgain(): Promise<void> {
  await page.goto(`${sites.planner}/sign-in`)
  await page
    .getByRole('heading', { name: /Pick an account|Sign in|Enter password/ })
    .first()
    .waitFor()
  expect(new URL(page.url()).origin).toBe(sites.idp)
}

describe('a person who signs out', () => {
  it('of everything, by an application: frames, the identity provider, and back', async () => {
    await client.connections.update(connection_id, { policy: { upstream_logout: true } })
    const sid = await signInAtBoth()
    const problems: string[] = []
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
    await page.goto(sites.planner)
    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Signing out' }).waitFor()
    await picture(page, 'signing-out')
    // Five seconds for the frames, then the identity provider with its own frame, then back here and to the application.
    await page.getByRole('heading', { name: 'planner' }).waitFor({ timeout: 30_000 })
    expect(page.url()).toBe(`${sites.planner}/`)
    await expect
      .poll(() => [...planner.heard, ...wiki.heard].sort(), { timeout: 10_000 })
      .toEqual([`backchannel ${sid}`, `backchannel ${sid}`, `frontchannel ${sid}`])
    expect(await places()).toEqual(nowhere)
    expect(problems).toEqual([])
    await isAskedAgain()
  })

  it('of the applications alone stays signed in at the identity provider, and is asked again all the same', async () => {
    await client.connections.update(connection_id, { policy: { upstream_logout: false } })
    await emulator.admin('DELETE', '/sessions')
    const sid = await signInAtBoth()
    await page.goto(sites.planner)
    await page.getByRole('link', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'planner' }).waitFor({ timeout: 30_000 })
    await expect.poll(() => wiki.heard, { timeout: 10_000 }).toContain(`backchannel ${sid}`)
    expect(await places()).toEqual({ ...nowhere, identity_provider: 1 })
    await isAskedAgain()
  })

  it('at the identity provider is out everywhere, though it sends nothing but sid from a frame', async () => {
    await emulator.admin('DELETE', '/sessions')
    const sid = await signInAtBoth()
    await page.goto(`${sites.idp}/${tenant_id}/oauth2/v2.0/logout`)
    await page.getByRole('heading', { name: 'You signed out of your account' }).waitFor()
    await expect
      .poll(() => [...planner.heard, ...wiki.heard], { timeout: 10_000 })
      .toEqual([`backchannel ${sid}`, `backchannel ${sid}`])
    expect(await places()).toEqual(nowhere)
    const [session] = await client.sessions.listOfConnection(connection_id).toArray()
    expect(session?.ended_because).toBe('ended_by_identity_provider')
    await page.goto(sites.wiki)
    await page.getByRole('heading', { name: 'wiki' }).waitFor()
    await isAskedAgain()
  })

  it('loses every session when an administrator ends them', async () => {
    await emulator.admin('DELETE', '/sessions')
    await signInAtBoth()
    await client.sessions.endAllOfOrganization(organization_id)
    await expect.poll(async () => places(), { timeout: 10_000 }).toEqual({ ...nowhere, identity_provider: 1 })
  })
})
