import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAs, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('auth-js', '/auth/callback/gatehouse')
})
afterAll(() => setting?.close())

it('O1 @auth/express signs a person in, with PKCE, state and nonce', async () => {
  const { window, page } = await visit(`${setting.app_url}/auth/signin`)
  const asked = await window.submit(page, 'csrfToken', {})
  expect(asked.url.origin).toBe(setting.gatehouse.url)
  const arrived = await signInAs(window, asked)
  expect(arrived.url.href).toBe(`${setting.app_url}/`)
  expect(JSON.parse(arrived.html)).toMatchObject({
    sub: expect.stringMatching(/^user_/),
    name: person.name,
    email: person.email,
    org_id: setting.gatehouse.organizations[0]?.id,
    role: 'member',
  })
})
