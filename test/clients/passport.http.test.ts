import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAs, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('passport', '/callback', { require_pkce: false })
})
afterAll(() => setting?.close())

it('O1 passport-openidconnect signs a person in when PKCE is not required', async () => {
  const { window, page } = await visit(`${setting.app_url}/sign-in`)
  const arrived = await signInAs(window, page)
  expect(arrived.url.href).toBe(`${setting.app_url}/`)
  expect(JSON.parse(arrived.html)).toMatchObject({
    id: expect.stringMatching(/^user_/),
    displayName: person.name,
    username: person.email,
    emails: [{ value: person.email }],
  })
})

it('O1 passport-openidconnect gets an error with the reason when PKCE is required', async () => {
  const { gatehouse, client_id, app_url } = setting
  await gatehouse.client.applications.update(client_id, { require_pkce: true })
  const { page } = await visit(`${app_url}/sign-in`)
  expect([page.url.origin, page.status]).toEqual([app_url, 400])
  expect(page.html).toContain('code_challenge')
})
