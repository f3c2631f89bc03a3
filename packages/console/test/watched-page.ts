/** A page whose faults are noted: errors, violations of the policy, and requests to another origin. */
import { setTimeout } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'

export interface WatchedPage {
  readonly page: Page
  /** Waits until the page shows its title. A locator of Playwright looks again only after up to half a second. */
  shown(): Promise<void>
  /** Waits until every request has been answered, and none has followed for a moment. */
  settled(): Promise<void>
  /** A line for each fault so far. */
  faults(): Promise<string[]>
}

/** A page asks for more within this time of an answer, or not at all. `networkidle` of Playwright waits for 500 ms. */
const quietMs = 100

export async function watchedPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const faults: string[] = []
  let begun = 0
  let ended = 0
  await page.addInitScript(() => {
    const noted: string[] = []
    Object.assign(globalThis, { noted })
    document.addEventListener('securitypolicyviolation', (event) => {
      noted.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`)
    })
  })
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`))
  page.on('console', (message) => {
    // A failed request is a part of some cases, and those name it.
    if (message.type() === 'error' && !/status of (?:401|409|422|500)/.test(message.text())) {
      faults.push(`console: ${message.text()}`)
    }
  })
  page.on('requestfinished', () => {
    ended += 1
  })
  page.on('requestfailed', () => {
    ended += 1
  })
  page.on('request', (request) => {
    begun += 1
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:') && url !== 'about:blank') faults.push(`request: ${url}`)
  })
  return {
    page,
    async shown() {
      await page.waitForFunction(() => document.querySelector('h1')?.checkVisibility() === true, null, {
        polling: 'raf',
      })
    },
    async settled() {
      for (let before = -1; before !== ended || ended !== begun; ) {
        before = ended
        await setTimeout(quietMs)
      }
    },
    faults: async () => [...faults, ...((await page.evaluate('globalThis.noted')) as string[])],
  }
}
