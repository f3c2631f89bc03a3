/** The examples explain a sign-in that fails, and print their usage without their settings. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Setting, signInAs, startExample, visit } from './application.ts'

describe.each([
  ['express', '/sign-in', {}],
  ['express-openid-connect', '/login', {}],
  ['fastify', '/sign-in', {}],
  ['passport', '/sign-in', { require_pkce: false }],
])('the example %s', (folder, signIn, registration) => {
  let setting: Setting
  beforeAll(async () => {
    setting = await startExample(folder, '/callback', registration)
  })
  afterAll(() => setting?.close())

  it('shows the reference and the code of a refused token request', async () => {
    const { client_id, gatehouse, app_url } = setting
    const { window, page } = await visit(`${app_url}${signIn}`)
    const { applications } = gatehouse.client
    const { secrets } = await applications.get(client_id)
    for (const { id } of secrets) await applications.revokeSecret(client_id, id)
    const refused = await signInAs(window, page)
    expect(refused.status).toBeGreaterThanOrEqual(400)
    expect(refused.html).toMatch(/Reference: signin_\w+/)
    expect(refused.html).toContain('client_authentication_failed')
  })
})

it('the example express asks for a new sign-in when a callback is opened again', async () => {
  const setting = await startExample('express', '/callback')
  try {
    const { window, page } = await visit(`${setting.app_url}/sign-in`)
    await signInAs(window, page)
    const again = await window.open(`${setting.app_url}/callback?code=used&state=used`)
    expect([again.status, again.html]).toEqual([400, expect.stringContaining('This sign-in was already used, or')])
  } finally {
    await setting.close()
  }
})

it.each([
  'auth-js/server',
  'express/server',
  'express/planner',
  'express-openid-connect/server',
  'fastify/server',
  'multi-tenant/server',
  'passport/server',
  'sdk-express/server',
  'single-page/server',
])('the example %s prints its usage in one line without an issuer', (name) => {
  const script = fileURLToPath(new URL(`../../examples/${name}.js`, import.meta.url))
  const { status, stderr } = spawnSync(process.execPath, ['--conditions=gatehouse-source', script], {
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
  })
  expect([status, stderr]).toEqual([2, expect.stringMatching(/^usage: .*\n$/)])
})
