/** The pages before the portal in Chromium: readable for everybody, on a phone, in both languages and schemes. */
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeViolations } from '../../../../console/test/axe.ts'
import { watchedPage } from '../../../../console/test/watched-page.ts'
import { type Harness, reach, startHarness } from '../../../test/harness.ts'

const hostile = '"><img src=x onerror=alert(1)>'

let harness: Harness
let browser: Browser
let pages: Readonly<Record<string, string>>
beforeAll(async () => {
  harness = await startHarness()
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  const { client, organization_id } = harness
  await client.branding.update({ name: `Acme ${hostile}`, support_email: 'sso@acmeplanner.example', accent: '#7c2d12' })
  const { id } = await client.organizations.create({ name: `Bundesanstalt für Wasserbau ${hostile}` })
  const link = await client.setupLinks.create({ organization_id: id })
  const revoked = await client.setupLinks.create({ organization_id: id })
  await client.setupLinks.revoke(revoked.id)
  const managing = await client.setupLinks.create({
    organization_id,
    intents: ['manage'],
    admin_emails: ['ada@acme.example'],
  })
  pages = {
    landing: reach(harness, link.url),
    revoked: reach(harness, revoked.url),
    invalid: `${harness.url}/setup/${'0'.repeat(69)}`,
    management: reach(harness, managing.url),
    return: `${harness.url}/setup/return/${managing.id.slice('setup_'.length)}`,
  }
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await harness?.close()
})

const cases = ['landing', 'revoked', 'invalid', 'management', 'return'].flatMap((name) =>
  ['en', 'de'].flatMap((language) =>
    ['light', 'dark'].map((scheme) => ({ name, language, scheme: scheme as 'light' | 'dark' })),
  ),
)

describe('the page', () => {
  it.each(cases)('$name in $language, $scheme, breaks no rule and runs nothing', async ({ name, language, scheme }) => {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 320, height: 700 } })
    const { page, faults } = await watchedPage(context, harness.url)
    page.on('dialog', (dialog) => expect.fail(`a script ran: ${dialog.message()}`))
    await page.goto(`${pages[name]}?language=${language}`)
    expect(await page.getAttribute('html', 'lang')).toBe(language)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    expect(await axeViolations(page)).toEqual([])
    // A page that says that a link is over answers 4xx, which the console of the browser notes.
    expect((await faults()).filter((fault) => !/status of (?:404|410)/.test(fault))).toEqual([])
    await context.close()
  })

  it('landing starts by the keyboard alone', async () => {
    const page = await browser.newPage()
    await page.goto(String(pages.landing))
    const button = page.getByRole('button', { name: 'Start setup' })
    for (
      let presses = 0;
      presses < 10 && !(await button.evaluate((element) => element === document.activeElement));
      presses += 1
    ) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/setup(?:\/\w+)*$/)
    await page.close()
  })

  it('landing is not shown in a frame of another page', async () => {
    const page = await browser.newPage()
    const refused = page.waitForEvent('console', (message) => /frame-ancestors|X-Frame-Options/i.test(message.text()))
    await page.setContent(`<iframe src="${pages.landing}"></iframe>`)
    await refused
    await page.close()
  })
})
