/** Runs the system's Chromium, one for a test file, with a context for each test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const switches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The folder of screenshots. People look at them; no test compares them. Not committed. */
const pictures = fileURLToPath(new URL('../../.test-artifacts/', import.meta.url))

export interface Chromium {
  /** A new browser without cookies and storage. */
  context(options?: {
    colorScheme?: 'light' | 'dark'
    width?: number
    scripts?: boolean
    /** The language that the browser prefers: `de-DE` */
    locale?: string
  }): Promise<BrowserContext>
  close(): Promise<void>
}

/** @param hosts host names that resolve to addresses of this machine: `gateway.test:8443` → `127.0.0.1:41234` */
export async function openChromium(hosts: Readonly<Record<string, string>> = {}): Promise<Chromium> {
  const rules = Object.entries(hosts).map(([host, address]) => `MAP ${host} ${address}`)
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [...switches, ...(rules.length > 0 ? [`--host-resolver-rules=${rules.join(', ')}`] : [])],
  })
  return {
    context: ({ colorScheme = 'light', width = 1024, scripts = true, locale } = {}) =>
      browser.newContext({
        ignoreHTTPSErrors: rules.length > 0, // the run makes its own certificate, which Chromium does not trust
        colorScheme,
        javaScriptEnabled: scripts,
        ...(locale === undefined ? {} : { locale }),
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport: { width, height: 800 },
      }),
    close: () => browser.close(),
  }
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** Keeps figures of a run beside the screenshots. */
export function note(name: string, figures: object): void {
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, `${name}.json`), `${JSON.stringify(figures)}\n`)
}

/** A folder that is deleted after the test. */
export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'gatehouse-e2e-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Reads the table of claims that the sample application shows. */
export async function shownProfile(page: Page): Promise<Record<string, string>> {
  const rows = await page.locator('table tr').all()
  const entries = await Promise.all(
    rows.map(async (row) => [await row.locator('th').innerText(), await row.locator('td').innerText()] as const),
  )
  return Object.fromEntries(entries)
}

/**
 * Chooses a person on the emulator's page, enters the password, and consents if asked.
 * @param person `elsewhere` selects an element of the page after the sign-in
 */
export async function signInAtEmulator(
  page: Page,
  person: { name: string; password: string; elsewhere?: string },
): Promise<void> {
  await page.getByRole('button', { name: person.name }).click()
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const accept = page.getByRole('button', { name: 'Accept' })
  const elsewhere = page.locator(person.elsewhere ?? 'table, .state')
  await accept.or(elsewhere).first().waitFor()
  if (await accept.isVisible()) await accept.click()
}
