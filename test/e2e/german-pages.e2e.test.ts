/** P25: the pages that people see, in German and in Chromium: no overflow on a small phone, and no violation of axe. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../../packages/console/test/axe.ts'
import {
  addApplication,
  addConnection,
  authorizeAddress,
  backChannel,
  type Harness,
  startHarness,
  upstream_secret,
} from '../../packages/gateway/test/harness.ts'
import { type Chromium, openChromium, picture } from './chromium.ts'

let harness: Harness
let chromium: Chromium
let program: Harness
let several: `org_${string}`
let invitation: string
let consent: string
beforeAll(async () => {
  harness = await startHarness()
  chromium = await openChromium()
  const { client, organization_id } = harness
  several = (await client.organizations.create({ name: 'Mehrere Standorte GmbH' })).id
  for (const name of ['Berlin', 'Lissabon']) await addConnection({ ...harness, organization_id: several }, { name })
  const application = await addApplication(harness, {
    name: 'Bereitstellung',
    type: 'native',
    grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
  })
  program = { ...harness, application }
  const { client_id: application_id } = await addApplication(harness, {
    name: 'Planner',
    initiate_login_uri: 'https://app.example/login',
  })
  const invited = { organization_id, application_id, email: 'maximiliane.mustermann@acme.example', send_email: false }
  invitation = (await client.invitations.create(invited)).url
  const { id } = await client.connections.create({
    organization_id: several,
    type: 'entra_oidc',
    settings: { tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b', client_id: '36a0b1c2-d3e4-4f50-8617-28394a5b6c7d' },
  })
  await client.credentials.create(id, { type: 'client_secret', client_secret: upstream_secret })
  consent = (await client.connections.consent(id, {})).url
}, 60_000)
afterAll(async () => {
  await chromium.close()
  await harness.close()
})

/** Sends a request with the cookies of the page, and follows nothing. @returns where it leads */
async function leadsTo(page: Page, address: string): Promise<string> {
  const { location = '' } = (await page.context().request.get(address, { maxRedirects: 0 })).headers()
  return location
}

/** The way back from the identity provider, which answers with these parameters. */
async function wayBack(page: Page, address: string, change: Record<string, string> = {}): Promise<string> {
  return harness.provider.answer(await leadsTo(page, address), change).href
}

async function signIn(page: Page): Promise<void> {
  await leadsTo(page, await wayBack(page, authorizeAddress(harness)))
}

async function testLink(): Promise<string> {
  return (await harness.client.connections.test(harness.connection_id)).url
}

interface Shown {
  readonly name: string
  readonly heading: string
  readonly open: (page: Page) => Promise<unknown>
}

const pages: readonly Shown[] = [
  {
    name: 'email',
    heading: 'Bei Web anmelden',
    open: (page) =>
      page.goto(authorizeAddress(harness, { organization: undefined, login_hint: 'ada@unbekannt.example' })),
  },
  {
    name: 'choose',
    heading: 'Wie melden Sie sich an?',
    open: (page) => page.goto(authorizeAddress(harness, { organization: several })),
  },
  {
    name: 'refused',
    heading: 'Der Umleitungs-URI ist für diese Anwendung nicht registriert',
    open: (page) => page.goto(authorizeAddress(harness, { redirect_uri: 'https://app.example/anderswo' })),
  },
  {
    name: 'failed',
    heading: 'Das ID-Token stammt von einem anderen Aussteller',
    open: async (page) => {
      const token_claims = { iss: 'https://elsewhere.example/tenant/v2.0' }
      harness.provider.behaviour = { ...harness.provider.behaviour, token_claims }
      await page.goto(await wayBack(page, authorizeAddress(harness)))
      harness.provider.reset()
      for (const fold of await page.locator('summary').all()) await fold.click()
    },
  },
  { name: 'device', heading: 'Ein Gerät verbinden', open: (page) => page.goto(`${harness.url}/device`) },
  {
    name: 'device-question',
    heading: 'Auf einem anderen Gerät bei Bereitstellung anmelden?',
    open: async (page) => {
      const answer = await backChannel(program, 'device_authorization', { scope: 'openid' })
      const { user_code } = (await answer.json()) as { user_code: string }
      await page.goto(`${harness.url}/device?user_code=${user_code}`)
      await page.getByRole('button', { name: 'Weiter' }).click()
    },
  },
  { name: 'invitation', heading: 'Sie sind zu Planner eingeladen', open: (page) => page.goto(invitation) },
  {
    name: 'consent',
    heading: 'Zustimmung für Mehrere Standorte GmbH erteilen',
    open: (page) => page.goto(consent),
  },
  {
    name: 'test-passed',
    heading: 'Der Identitätsanbieter funktioniert',
    open: async (page) => page.goto(await wayBack(page, await testLink())),
  },
  {
    name: 'test-failed',
    heading: 'Die Anmeldung wurde beim Identitätsanbieter abgebrochen',
    open: async (page) => page.goto(await wayBack(page, await testLink(), { code: '', error: 'access_denied' })),
  },
  {
    name: 'sign-out',
    heading: 'Abmelden?',
    open: async (page) => {
      await signIn(page)
      await page.goto(`${harness.url}/oauth/logout`)
    },
  },
  {
    name: 'signed-out',
    heading: 'Sie sind abgemeldet',
    open: async (page) => {
      await signIn(page)
      await page.goto(`${harness.url}/oauth/logout`)
      await page.getByRole('button', { name: 'Abmelden' }).click()
    },
  },
]

describe.each([
  { name: 'on a small phone', options: { width: 320 } },
  { name: 'at a desk in the dark', options: { colorScheme: 'dark' as const } },
])('P25 a page in German $name', ({ name, options }) => {
  it.each(pages)('$name', async (shown) => {
    const context = await chromium.context(options)
    await context.setExtraHTTPHeaders({ 'accept-language': 'de-DE,de;q=0.9,en;q=0.5' })
    const page = await context.newPage()
    await shown.open(page)
    await page.getByRole('heading', { name: shown.heading }).waitFor({ timeout: 5_000 })
    const { scrollWidth, clientWidth, lang } = await page.evaluate(() => {
      const { scrollWidth, clientWidth, lang } = document.documentElement
      return { scrollWidth, clientWidth, lang }
    })
    expect([scrollWidth, lang]).toEqual([clientWidth, 'de'])
    expect(await axeViolations(page)).toEqual([])
    await picture(page, `german-${shown.name}-${name.replaceAll(' ', '-')}`)
    await context.close()
  })
})
