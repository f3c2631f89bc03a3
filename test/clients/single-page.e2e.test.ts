import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../e2e/chromium.ts'
import { person, type Setting, startExample } from './application.ts'

let setting: Setting
let chromium: Chromium
beforeAll(async () => {
  setting = await startExample('single-page', '/', { token_endpoint_auth_methods: ['none'] })
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await setting?.close()
})

async function shown(page: Page, text: string): Promise<Record<string, unknown>> {
  await page.locator('#profile', { hasText: text }).waitFor()
  return JSON.parse(await page.locator('#profile').innerText())
}

it('O1 oidc-client-ts signs a person in, renews the tokens and signs out, all in the page', async () => {
  const context = await chromium.context()
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  const called: string[] = []
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    if (request.resourceType() === 'fetch' && origin === setting.gatehouse.url) {
      called.push(`${request.method()} ${pathname}`)
    }
  })

  await page.goto(setting.app_url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByLabel('Work email').fill(person.email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Accept' }).click()

  expect(await shown(page, person.email)).toMatchObject({
    name: person.name,
    org_id: setting.gatehouse.organizations[0]?.id,
    role: 'member',
    signed_in: true,
  })
  const renewed = page.waitForResponse((response) => response.url().endsWith('/oauth/token'))
  await page.getByRole('button', { name: 'Renew' }).click()
  expect((await renewed).status()).toBe(200)
  expect(await shown(page, person.email)).toMatchObject({ signed_in: true })

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('#profile', { hasText: 'signed out' }).waitFor()
  expect(page.url()).toBe(`${setting.app_url}/`)
  const calls = [
    'GET /.well-known/openid-configuration',
    'POST /oauth/token',
    'GET /oauth/userinfo',
    'POST /oauth/revoke',
  ]
  expect([...new Set(called)].sort()).toEqual(calls.sort())
  expect(problems).toEqual([])
  await context.close()
})

it('O1 oidc-client-ts gets no answer on a page whose origin is not registered', async () => {
  const { gatehouse, client_id, app_url } = setting
  const context = await chromium.context()
  const page = await context.newPage()
  await page.goto(app_url.replace('localhost', '127.0.0.1'))
  const read = await page.evaluate(
    async ({ issuer, client_id }) => {
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id })
      const answer = (address: string, init: RequestInit) =>
        fetch(address, init).then(
          ({ status }) => status,
          () => 'unreadable',
        )
      const headers = { authorization: 'Bearer x' }
      return [
        await answer(`${issuer}/oauth/token`, { method: 'POST', body }),
        await answer(`${issuer}/oauth/userinfo`, { headers }),
      ]
    },
    { issuer: gatehouse.url, client_id },
  )
  expect(read).toEqual(['unreadable', 'unreadable'])
  await context.close()
})
