/** 181 Texts of customers and of identity providers never become markup, on whatever page they stand. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { watchedPage } from '../watched-page.ts'
import { now } from './canned/ids.ts'
import { type World, world } from './canned/world.ts'
import { scenes } from './scenes.ts'
import { type DashboardServer, startDashboard } from './server.ts'

const markup = `"'><img src=x onerror=alert(1)><script>alert(2)</script>`

/** The members that people outside of the vendor write, or that repeat what they wrote. */
const written = /^(?:name|given_name|family_name|connection_name|organization_name|preferred_username|title)$/

function hostile<T>(value: T, key = ''): T {
  // A connection's `claims` are names of claims, and the contract accepts no other characters in them.
  if (key === 'claims') return value
  if (typeof value === 'string') return (written.test(key) ? markup : value) as T
  if (Array.isArray(value)) return value.map((one) => hostile(one, key)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, hostile(one, name)])) as T
}

let dashboard: DashboardServer
let chromium: Chromium
beforeAll(async () => {
  dashboard = await startDashboard(world())
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await dashboard?.close()
})

/** One scene of each address. */
const paths = [...new Map(scenes.map((scene) => [scene.path, scene])).values()]

it('stay texts on every page of the dashboard', async () => {
  const context = await chromium.context({ width: 1280 })
  const watched = await watchedPage(context, dashboard.origin)
  const { page, faults } = watched
  await page.clock.setFixedTime(now)
  let shown = 0
  for (const { path, state } of paths) {
    const { session, branding, ...rest } = state()
    dashboard.world = { ...hostile(rest), session, branding } as World
    await page.goto(`${dashboard.origin}${path}`)
    await watched.shown()
    await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 15_000 }).toBe(0)
    expect(dashboard.requests.filter((request) => request.startsWith('FAILED'))).toEqual([])
    expect([path, await page.locator('img[src="x"], script:not([src])').count()]).toEqual([path, 0])
    shown += (await page.locator('body').innerText()).split('<img src=x onerror=alert(1)>').length - 1
  }
  expect(shown).toBeGreaterThan(100)
  expect(await faults()).toEqual([])
  await context.close()
}, 120_000)
