import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAtProvider, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('sdk-express', '/callback')
})
afterAll(() => setting?.close())

it('S1 the example signs a person in and out by the SDK', async () => {
  const { app_url, gatehouse } = setting
  const { window, page } = await visit(`${app_url}/`)
  const asked = await window.open(`${app_url}/sign-in?email=${person.email}`)
  expect([page.status, asked.url.pathname]).toEqual([200, expect.stringContaining('/oauth2/v2.0/authorize')])
  const arrived = await signInAtProvider(window, asked)
  expect(arrived.url.href).toBe(`${app_url}/`)
  const [organization] = gatehouse.organizations
  const { name, email } = person
  const user = { id: expect.stringMatching(/^user_/), organization_id: organization?.id, name, email, role: 'member' }
  expect(JSON.parse(arrived.html)).toEqual(user)
  const left = await window.open(`${app_url}/sign-out`)
  expect([left.url.href, left.html]).toEqual([`${app_url}/`, expect.stringContaining('Sign in')])
})

it('says in another browser what to do', async () => {
  const { window, page } = await visit(`${setting.app_url}/callback?code=x&state=x`)
  expect([page.status, page.html]).toEqual([400, expect.stringMatching(/SameSite=Lax[\s\S]*sealed_state_missing/)])
  const asked = await window.open(`${setting.app_url}/sign-in?email=ada@nowhere.example`)
  const again = await window.open(`${setting.app_url}/callback?code=x&state=x`)
  expect([asked.url.origin, again.html]).toEqual([setting.gatehouse.url, expect.stringContaining('state_mismatch')])
})

it('shows the reference and the code of a refused token request', async () => {
  const { client_id, gatehouse, app_url } = setting
  const { window, page } = await visit(`${app_url}/sign-in?email=`)
  expect(page.html).toContain('Give exactly one of')
  const asked = await window.open(`${app_url}/sign-in?email=${person.email}`)
  const { secrets } = await gatehouse.client.applications.get(client_id)
  for (const { id } of secrets) await gatehouse.client.applications.revokeSecret(client_id, id)
  const refused = await signInAtProvider(window, asked)
  expect(refused.html).toMatch(/Reference: signin_\w+[\s\S]*client_refused/)
})
