import { type Browser, openBrowser, signIn, type View } from './browser.ts'

/** An administrator, or somebody who is none, in the admin center. */
export interface Desk {
  readonly browser: Browser
  /** Opens a page below /admin-center. */
  readonly at: (path: string) => Promise<View>
  /** Opens a page, and presses a button on it after changing these fields. */
  readonly fill: (path: string, button: string, fields?: Readonly<Record<string, string | undefined>>) => Promise<View>
}

/** Signs in at the admin center. */
export async function openDesk(
  url: string,
  person: { readonly name: string; readonly password: string },
): Promise<Desk> {
  const browser = openBrowser(url)
  const view = await signIn(browser, `${url}/admin-center`, person.name, person.password)
  if (!view.url.pathname.startsWith('/admin-center')) throw new Error(`the sign-in ended at ${view.url.href}`)
  const at = (path: string): Promise<View> => browser.open(`${url}/admin-center${path}`)
  return { browser, at, fill: async (path, button, fields) => browser.fill(await at(path), button, fields) }
}

/** The value that a page shows behind a label: `Application (client) ID`. */
export function factOn(view: View, label: string): string {
  const [, rest = ''] = view.text.split(`<dt>${label}</dt><dd>`)
  return /^(?:<[^>]*>)*([^<]*)/.exec(rest)?.[1]?.trim() ?? ''
}

/** Registers an application with the form, and returns its client ID. */
export async function registered(desk: Desk, fields: Readonly<Record<string, string | undefined>>): Promise<string> {
  const view = await desk.fill('/app-registrations/new', 'Register', fields)
  return factOn(view, 'Application (client) ID')
}

/** The new secret on the page after "Add", which shows it once. */
export function secretOn(view: View): { readonly value: string; readonly key_id: string } {
  const value = /data-copy="([^"]*)" aria-label="Copy Value"/.exec(view.text)?.[1] ?? ''
  const key_id = /data-copy="([^"]*)" aria-label="Copy Secret ID"/.exec(view.text)?.[1] ?? ''
  return { value, key_id }
}
