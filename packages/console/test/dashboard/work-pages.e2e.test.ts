/**
 * The pages of every day and the settings, from the built files and with the real policy: no violation of WCAG 2.2 AA in
 * light and dark, none of the policy, and no sideways scrolling on a narrow phone.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { axeViolations } from '../axe.ts'
import { type WatchedPage, watchedPage } from '../watched-page.ts'
import { now } from './canned/ids.ts'
import { world } from './canned/world.ts'
import type { DashboardScene } from './scenes.ts'
import { type DashboardServer, startDashboard } from './server.ts'
import { workScenes } from './work-scenes.ts'

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

async function open({ path, state, act }: DashboardScene, width = 1280): Promise<WatchedPage> {
  dashboard.world = state()
  const context = await chromium.context({ width })
  const watched = await watchedPage(context, dashboard.origin)
  await watched.page.clock.setFixedTime(now)
  await watched.page.emulateMedia({ reducedMotion: 'reduce' }) // axe must not measure a color on its way
  await watched.page.goto(`${dashboard.origin}${path}`)
  await watched.page.locator('h1').first().waitFor()
  await watched.page.waitForLoadState('networkidle')
  await act?.(watched.page)
  return watched
}

const failedRequests = (): string[] => dashboard.requests.filter((request) => request.startsWith('FAILED'))

describe('a page of the dashboard', () => {
  it.each(workScenes)('is accessible in light and dark, and keeps to the policy: $name', async (scene) => {
    const { page, faults } = await open(scene)
    expect(await axeViolations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await page.locator('h1').count()).toBe(1)
    expect(await faults()).toEqual([])
    expect(failedRequests()).toEqual([])
    await page.context().close()
  })

  it.each(workScenes)('fits a phone of 320 px: $name', async (scene) => {
    const { page, faults } = await open(scene, 320)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(await faults()).toEqual([])
    await page.context().close()
  })
})
