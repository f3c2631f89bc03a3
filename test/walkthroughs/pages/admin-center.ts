/** The administrator's admin center, by its visible labels. */
import type { Locator, Page } from 'playwright-core'
import { password } from '../tenant.ts'
import type { Walk } from '../walk.ts'

export interface AdminCenter {
  readonly page: Page
  link(name: string | RegExp): Locator
  button(name: string | RegExp): Locator
  /** A link of the navigation on the left. */
  navigation(name: string): Locator
  /** Waits for the notice that a change was made. */
  notice(text: string): Promise<void>
  /** Reads a value that stands beside its label. */
  read(label: string): Promise<string | null>
  heading(name: string | RegExp): Promise<void>
}

function adminCenter(page: Page): AdminCenter {
  return {
    page,
    link: (name) => page.getByRole('link', { name, exact: typeof name === 'string' }),
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    navigation: (name) =>
      page.getByRole('navigation', { name: 'Entra admin center' }).getByRole('link', { name, exact: true }),
    notice: (text) => page.getByRole('status').filter({ hasText: text }).waitFor(),
    read: (label) => page.locator('dt', { hasText: label }).locator('+ dd code').first().textContent(),
    heading: (name) => page.getByRole('heading', { name }).first().waitFor(),
  }
}

/** The admin center in the browser of the customer's administrator. */
export const administratorOf = async (walk: Walk): Promise<AdminCenter> =>
  adminCenter(await walk.page('the administrator'))

/** Opens the admin center and signs in. @param name the person's display name */
export async function openAdminCenter(walk: Walk, name: string): Promise<AdminCenter> {
  const page = await walk.page('the administrator')
  await page.goto(`${walk.sites.admin_center}/admin-center`)
  await page.getByRole('button', { name }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  const center = adminCenter(page)
  await center.heading('Contoso Ltd')
  return center
}

/** Follows the older way through the navigation, which most printed instructions have: Identity > Applications. */
export async function openByIdentity({ page }: AdminCenter, name: string): Promise<void> {
  await page.getByText('Identity', { exact: true }).click()
  await page.getByText('Applications', { exact: true }).first().click()
  await page.locator('details.inner').getByRole('link', { name }).click()
}

/** Adds a client secret. @returns its value, which is shown once */
export async function addClientSecret(
  center: AdminCenter,
  description: string,
  expires: string,
): Promise<string | null> {
  const { page, link, button } = center
  await link('Certificates & secrets').click()
  await link(/^Client secrets/).click()
  await link('New client secret').click()
  await page.getByLabel('Description').fill(description)
  await page.getByLabel('Expires').selectOption({ label: expires })
  await button('Add').click()
  await page.getByText('Copy the new client secret value now.').waitFor()
  return page.getByRole('row', { name: description }).locator('code').first().textContent()
}

/** Lets only the members of a group in. The page is one of the enterprise application. */
export async function assignOnly(center: AdminCenter, group: string): Promise<void> {
  const { page, link, button, notice } = center
  await link('Properties').click()
  await page.getByRole('group', { name: 'Assignment required?' }).getByLabel('Yes').check()
  await button('Save').click()
  await notice('Successfully updated the properties')
  await assign(center, group)
}

/** Assigns a group or a person. The page is one of the enterprise application. */
export async function assign(center: AdminCenter, name: string): Promise<void> {
  const { page, link, button } = center
  await link('Users and groups').click()
  await link('Add user/group').click()
  await page.getByRole('checkbox', { name: new RegExp(`^${name}`) }).check()
  await button('Assign').click()
  await page.getByRole('row', { name: new RegExp(`${name} .* Default Access`) }).waitFor()
}

/** Opens an enterprise application by its name. */
export async function openEnterpriseApp(center: AdminCenter, name: string): Promise<void> {
  await center.navigation('Enterprise apps').click()
  await center.page.getByRole('searchbox').fill(name)
  await center.button('Search').click()
  await center.link(name).click()
  await center.link('Users and groups').waitFor()
}
