import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAs, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('fastify', '/callback')
})
afterAll(() => setting?.close())

it('O1 Fastify signs a person in and out, with openid-client', async () => {
  const { app_url, gatehouse } = setting
  const { window, page } = await visit(`${app_url}/sign-in`)
  const arrived = await signInAs(window, page)
  expect(arrived.url.href).toBe(`${app_url}/`)
  const [organization] = gatehouse.organizations
  const user = { sub: expect.stringMatching(/^user_/), name: person.name, email: person.email, role: 'member' }
  expect(JSON.parse(arrived.html)).toEqual({ ...user, org_id: organization?.id })
  const left = await window.open(`${app_url}/sign-out`)
  expect([left.url.href, left.html]).toEqual([`${app_url}/`, expect.stringContaining('Sign in')])
})

it('asks for a new sign-in when a callback is opened again, or without the cookie', async () => {
  const { page } = await visit(`${setting.app_url}/callback?code=x&state=x`)
  expect([page.status, page.html]).toEqual([400, expect.stringContaining('already used, or began in another browser')])
})
