/**
 * `npm run screenshots` writes pictures of every page of the portal into `.test-artifacts/portal`: light, dark, on a
 * phone, and in German. People look at them; no test compares them.
 *
 * Words after the command choose scenes: `npm run screenshots -- values test`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openChromium } from '../../../test/e2e/chromium.ts'
import { now } from './canned/values.ts'
import { startPortal } from './portal-server.ts'
import { scenes } from './scenes.ts'

const folder = fileURLToPath(new URL('../../../.test-artifacts/portal/', import.meta.url))

const looks = [
  { name: 'light', colorScheme: 'light', width: 1280, language: 'en' },
  { name: 'dark', colorScheme: 'dark', width: 1280, language: 'en' },
  { name: 'phone', colorScheme: 'light', width: 375, language: 'en' },
  { name: 'german', colorScheme: 'light', width: 1280, language: 'de' },
  { name: 'german-phone', colorScheme: 'light', width: 320, language: 'de' },
] as const

const words = process.argv.slice(2)
const chosen = scenes.filter(({ name }) => words.length === 0 || words.some((word) => name.startsWith(word)))
const first = chosen[0]
if (!first) throw new Error(`no scene begins with ${words.join(' or ')}`)
mkdirSync(folder, { recursive: true })
const portal = await startPortal(first.state())
const chromium = await openChromium()
try {
  for (const { name: look, colorScheme, width, language } of looks) {
    const context = await chromium.context({ colorScheme, width })
    for (const { name, path, state, act } of chosen) {
      portal.state = state()
      portal.state.session = { ...portal.state.session, language }
      const page = await context.newPage()
      await page.clock.setFixedTime(now)
      await page.goto(`${portal.origin}${path}`)
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      await act?.(page)
      await page.mouse.move(0, 0)
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.screenshot({ path: join(folder, `${name}-${look}.png`), fullPage: true, animations: 'disabled' })
      await page.close()
    }
    await context.close()
  }
  process.stdout.write(`${chosen.length * looks.length} pictures in ${folder}\n`)
} finally {
  await chromium.close()
  await portal.close()
}
