/** O5: the documentation in Chromium: readable without scripts, on a small phone, in light and dark, with no request elsewhere. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDocs } from '../../build/docs.ts'
import { axeViolations } from '../../packages/console/test/axe.ts'
import { type Harness, startHarness } from '../../packages/gateway/test/harness.ts'
import { type Chromium, openChromium, picture } from '../e2e/chromium.ts'

let folder: string
let harness: Harness
let chromium: Chromium
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gatehouse-docs-'))
  buildDocs(folder)
  harness = await startHarness({ overrides: { docs_folder: folder } })
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await harness?.close()
  rmSync(folder, { recursive: true, force: true })
})

it('is found by a search and read, without a script', async () => {
  const context = await chromium.context({ scripts: false })
  const page = await context.newPage()
  const elsewhere: string[] = []
  page.on('request', (request) => !request.url().startsWith(harness.url) && elsewhere.push(request.url()))
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  await page.goto(`${harness.url}/docs`)
  await page.getByLabel('Search the documentation').fill('redirect rules nginx')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('main').getByRole('link', { name: 'Another host' }).first().click()
  expect(page.url()).toBe(`${harness.url}/docs/guides/redirect-uris#another-host`)
  expect(await page.getByRole('heading', { name: 'Another host' }).isVisible()).toBe(true)
  expect(await page.locator('nav [aria-current=page]').innerText()).toMatch(/redirect URIs/)
  await page.goto(`${harness.url}/docs/concepts`)
  expect(
    await page.locator('article img').evaluate((image) => (image as HTMLImageElement).naturalWidth),
  ).toBeGreaterThan(0)
  expect([elsewhere, complaints]).toEqual([[], []])
  await context.close()
})

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it.each([
    ['start', '/docs'],
    ['concepts', '/docs/concepts'],
    ['quick-start', '/docs/guides/quick-starts/go'],
    ['comparison', '/docs/comparison'],
    ['api', '/docs/api'],
    ['api-organizations', '/docs/api/organizations'],
    ['search', '/docs/search?q=secret'],
  ])('the page %s breaks no rule of axe, and has no overflow on a small phone', async (name, address) => {
    for (const width of [1280, 320]) {
      const context = await chromium.context({ colorScheme, width })
      const page = await context.newPage()
      await page.goto(`${harness.url}${address}`)
      await picture(page, `docs-${name}-${colorScheme}-${width}`)
      expect(await axeViolations(page)).toEqual([])
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
      await context.close()
    }
  })
})
