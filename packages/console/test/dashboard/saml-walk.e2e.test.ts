/** Walks through the pages of a connection by SAML, as staff do. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { type WatchedPage, watchedPage } from '../watched-page.ts'
import { now } from './canned/ids.ts'
import { world } from './canned/world.ts'
import { samlActive, samlDraft } from './saml-scenes.ts'
import { type DashboardServer, startDashboard } from './server.ts'

let dashboard: DashboardServer
let chromium: Chromium
let page: Page
let faults: () => Promise<string[]>
let watched: WatchedPage

beforeAll(async () => {
  dashboard = await startDashboard(world())
  chromium = await openChromium()
})

beforeEach(async () => {
  dashboard.world = world({ connections: [samlActive, samlDraft] })
  watched = await watchedPage(await chromium.context({ width: 1280 }), dashboard.origin)
  page = watched.page
  faults = watched.faults
  await page.clock.setFixedTime(now)
})

afterEach(async () => {
  await page.context().close()
})

afterAll(async () => {
  await chromium?.close()
  await dashboard?.close()
})

type Connection = typeof samlDraft

const open = async ({ organization_id, id }: Connection, where: 'configure' | 'connection'): Promise<void> => {
  await page.goto(`${dashboard.origin}/console/live/organizations/${organization_id}/${where}/${id}`)
  await watched.shown()
}
const kept = ({ id }: Connection): Connection | undefined => dashboard.world.connections.find((one) => one.id === id)
const way = (name: string) => page.getByText(name, { exact: true }).first()
const address = () => page.locator('[data-pointer="/settings/metadata_url"]')
const button = (name: string) => page.getByRole('button', { name, exact: true })

describe('changed metadata', () => {
  it('is read again by a button, and waits as a candidate', async () => {
    await open(samlActive, 'connection')
    await page.getByText('The metadata has other signing certificates').waitFor()
    await button('Read the metadata again').click()
    await page.getByRole('heading', { name: 'One change waits for a test' }).waitFor()
    expect(await button('Read the metadata again').count()).toBe(0)
    expect(kept(samlActive)?.settings).toEqual(samlActive.settings)
    expect(kept(samlActive)?.candidate?.settings.metadata_url).toBe(samlActive.settings.metadata_url)
    expect(await faults()).toEqual([])
  })
})

describe('the values of a draft', () => {
  it('have a fault of their metadata at its field, until another way is chosen', async () => {
    await open(samlDraft, 'configure')
    await address().fill('https://idp.example/')
    await button('Update connection').click()
    await expect.poll(() => address().getAttribute('aria-invalid')).toBe('true')
    const fault = 'The metadata of the identity provider cannot be used.'
    expect(await page.getByText(fault).count()).toBeGreaterThan(0)
    await way('Single values').click()
    await expect.poll(() => page.getByText(fault).count()).toBe(0)
    await way('Metadata address').click()
    expect(await address().getAttribute('aria-invalid')).not.toBe('true')
  })

  it('no longer have the address of metadata, once a file takes its place', async () => {
    dashboard.world = world({ connections: [{ ...samlDraft, settings: samlActive.settings }] })
    await open(samlDraft, 'configure')
    await way('Metadata file').click()
    await page.locator('[data-pointer="/settings/metadata_xml"]').fill('<EntityDescriptor/>')
    await button('Update connection').click()
    await expect.poll(() => kept(samlDraft)?.settings.metadata_url).toBeUndefined()
    expect(kept(samlDraft)?.settings.metadata_xml).toBe('<EntityDescriptor/>')
  })
})
