/**
 * `npm run screenshots` writes pictures of every page of the portal and of the dashboard into `.test-artifacts/`: light,
 * dark, on a phone, and in German. People look at them; no test compares them.
 *
 * Words after the command choose scenes: `npm run screenshots -- values overview`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { type Chromium, openChromium } from '../../../test/e2e/chromium.ts'
import { now as portalNow } from './canned/values.ts'
import { now as dashboardNow } from './dashboard/canned/ids.ts'
import { scenes as dashboardScenes } from './dashboard/scenes.ts'
import { startDashboard } from './dashboard/server.ts'
import { startPortal } from './portal-server.ts'
import { scenes as portalScenes } from './scenes.ts'

const folder = fileURLToPath(new URL('../../../.test-artifacts/', import.meta.url))
const words = process.argv.slice(2)

const looks = [
  { name: 'light', colorScheme: 'light', width: 1280, language: 'en' },
  { name: 'dark', colorScheme: 'dark', width: 1280, language: 'en' },
  { name: 'phone', colorScheme: 'light', width: 375, language: 'en' },
  { name: 'german', colorScheme: 'light', width: 1280, language: 'de' },
  { name: 'german-phone', colorScheme: 'light', width: 320, language: 'de' },
] as const

const chosen = <S extends { readonly name: string }>(scenes: readonly S[]): S[] =>
  scenes.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)))

interface Shot {
  readonly path: string
  readonly address: string
  readonly now: string
  readonly act: ((page: Page) => Promise<void>) | undefined
}

async function shoot(page: Page, { path, address, now, act }: Shot): Promise<void> {
  await page.clock.setFixedTime(now)
  await page.goto(address)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await act?.(page)
  await page.mouse.move(0, 0)
  await page.evaluate(() => window.scrollTo(0, 0))
  await page.screenshot({ path, fullPage: true, animations: 'disabled' })
  await page.close()
}

async function shootPortal(chromium: Chromium): Promise<number> {
  const scenes = chosen(portalScenes)
  const [first] = scenes
  if (!first) return 0
  const into = join(folder, 'portal')
  mkdirSync(into, { recursive: true })
  const portal = await startPortal(first.state())
  try {
    for (const { name: look, colorScheme, width, language } of looks) {
      const context = await chromium.context({ colorScheme, width })
      for (const { name, path, state, act } of scenes) {
        portal.state = state()
        portal.state.session = { ...portal.state.session, language }
        const address = `${portal.origin}${path}`
        await shoot(await context.newPage(), { path: join(into, `${name}-${look}.png`), address, now: portalNow, act })
      }
      await context.close()
    }
  } finally {
    await portal.close()
  }
  return scenes.length * looks.length
}

async function shootDashboard(chromium: Chromium): Promise<number> {
  const scenes = chosen(dashboardScenes)
  const [first] = scenes
  if (!first) return 0
  const into = join(folder, 'dashboard')
  mkdirSync(into, { recursive: true })
  const dashboard = await startDashboard(first.state())
  try {
    for (const { name: look, colorScheme, width, language } of looks) {
      const context = await chromium.context({ colorScheme, width, locale: language })
      for (const { name, path, state, act } of scenes) {
        dashboard.world = state()
        const address = `${dashboard.origin}${path}`
        await shoot(await context.newPage(), {
          path: join(into, `${name}-${look}.png`),
          address,
          now: dashboardNow,
          act: language === 'en' ? act : undefined, // a scene acts by English names
        })
      }
      await context.close()
    }
  } finally {
    await dashboard.close()
  }
  return scenes.length * looks.length
}

const chromium = await openChromium()
try {
  const count = (await shootPortal(chromium)) + (await shootDashboard(chromium))
  if (count === 0) throw new Error(`no scene begins with ${words.join(' or ')}`)
  process.stdout.write(`${count} pictures in ${folder}\n`)
} finally {
  await chromium.close()
}
