/** The vendor's console, by its visible labels. */
import type { Locator, Page } from 'playwright-core'
import type { Walk } from '../walk.ts'

export interface Console {
  readonly page: Page
  link(name: string | RegExp): Locator
  button(name: string | RegExp): Locator
  /** A link of the navigation on the left. */
  navigation(name: string): Locator
  dialog(): Locator
  heading(name: string | RegExp): Promise<void>
  /** Reads a value that the page offers to copy. @param label its name */
  copied(label: string): Promise<string | null>
}

function consoleOf(page: Page): Console {
  return {
    page,
    link: (name) => page.getByRole('link', { name, exact: typeof name === 'string' }),
    // A button that cannot be pressed has the reason in its name, so it is another one.
    button: (name) => page.getByRole('button', { name, exact: typeof name === 'string' }),
    navigation: (name) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }),
    dialog: () => page.getByRole('dialog'),
    heading: (name) => page.getByRole('heading', { level: 1, name }).waitFor(),
    copied: (label) =>
      page
        .getByRole('button', { name: `Copy: ${label}` })
        .locator('xpath=preceding-sibling::*')
        .first()
        .textContent(),
  }
}

/** The console in the browser of the vendor. */
export const vendorOf = async (walk: Walk): Promise<Console> => consoleOf(await walk.page('the vendor'))

/** Opens the console by the owner's link. */
export async function openConsole(walk: Walk): Promise<Console> {
  const page = await walk.page('the vendor')
  await page.goto(walk.owner_link)
  await page.getByRole('button', { name: 'Open the console' }).click()
  const console = consoleOf(page)
  await console.heading('Overview')
  return console
}

/** Adds a path at which responses of identity providers arrive. @param either_slash also with a slash at the end */
export async function addCallbackAlias(console: Console, path: string, either_slash: boolean): Promise<void> {
  const { page, button } = console
  await console.navigation('Settings').click()
  await console.heading('Settings')
  await button('Add a path').click()
  const row = page.getByRole('textbox', { name: 'Path' }).last()
  await row.fill(path)
  if (either_slash) await page.getByRole('checkbox', { name: 'With or without a slash at the end' }).last().check()
  await button('Save').click()
  await button('Save').waitFor({ state: 'detached' })
}

/** Creates an environment, and goes to it. */
export async function createEnvironment(console: Console, name: string, kind: 'Test' | 'Live'): Promise<void> {
  const { button, dialog } = console
  await console.navigation('Settings').click()
  await button('Create an environment').click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByLabel('Kind').selectOption({ label: kind })
  await dialog().getByRole('button', { name: 'Create the environment' }).click()
  await dialog().waitFor({ state: 'detached' })
}

/** Closes the dialog that shows a secret once. The dialog before it may still be closing. */
async function storeSecret({ page }: Console, title: string): Promise<void> {
  const shown = page.getByRole('dialog', { name: title })
  await shown.getByRole('checkbox', { name: 'I have stored it' }).check()
  await shown.getByRole('button', { name: 'Close' }).click()
}

/** Creates an API key with all scopes. @returns the key, which is shown once */
export async function createApiKey(console: Console, name: string): Promise<string | null> {
  const { link, button, dialog, copied } = console
  await console.navigation('Settings').click()
  await link('API keys').click()
  await button('Create an API key').click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByRole('button', { name: 'Choose all' }).click()
  await dialog().getByRole('button', { name: 'Create the key' }).click()
  const key = await copied('API key')
  await storeSecret(console, 'The new key')
  return key
}

/**
 * Opens the form for the values of a customer's identity provider.
 * @param name of the connection, where the customer has several
 */
export async function openConfigure(
  console: Console,
  organization: string,
  connection: string,
  name?: string,
): Promise<void> {
  const { page, link, heading } = console
  await console.navigation('Organizations').click()
  await link(organization).click()
  await link('Connection').first().click()
  if (name !== undefined) {
    await page.getByRole('navigation', { name: 'Connections' }).getByRole('link', { name, exact: true }).click()
  }
  await link(/^Enter the values/).click()
  await heading('Configure single sign-on')
  await console.page.getByText(connection).first().waitFor()
}

/** Switches the connection of the page on. */
export async function activate(console: Console): Promise<void> {
  const { button, page } = console
  await button('Activate').first().click()
  await page.getByText('Active', { exact: true }).first().waitFor()
}

/** Creates an application that runs on a server. @returns its client id and its secret, which is shown once */
export async function createApplication(
  console: Console,
  name: string,
  redirect_uri: string,
): Promise<{ readonly client_id: string | null; readonly client_secret: string | null }> {
  const { button, dialog, heading, copied } = console
  await console.navigation('Applications').click()
  await button('Create an application').first().click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByLabel('Redirect URI').fill(redirect_uri)
  await dialog().getByRole('button', { name: 'Create the application' }).click()
  await heading(name)
  const client_id = await copied('Client id')
  await button('Create a secret').click()
  const client_secret = await copied('Client secret')
  await storeSecret(console, 'The new secret')
  return { client_id, client_secret }
}

/** Creates a role of the vendor's product. */
export async function createRole(console: Console, name: string): Promise<void> {
  const { button, link, dialog } = console
  await console.navigation('Settings').click()
  await link('Roles').click()
  await button('Create a role').first().click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByRole('button', { name: 'Create the role' }).click()
  await dialog().waitFor({ state: 'detached' })
}

/** Creates an organization, and goes to its page. @returns its id */
export async function createOrganization(console: Console, name: string): Promise<string | null> {
  const { page, button, dialog, heading } = console
  await console.navigation('Organizations').click()
  await button('Create organization').first().click()
  await dialog().getByLabel('Name', { exact: true }).fill(name)
  await dialog().getByRole('button', { name: 'Create organization' }).click()
  await heading(name)
  return /org_\w{26}/.exec(page.url())?.[0] ?? null
}
