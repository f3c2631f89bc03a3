/** The end of every setup test: a person of the organization signs in by the connection that was just turned on. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ThreeSites } from './three-sites.ts'

/**
 * Lena signs in at the emulator, and the application gets a code.
 * @returns the e-mail addresses of the people whom the organization has afterwards
 */
export async function firstSignIn(
  { sites, client, chromium, application_id }: ThreeSites,
  organization_id: Id<'org'>,
  password: string,
): Promise<(string | null)[]> {
  const context = await chromium.context()
  const page = await context.newPage()
  const parameters = {
    client_id: application_id,
    redirect_uri: `${sites.app}/posted`,
    response_type: 'code',
    scope: 'openid profile email',
    state: 'state',
    code_challenge: 'a'.repeat(43),
    code_challenge_method: 'S256',
    organization: organization_id,
  }
  await page.goto(`${sites.gateway}/oauth/authorize?${new URLSearchParams(parameters)}`)
  await page.getByRole('button', { name: 'Lena Fischer' }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/posted\?code=/)
  const { data } = await client.users.list({ organization_id })
  await context.close()
  return data.map(({ email }) => email)
}
