/** When the file of a page is loaded: before it is needed, so that no shape of a page comes first. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { watchedPage } from '../watched-page.ts'
import { world } from './canned/world.ts'
import { type DashboardServer, startDashboard } from './server.ts'

let dashboard: DashboardServer
let chromium: Chromium
let page: Page
/** The paths of all requests of the page, in their order. */
let begun: string[]

beforeAll(async () => {
  dashboard = await startDashboard(world())
  chromium = await openChromium()
})

afterAll(async () => {
  await chromium?.close()
  await dashboard?.close()
})

beforeEach(async () => {
  await page?.context().close()
  const watched = await watchedPage(await chromium.context({ width: 1280 }), dashboard.origin)
  page = watched.page
  begun = []
  page.on('request', (request) => begun.push(new URL(request.url()).pathname))
  await page.goto(`${dashboard.origin}/console/live/overview`)
  await watched.shown()
})

const first = (pattern: RegExp): number => begun.findIndex((path) => pattern.test(path))

describe('the file of a page', () => {
  it('is loaded while the session comes', () => {
    const session = first(/\/v1\/console$/)
    const file = first(/\/overview-page-.+\.js$/)
    const next = first(/\/v1\/connection_types$/) // the first request that needs the session
    expect([session, file, next].includes(-1)).toBe(false)
    expect(file).toBeLessThan(next)
  })

  it('is loaded when the pointer comes to its link', async () => {
    const file = /\/users-page-.+\.js$/
    expect(first(file)).toBe(-1)
    await page.getByRole('link', { name: 'Users' }).first().hover()
    await expect.poll(() => first(file)).toBeGreaterThan(-1)
    expect(page.url()).toMatch(/\/overview$/)
  })

  it.each(['css', 'js'])('that did not come (%s) is told about when the page is shown', async (extension) => {
    const file = new RegExp(`/sign-ins-page-.+\\.${extension}$`)
    await page.route(file, (route) => route.abort(), { times: 1 })
    const link = page.getByRole('link', { name: 'Sign-ins' }).first()
    const failed = page.waitForEvent('requestfailed')
    await link.hover()
    await failed
    await link.click()
    await page.getByRole('heading', { name: 'This page could not be loaded', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Load again' }).click()
    await page.getByRole('heading', { name: 'Sign-ins', level: 1 }).waitFor()
  })
})
