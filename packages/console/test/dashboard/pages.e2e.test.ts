/**
 * Every page of the dashboard, from the built files and with the real policy: no violation of WCAG 2.2 AA in light and
 * dark, none of the policy, no error, no request to others, and no sideways scrolling at 320 px.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { textsOf } from '../../../../test/german/rules.ts'
import * as german from '../../src/dashboard/texts/de/index.ts'
import * as english from '../../src/dashboard/texts/en/index.ts'
import { axeViolations } from '../axe.ts'
import { layoutShift } from '../layout-shift.ts'
import { type WatchedPage, watchedPage } from '../watched-page.ts'
import { connectionTypes } from './canned/connection-types.ts'
import { roles } from './canned/console.ts'
import { now } from './canned/ids.ts'
import { world } from './canned/world.ts'
import type { DashboardScene } from './scene.ts'
import { scenes } from './scenes.ts'
import { type DashboardServer, startDashboard } from './server.ts'

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

/** A test may look at a scene before anything is done there. */
type Opened = Omit<DashboardScene, 'act'> & { readonly act?: DashboardScene['act'] | undefined }

async function open({ path, state, act }: Opened, width: number, locale = 'en-GB'): Promise<WatchedPage> {
  dashboard.world = state()
  const context = await chromium.context({ width, locale })
  const watched = await watchedPage(context, dashboard.origin)
  await watched.page.clock.setFixedTime(now)
  await watched.page.emulateMedia({ reducedMotion: 'reduce' }) // axe must not measure a colour on its way
  await watched.page.goto(`${dashboard.origin}${path}`)
  await watched.shown()
  await watched.settled()
  await act?.(watched.page)
  return watched
}

/** Whole texts of the English catalogue that the German one does not have. */
const wholeTexts = (catalogue: object): Set<string> =>
  new Set(
    Object.values(catalogue)
      .flatMap((texts) => (typeof texts === 'object' ? textsOf(texts) : []))
      .map(([, text]) => text),
  )
/** Names of roles, and the forms of connections, which the gateway words. */
const canned = new Set([...roles.map(({ name }) => name), ...textsOf(connectionTypes).map(([, text]) => text)])
const onlyEnglish = wholeTexts(english).difference(wholeTexts(german)).difference(canned)

const failedRequests = (): string[] => dashboard.requests.filter((request) => request.startsWith('FAILED'))

describe('a page of the dashboard', () => {
  it.each(scenes)('is accessible in light and dark, and keeps to the policy: $name', async (scene) => {
    const { page, faults } = await open(scene, 1280)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await axeViolations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await faults()).toEqual([])
    expect(failedRequests()).toEqual([])
    await page.context().close()
  })

  it.each(scenes)('stays in its place while it loads (D8): $name', async (scene) => {
    dashboard.delayMs = 250 // longer than the time before a skeleton shows
    const { page } = await open({ ...scene, act: undefined }, 1280)
    const { sum, moved } = await layoutShift(page)
    expect(sum, moved.join('\n')).toBeLessThan(0.05)
    await page.context().close()
    dashboard.delayMs = 0
  })

  it.each(scenes)('fits a phone of 320 px: $name', async (scene) => {
    const { page, faults } = await open(scene, 320)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(await faults()).toEqual([])
    await page.context().close()
  })
})

/** A scene acts by English names, so German is looked at where each page begins. */
const beginnings = [...new Map(scenes.map((scene) => [scene.path, { ...scene, act: undefined }])).values()]

describe('a page of the dashboard in German', () => {
  it.each(beginnings)('is accessible, fits a phone of 320 px, and says nothing in English: $name', async (scene) => {
    const { page, faults } = await open(scene, 320, 'de-DE')
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(await axeViolations(page)).toEqual([])
    const shown = (await page.locator('body').innerText()).split(/\s*[\n\t]\s*/)
    expect(shown.filter((line) => onlyEnglish.has(line))).toEqual([])
    expect(await faults()).toEqual([])
    await page.context().close()
  })
})
