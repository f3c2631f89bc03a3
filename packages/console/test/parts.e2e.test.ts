/** Every part in each of its states: accessible in both schemes and languages, within a narrow phone. */
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildEntries } from '../../../build/console.ts'
import { type Chromium, openChromium, picture, temporaryFolder } from '../../../test/e2e/chromium.ts'
import { axeViolations } from './axe.ts'
import { portal as cannedPortal } from './canned/answers.ts'
import { type PortalServer, startPortal } from './portal-server.ts'
import { watchedPage } from './watched-page.ts'

const folder = temporaryFolder()
let portal: PortalServer
let chromium: Chromium

beforeAll(async () => {
  await buildEntries([fileURLToPath(new URL('parts/main.tsx', import.meta.url))], folder.path)
  portal = await startPortal(cannedPortal(), { folder: folder.path, name: 'test/parts/main.tsx' })
  chromium = await openChromium()
})

afterAll(async () => {
  await chromium?.close()
  await portal?.close()
  folder.remove()
})

describe('the parts', () => {
  it.each([
    ['light', 'en', 1280],
    ['dark', 'en', 1280],
    ['light', 'de', 320],
    ['dark', 'de', 320],
  ] as const)('are accessible: %s, %s, %i px', async (colorScheme, language, width) => {
    portal.state.session = { ...portal.state.session, language }
    const { page, faults } = await watchedPage(await chromium.context({ colorScheme, width }), portal.origin)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(`${portal.origin}/setup`)
    await page.locator('[aria-busy=true] [aria-hidden=true]').first().waitFor()
    expect(await axeViolations(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
    expect(await faults()).toEqual([])
    await picture(page, `parts-${colorScheme}-${width}`)
    await page.context().close()
  })
})
