/**
 * Every page of the portal, from the built files and with the real policy: no violation of WCAG 2.2 AA in light and dark,
 * none of the policy, no request to others, and no sideways scrolling on a narrow phone or at 200 %.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../test/e2e/chromium.ts'
import { axeViolations } from './axe.ts'
import { portal as cannedPortal } from './canned/answers.ts'
import { now } from './canned/values.ts'
import { type PortalServer, startPortal } from './portal-server.ts'
import type { Scene } from './scene.ts'
import { scenes } from './scenes.ts'
import { type WatchedPage, watchedPage } from './watched-page.ts'

let portal: PortalServer
let chromium: Chromium

beforeAll(async () => {
  portal = await startPortal(cannedPortal())
  chromium = await openChromium()
})

afterAll(async () => {
  await chromium?.close()
  await portal?.close()
})

interface Look {
  readonly width?: number
  readonly language?: 'en' | 'de'
}

async function open({ path, state, act }: Scene, { language = 'en', ...look }: Look): Promise<WatchedPage> {
  portal.state = state()
  portal.state.session = { ...portal.state.session, language }
  const context = await chromium.context({ width: 1280, ...look })
  const watched = await watchedPage(context, portal.origin)
  await watched.page.clock.setFixedTime(now)
  await watched.page.emulateMedia({ reducedMotion: 'reduce' }) // axe must not measure a colour on its way
  await watched.page.goto(`${portal.origin}${path}`)
  await watched.shown()
  await watched.settled()
  await act?.(watched.page)
  return watched
}

const failedRequests = (): string[] => portal.requests.filter((request) => request.startsWith('FAILED'))

describe('a page of the portal', () => {
  it.each(scenes)('is accessible in light and dark, keeps to the policy, and fits 200 %: $name', async (scene) => {
    const { page, faults } = await open(scene, {})
    expect(await axeViolations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
    expect(await axeViolations(page)).toEqual([])
    // A browser at 200 % gives a page half of its width.
    await page.setViewportSize({ width: 640, height: 800 })
    // The page learns of its new width a moment later.
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(640)
    expect(await faults()).toEqual([])
    expect(failedRequests()).toEqual([])
    await page.context().close()
  })

  it.each(scenes)('fits a phone of 320 px in German: $name', async (scene) => {
    const { page, faults } = await open(scene, { width: 320, language: 'de' })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(await axeViolations(page)).toEqual([])
    expect(await faults()).toEqual([])
    await page.context().close()
  })
})

describe('a value in which each character counts', () => {
  it('can be read as a whole at 320 px', async () => {
    const scene = scenes.find(({ name }) => name === 'values')
    if (!scene) throw new Error('no such scene')
    const { page } = await open(scene, { width: 320 })
    const hidden = await page.locator('[data-pointer="/settings/tenant_id"]').evaluate((field) => ({
      wide: field.scrollWidth - field.clientWidth,
      high: field.scrollHeight - field.clientHeight,
    }))
    expect(hidden).toEqual({ wide: 0, high: 0 })
    await page.context().close()
  })
})
