/** An administrator at work in the portal and in the admin center: what is done, counted, and what the pages say of it. */
import type { BrowserContext, Locator, Page } from 'playwright-core'

/**
 * The work of a person, counted. A click takes four seconds with the search for the target, a paste five with the change
 * of windows, and a new page twelve to be read (the keystroke-level model, with generous times).
 */
export class Person {
  clicks = 0
  pasted = 0
  typed = 0
  read = 0

  async click(target: Locator): Promise<void> {
    this.clicks += 1
    await target.click()
  }

  /** Pastes a value that a page offers to copy. */
  async paste(target: Locator, value: string): Promise<void> {
    this.pasted += 1
    await target.fill(value)
    await target.blur()
  }

  /** Types what nobody can copy: a password. */
  async type(target: Locator, value: string): Promise<void> {
    this.typed += 1
    await target.fill(value)
  }

  async reads(page: Page, heading: string | RegExp): Promise<void> {
    this.read += 1
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }

  get minutes(): number {
    return (this.clicks * 4 + this.pasted * 5 + this.typed * 8 + this.read * 12) / 60
  }
}

/** The value of a copy box of the portal, by its place or by its label. */
export async function copied(portal: Page, which: number | string): Promise<string> {
  const box =
    typeof which === 'number'
      ? portal.getByRole('button', { name: /^Copy/ }).nth(which)
      : portal.getByRole('button', { name: `Copy: ${which}`, exact: true })
  await box.click()
  return portal.evaluate(() => navigator.clipboard.readText())
}

/** A value on a page of the admin center. */
export async function fact(center: Page, label: string): Promise<string> {
  return (await center.locator('dt', { hasText: label }).locator('+ dd code').first().textContent()) ?? ''
}

/** Everything that a page complains about: errors, violations of its policy, failed requests. */
export function watched(context: BrowserContext): string[] {
  const problems: string[] = []
  context.on('page', (page) => {
    page.on(
      'console',
      (message) =>
        ['error', 'warning'].includes(message.type()) && problems.push(`${message.text()} ${message.location().url}`),
    )
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => {
      const { hostname } = new URL(request.url())
      if (!hostname.endsWith('.test')) problems.push(request.url())
    })
  })
  return problems
}
