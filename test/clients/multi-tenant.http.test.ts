import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, type Setting, signInAtProvider, startExample, visit } from './application.ts'

let setting: Setting
beforeAll(async () => {
  setting = await startExample('multi-tenant', '/callback')
})
afterAll(() => setting?.close())

it('leads a person from the email to the identity provider, without another question, and to the own tenant', async () => {
  const { app_url, gatehouse } = setting
  const [organization] = gatehouse.organizations
  await gatehouse.client.organizations.update(organization?.id ?? '', { external_id: 'tenant-7' })
  const { window, page } = await visit(`${app_url}/`)
  const asked = await window.submit(page, 'email', { email: person.email })
  expect(asked.url.pathname).toContain('/oauth2/v2.0/authorize')
  const arrived = await signInAtProvider(window, asked)
  expect(JSON.parse(arrived.html)).toMatchObject({
    ...{ email: person.email, organization_id: organization?.id, organization: 'Acme', tenant: 'tenant-7' },
  })
})

it.each(['ada@nowhere.example', 'no address'])('leads %s to the own sign-in', async (email) => {
  const { window, page } = await visit(`${setting.app_url}/`)
  const asked = await window.submit(page, 'email', { email })
  expect([asked.status, asked.html]).toEqual([200, expect.stringContaining('your own sign-in stands here')])
})
