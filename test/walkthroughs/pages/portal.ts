/** The setup portal, as the customer's administrator sees it. */
import type { Locator, Page } from 'playwright-core'
import type { Walk } from '../walk.ts'

export interface Portal {
  readonly page: Page
  button(name: string | RegExp): Locator
  field(name: string | RegExp): Locator
  heading(name: string | RegExp): Promise<void>
  /** Reads a value that the page offers to copy. @param action the line that says where it goes */
  copied(action: string): Promise<string | null>
  /** Presses the button, or follows the link, that leads to the next step. */
  goOn(name: string | RegExp): Promise<void>
}

function portalOf(page: Page): Portal {
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' })
  return {
    page,
    button,
    field: (name) => page.getByRole('textbox', { name }),
    heading: (name) => page.getByRole('heading', { level: 1, name }).waitFor(),
    copied: (action) => page.getByRole('listitem').filter({ hasText: action }).locator('code').textContent(),
    goOn: (name) => button(name).or(page.getByRole('link', { name })).last().click(),
  }
}

/** The portal in the browser of the customer's administrator. */
export const portalIn = async (walk: Walk): Promise<Portal> => portalOf(await walk.page('the portal'))

/** Opens the vendor's link, and starts the setup. */
export async function openPortal(walk: Walk, link: string): Promise<Portal> {
  const page = await walk.page('the portal')
  await page.goto(link)
  await page.getByRole('button', { name: 'Start setup' }).click()
  return portalOf(page)
}
