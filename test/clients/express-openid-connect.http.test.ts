import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAs, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('express-openid-connect', '/callback')
})
afterAll(() => setting?.close())

it('O1 express-openid-connect signs a person in and out, and reads userinfo', async () => {
  const { app_url, gatehouse, client_id } = setting
  const { window, page } = await visit(`${app_url}/login`)
  const arrived = await signInAs(window, page)
  expect(arrived.url.href).toBe(`${app_url}/`)
  const claims = JSON.parse(arrived.html)
  expect(claims).toMatchObject({ iss: gatehouse.url, aud: client_id, name: person.name, email: person.email })
  const userinfo = await window.open(`${app_url}/userinfo`)
  expect(JSON.parse(userinfo.html)).toMatchObject({ sub: claims.sub, role: 'member' })

  const out = await window.open(`${app_url}/logout`)
  expect([out.url.origin, out.html]).toEqual([app_url, expect.stringContaining('Sign in')])
  const sessions = await gatehouse.client.sessions.list(claims.sub).toArray()
  expect(sessions.map(({ id, ended_because }) => [id, ended_because])).toEqual([[claims.sid, 'signed_out']])
})
