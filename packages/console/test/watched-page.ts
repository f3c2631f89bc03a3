/** A page whose faults are noted: errors, violations of the policy, and requests to another origin. */
import type { BrowserContext, Page } from 'playwright-core'

export interface WatchedPage {
  readonly page: Page
  /** A line for each fault so far. */
  faults(): Promise<string[]>
}

export async function watchedPage(context: BrowserContext, origin: string): Promise<WatchedPage> {
  const page = await context.newPage()
  const faults: string[] = []
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
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(origin) && !url.startsWith('data:') && url !== 'about:blank') faults.push(`request: ${url}`)
  })
  return {
    page,
    faults: async () => [...faults, ...((await page.evaluate('globalThis.noted')) as string[])],
  }
}
