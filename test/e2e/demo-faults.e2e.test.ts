/** The page of faults of the demonstration: one click, and what the person and the administrator then see. */
import { request } from 'node:http'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningDemo, startDemo } from '../../packages/gateway/src/cli/demo/demo.ts'
import { groups } from '../../packages/gateway/src/cli/demo/faults/scenarios.ts'
import { type Chromium, openChromium, picture, temporaryFolder } from './chromium.ts'

const folder = temporaryFolder()
let running: RunningDemo
let chromium: Chromium
let context: BrowserContext
let page: Page
const problems: string[] = []

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
  page.on('console', (message) => problems.push(message.text()))
})
afterEach(async () => {
  await context.close()
  expect(problems.splice(0)).toEqual([])
})

/** Words of both cards. */
interface Seen {
  readonly person: string
  readonly administrator: string | RegExp
}

const seen: Readonly<Record<string, Seen>> = {
  'expire-secret': {
    person: 'The client secret has expired',
    administrator: /New client secret.*failed: The client secret has expired/s,
  },
  'replace-secret': { person: 'The client secret is wrong', administrator: 'not the Secret ID' },
  'remove-assignment': { person: 'AADSTS50105', administrator: 'Assign the person or one of their groups' },
  'remove-roles': { person: 'Your role is member (before: admin)', administrator: 'so it is the default' },
  'require-consent': { person: 'AADSTS90094', administrator: 'Choose "Grant admin consent"' },
  'conditional-access': { person: 'Conditional Access blocked', administrator: 'AADSTS53003' },
  multifactor: { person: 'requires multifactor authentication', administrator: 'AADSTS50076' },
  'many-groups': { person: 'Your role is editor', administrator: /the group Engineering.*read from Microsoft Graph/s },
  'many-groups-unread': { person: 'Your role is editor', administrator: /kept.*Microsoft Graph answered 503/s },
  rename: { person: 'Hello, Grace Okafor Renamed', administrator: /the same as before.*the group Engineering/s },
  disable: { person: 'AADSTS50057', administrator: 'Account enabled' },
  'remove-email': { person: 'No email', administrator: 'missing: no email was sent' },
  'make-guest': { person: 'linus@partner.example', administrator: /the same as before.*unverified/s },
  'remove-redirect-uri': { person: 'AADSTS50011', administrator: 'Register the redirect URI' },
  'switch-off': { person: 'AADSTS7000112', administrator: 'Enabled for users to sign-in' },
  delete: { person: 'AADSTS700016', administrator: 'Compare client ID and tenant ID' },
  'rotate-key': { person: 'Hello, Ada Muster', administrator: 'Signed in' },
  'foreign-key': { person: 'signed with a key', administrator: 'token_key_unknown' },
  'alg-none': { person: 'not a signed token', administrator: 'token_malformed' },
  'wrong-nonce': { person: 'belongs to another sign-in', administrator: 'token_nonce_wrong' },
  expired: { person: 'has expired', administrator: '60 minutes before the clock of this gateway' },
  busy: { person: 'Entra is busy', administrator: 'AADSTS90033' },
  down: { person: 'Entra is busy', administrator: 'AADSTS90033' },
  silent: { person: 'cannot be reached', administrator: 'timeout' },
}

const scenarios = groups.flatMap((group) => group.scenarios)

async function provoke(title: string, on = page): Promise<void> {
  await on.goto(running.demo.faults_url)
  await on.getByRole('button', { name: title, exact: true }).click()
  await on.getByRole('heading', { name: title, level: 1 }).waitFor({ timeout: 30_000 })
}

const card = (name: RegExp, on = page) => on.getByRole('region', { name })

describe('the page of faults', () => {
  it('has a test of each fault', () => expect(Object.keys(seen)).toEqual(scenarios.map(({ name }) => name)))

  it.each(scenarios)('$name shows both what they see', { timeout: 60_000 }, async ({ name, title }) => {
    await provoke(title)
    const { person, administrator } = seen[name] ?? { person: '-', administrator: '-' }
    expect(await card(/^(?!The).* sees$/).innerText()).toContain(person)
    expect(await card(/^The administrator sees$/).innerText()).toMatch(administrator)
    const on = page.getByRole('listitem').filter({ hasText: title }).locator('.on')
    expect(await on.innerText()).toBe('On')
  })

  it('leads to the same in this browser, to the record and to the meaning of the code', async () => {
    await provoke('Expire the secret')
    await page.getByRole('link', { name: 'See it in this browser' }).click()
    await page.getByLabel('Password').fill('Correct-Horse-1')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('The client secret has expired.').waitFor()

    await page.goto(running.demo.faults_url)
    await page.getByRole('link', { name: 'What upstream_client_refused means' }).click()
    expect(new URL(page.url()).hash).toBe('#upstream_client_refused')
    await page.goBack()
    await page.getByText('Text to send to them').click()
    await page.getByText('AADSTS7000222').last().waitFor()
    await page.getByRole('link', { name: 'The record of this sign-in' }).click()
    expect(JSON.parse(await page.locator('pre').innerText())).toMatchObject({
      state: 'failed',
      error_code: 'upstream_client_refused',
      error: { upstream: { codes: ['AADSTS7000222'] } },
    })
    problems.length = 0 // the gateway's error page has status 400, which Chromium writes to its console
  })

  it('gives a command that explains Entra’s own page', async () => {
    await provoke('Remove the assignment')
    expect(
      await card(/administrator/)
        .locator('> .line')
        .innerText(),
    ).toMatch(/gatehouse connections explain conn_\w+ --text AADSTS50105$/)
  })

  it('goes back to normal', async () => {
    await provoke('Delete the application')
    await page.getByRole('button', { name: 'Back to normal' }).click()
    await page.getByRole('heading', { name: 'What goes wrong today?' }).waitFor()
    await page.getByRole('link', { name: 'Planner' }).click()
    await page.getByRole('link', { name: 'Sign in as Ada' }).click()
    await page.getByLabel('Password').waitFor()
    await page.goto(running.demo.app_url)
    await page.getByRole('link', { name: 'Faults' }).click()
    expect(page.url()).toBe(`${running.demo.faults_url}/`)
  })

  it.each([
    ['a small phone', { width: 320 }],
    ['a phone', { width: 390 }],
    ['a desk', { width: 1280 }],
    ['a phone in the dark', { width: 390, colorScheme: 'dark' as const }],
    ['a desk in the dark', { width: 1280, colorScheme: 'dark' as const }],
  ])('is readable on %s, without scripts', async (name, options) => {
    const other = await chromium.context({ ...options, scripts: false })
    const small = await other.newPage()
    const check = async (what: string): Promise<void> => {
      const [scrollWidth, clientWidth] = await small.evaluate(() => {
        const { documentElement: root } = document
        return [root.scrollWidth, root.clientWidth]
      })
      expect(scrollWidth, what).toBe(clientWidth)
      await picture(small, `faults-${what}-${name.replaceAll(' ', '-')}`)
    }
    await small.goto(running.demo.faults_url)
    await check('list')
    await provoke('Remove the redirect URI', small)
    await check('page')
    await provoke('Rename a person', small)
    await check('signed-in')
    await other.close()
  })
})

/** Sends a request with headers that a page of another site would send. @returns the status */
function statusOf(path: string, headers: Record<string, string>, form?: string): Promise<number | undefined> {
  const type = { 'content-type': 'application/x-www-form-urlencoded' }
  return new Promise((resolve, reject) => {
    const sent = request(
      `${running.demo.faults_url}${path}`,
      { method: form === undefined ? 'GET' : 'POST', headers: { ...type, ...headers } },
      (response) => resolve(response.resume().statusCode),
    )
    sent.on('error', reject)
    sent.end(form)
  })
}

describe('the server of the page', () => {
  const own = () => ({ origin: running.demo.faults_url })

  it.each([
    ['a form of another site', '/provoke', { origin: 'https://evil.example' }, 'name=rename', 403],
    ['a form without an origin', '/provoke', {}, 'name=rename', 403],
    ['a form of a page without an origin', '/normal', { origin: 'null' }, '', 403],
    ['a name of another host', '/', { host: 'evil.example' }, undefined, 403],
    ['a page that does not exist', '/nothing', {}, undefined, 404],
    ['a record with a strange id', '/records/..%2f..%2fusers', {}, undefined, 404],
  ] as const)('refuses %s', async (_, path, headers, form, status) => {
    expect(await statusOf(path, headers, form)).toBe(status)
  })

  it('refuses an unknown fault, and a form that is too long', async () => {
    expect(await statusOf('/provoke', own(), 'name=nothing')).toBe(404)
    expect(await statusOf('/provoke', own(), 'x'.repeat(5_000))).toBe(500)
  })

  it('may not be framed, and runs no script', async () => {
    const { headers } = await fetch(running.demo.faults_url)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })
})
