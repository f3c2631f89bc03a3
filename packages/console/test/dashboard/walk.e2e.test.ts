/** Walks through the dashboard by keyboard and pointer, as staff do. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { Refused } from '../canned/answers.ts'
import { type WatchedPage, watchedPage } from '../watched-page.ts'
import { sessionOf } from './canned/console.ts'
import { idOf, now } from './canned/ids.ts'
import { connectionId, connectionOf, credentialOf, organizationId } from './canned/organizations.ts'
import { world } from './canned/world.ts'
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
  dashboard.world = world()
  dashboard.failures.clear()
  dashboard.requests.length = 0
  dashboard.delayMs = 0
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

const northwind = organizationId(0)
const proseware = organizationId(12)

async function open(path: string): Promise<void> {
  await page.goto(`${dashboard.origin}${path}`)
  await watched.shown()
}

const asked = (request: string): number => dashboard.requests.filter((one) => one.endsWith(request)).length

describe('the address', () => {
  it('leads from /console to the default environment', async () => {
    await open('/console')
    expect(page.url()).toBe(`${dashboard.origin}/console/live/overview`)
  })

  it('names the environment of every call', async () => {
    await open('/console/test/organizations')
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor()
    const calls = dashboard.requests.filter((request) => !request.endsWith('/v1/console'))
    expect(calls.length).toBeGreaterThan(0)
    expect(calls.every((request) => request.startsWith('test '))).toBe(true)
  })

  it('keeps filters and search over a reload, and the button "Back" takes a filter away', async () => {
    await open('/console/live/organizations')
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor()
    await page.getByRole('button', { name: 'State' }).click()
    await page.getByRole('menuitem', { name: 'Active', exact: true }).click()
    await page.waitForURL(/state=active/)
    await page.getByRole('searchbox').fill('tail')
    await page.waitForURL(/q=tail/)
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('link', { name: 'Tailspin Toys' }).waitFor()
    expect(await page.getByRole('searchbox').inputValue()).toBe('tail')
    expect(await page.locator('tbody tr').count()).toBe(1)
    await page.goBack()
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor()
    expect(page.url()).not.toContain('state=')
  })

  it('turns pages over by its cursor', async () => {
    const many = Array.from({ length: 45 }, (_, index) => ({
      ...world().summaries[index % 15],
      id: idOf('org', 100 + index),
      name: `Customer ${index + 1}`,
    }))
    dashboard.world = world({ summaries: many as never })
    await open('/console/live/organizations')
    await page.getByRole('link', { name: 'Customer 1', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Older' }).click()
    await page.getByRole('link', { name: 'Customer 21' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Customer 21' }).waitFor()
    await page.getByRole('link', { name: 'Newer' }).click()
    await page.getByRole('link', { name: 'Customer 1', exact: true }).waitFor()
  })

  it('leads from the id of a connection to its organization', async () => {
    await open(`/console/live/find/${connectionId(7)}`)
    await page.waitForURL(new RegExp(`/organizations/${organizationId(7)}/connection/${connectionId(7)}`))
    await page.getByRole('heading', { level: 1, name: 'Woodgrove Bank' }).waitFor()
  })
})

describe('the keyboard', () => {
  it('searches and opens an organization by the palette, and gives the focus back', async () => {
    await open('/console/live/overview')
    await page.getByRole('button', { name: 'Search' }).focus()
    await page.keyboard.press('Control+k')
    const input = page.getByRole('combobox')
    await input.waitFor()
    await page.keyboard.press('Escape')
    await input.waitFor({ state: 'detached' })
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toContain('Search')
    await page.keyboard.press('Control+k')
    await expect.poll(() => input.evaluate((one) => document.activeElement === one)).toBe(true)
    await page.keyboard.type('contoso')
    await page.getByRole('option', { name: /^Contoso contoso\.example/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Contoso' }).waitFor()
  })

  it('jumps to an id that is pasted into the palette', async () => {
    await open('/console/live/overview')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill(northwind)
    await expect.poll(() => page.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Northwind Traders' }).waitFor()
  })

  it('goes to a page by two keys, searches it, and creates', async () => {
    await open('/console/live/overview')
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor()
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('search')
    await page.keyboard.type('c')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('heading', { level: 1 }).click()
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('c')
    await page.getByRole('dialog', { name: 'Create organization' }).waitFor()
  })

  it('moves a role, and Undo moves it back', async () => {
    await open(`/console/live/organizations/${northwind}/groups_roles`)
    const names = (): Promise<string[]> =>
      page.getByRole('list', { name: 'Order of roles' }).locator('b').allInnerTexts()
    const down = page.getByRole('button', { name: 'Move Admin down' })
    await down.focus()
    await page.keyboard.press('Alt+ArrowDown')
    await page.getByText('Admin has moved').waitFor()
    await expect.poll(names).toEqual(['Owner', 'Billing', 'Admin', 'Editor', 'Viewer'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(names).toEqual(['Owner', 'Admin', 'Billing', 'Editor', 'Viewer'])
  })
})

describe('an organization', () => {
  it('is created, and a name that is taken stands at its field', async () => {
    await open('/console/live/organizations?create=1')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Contoso')
    await dialog.getByRole('button', { name: 'Create organization' }).click()
    await dialog.getByText('It is the name of another organization').waitFor()
    await dialog.getByLabel('Name').fill('Adatum')
    await dialog.getByRole('button', { name: 'Create organization' }).click()
    await page.getByRole('heading', { level: 1, name: 'Adatum' }).waitFor()
    await page.getByText('Not connected yet').waitFor()
  })

  it('gets a setup link that is shown once, and closes only after the tick', async () => {
    await open(`/console/live/organizations/${proseware}?send=1`)
    await page.getByRole('dialog').getByRole('button', { name: 'Create setup link' }).click()
    const once = page.getByRole('dialog', { name: 'Setup link', exact: true })
    await once.getByText('/setup/4nTq8vR2kLmZ7wXc3pYb').waitFor()
    await page.keyboard.press('Escape')
    await once.getByRole('button', { name: 'Close' }).click({ force: true })
    expect(await once.isVisible()).toBe(true)
    await once.getByLabel('I have stored it').check()
    await once.getByRole('button', { name: 'Close' }).click()
    await once.waitFor({ state: 'detached' })
    expect(await page.content()).not.toContain('4nTq8vR2kLmZ7wXc3pYb')
  })

  it('is deleted only after its name is typed', async () => {
    await open(`/console/live/organizations/${proseware}/settings`)
    await page.getByRole('button', { name: 'Delete organization' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Delete organization' }).click({ force: true })
    expect(asked(`DELETE /v1/organizations/${proseware}`)).toBe(0)
    await dialog.getByLabel('Type Proseware to confirm').fill('Proseware')
    await dialog.getByRole('button', { name: 'Delete organization' }).click()
    await page.getByRole('heading', { level: 1, name: 'Organizations' }).waitFor()
    expect(asked(`DELETE /v1/organizations/${proseware}`)).toBe(1)
  })

  it('asks once before changes are left, and keeps them', async () => {
    await open(`/console/live/organizations/${northwind}/settings`)
    await page.getByLabel('Name', { exact: true }).first().fill('Northwind')
    await page.getByRole('link', { name: 'Users' }).first().click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe('Northwind')
    await page.getByRole('button', { name: 'Save changes' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Northwind', exact: true }).waitFor()
    await page.getByRole('navigation', { name: 'Parts' }).getByRole('link', { name: 'Users' }).click()
    await page.getByRole('link', { name: 'lena@northwind.example' }).waitFor()
  })
})

describe('a connection', () => {
  const path = `/console/live/organizations/${northwind}/connection/${connectionId(0)}`

  it('is configured by hand from nothing, with faults at their fields', async () => {
    const empty = organizationId(14)
    await open(`/console/live/organizations/${empty}/configure`)
    await page.getByLabel('Identity provider').selectOption('oidc')
    await page.getByRole('button', { name: 'Create draft' }).click()
    await page.waitForURL(/\/configure\/conn_/)
    await page.getByText('https://sso.planner.example/oauth/complete').waitFor()
    await page.getByLabel('Configuration URL').fill('idp')
    await page.getByLabel('Client ID').fill('gatehouse')
    await page.getByRole('button', { name: 'Update connection' }).click()
    await page.getByText('Client secret is needed').waitFor()
    await page.getByLabel('Client secret').fill('a long secret')
    await page.getByRole('button', { name: 'Update connection' }).click()
    await page.getByText('It is not an address').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.dataset.pointer')).toBe('/settings/discovery_url')
    await page.getByLabel('Configuration URL').fill('https://idp.example/.well-known/openid-configuration')
    await page.getByLabel('Logout page URL').fill('https://intranet.example/bye')
    await page.getByRole('button', { name: 'Update connection' }).click()
    await page.getByRole('heading', { level: 2, name: 'Provider details' }).waitFor()
    expect(asked('/credentials')).toBe(1)
    expect(await faults()).toEqual([])
  })

  it('says that the end of a secret is not known, and that nothing ends without one', async () => {
    const trust = credentialOf(0, 2, { type: 'federated', hint: null, not_after: null, active: false })
    const credentials = [credentialOf(0, 1, { not_after: null, active: true }), trust]
    dashboard.world = world({ connections: [connectionOf(0, { candidate: null, credentials })] })
    await open(path)
    await page.getByRole('link', { name: 'Not known' }).click()
    await page.getByText('Nobody told when this secret ends.').waitFor()
    await page.getByText(/end not known/).waitFor()
    await page.getByText(/without an end/).waitFor()
    expect(await page.getByText('Never', { exact: true }).count()).toBe(0)
  })

  it('names a refused setting by its label, and no JSON pointer', async () => {
    dashboard.world = world({ connections: [connectionOf(0, { state: 'inactive', candidate: null })] })
    const errors = [
      { param: '/settings/client_id', code: 'missing', message: 'is missing' },
      { param: '/policy/unknown', code: 'x', message: 'must be a word' },
    ]
    const message = 'Some values are not valid. /settings/client_id: is missing, and 1 more.'
    dashboard.failures.set('connections.activate', new Refused(422, 'values_invalid', message, { errors }))
    await open(path)
    await page.getByRole('button', { name: 'Activate' }).first().click()
    const failed = page.getByRole('alert').filter({ hasText: 'Some values are not valid.' })
    await failed.getByText('Client ID is missing').waitFor()
    await failed.getByText('A value must be a word').waitFor()
    expect(await failed.textContent()).not.toContain('/settings')
  })

  it('has a candidate that waits for a test', async () => {
    await open(path)
    await page.getByText('2 changes wait for a test').waitFor()
    await page.getByRole('button', { name: 'Activate' }).first().click({ force: true })
    expect(asked('/candidate/activate')).toBe(0)
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Test candidate' }).click(),
    ])
    await tab.waitForURL(/\/sso\/test\/s1\.6a1d/)
    const [first] = dashboard.world.connections
    if (first?.candidate) first.candidate.test = { sign_in_id: idOf('signin', 3), result: 'passed', at: now }
    await page.reload()
    await page.getByText('2 changes are tested').waitFor()
    await page.getByRole('button', { name: 'Activate' }).first().click()
    await page.getByText('2 changes are tested').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Roll back' }).waitFor()
  })

  it('previews an edited mapping with a past sign-in', async () => {
    await open(path)
    await page.getByRole('button', { name: 'Edit mapping' }).click()
    await page.getByLabel('preferred_username').fill('upn, preferred_username')
    await page.getByRole('row', { name: /^preferred_username upn then preferred_username •••@northwind/ }).waitFor()
    await page.getByRole('button', { name: 'Update mapping' }).click()
    await page.getByText('3 changes wait for a test').waitFor()
  })

  it('changes the credential in use, and Undo changes it back', async () => {
    await open(path)
    await page.getByRole('button', { name: 'Use this one' }).click()
    await page.getByText('Credential 2 is in use now').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => dashboard.world.connections[0]?.credentials.map(({ active }) => active))
      .toEqual([true, false])
  })
})

describe('a session', () => {
  it('that is missing shows the way to sign in', async () => {
    dashboard.world.isOver = true
    await open('/console/live/organizations')
    const link = page.getByRole('link', { name: 'Sign in' })
    expect(await link.getAttribute('href')).toContain('/console/sign_in')
  })

  it('that ends during work keeps the form, and goes on after the sign-in', async () => {
    await open(`/console/live/organizations/${northwind}/settings`)
    await page.getByLabel('Name', { exact: true }).first().fill('Northwind')
    dashboard.world.isOver = true
    await page.getByRole('button', { name: 'Save changes' }).first().click()
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor()
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in again' }).click(),
    ])
    await tab.waitForURL(/popup=1/)
    await tab.close()
    await page.evaluate('window.dispatchEvent(new Event("focus"))')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel('Name', { exact: true }).first().inputValue()).toBe('Northwind')
  })

  it('of a viewer has no button that changes anything', async () => {
    dashboard.world.session = sessionOf('viewer')
    await open(`/console/live/organizations/${northwind}`)
    await page.getByText('Setup links').first().waitFor()
    for (const name of ['Create setup link', 'Add a connection', 'Add domain', 'Remove']) {
      expect(await page.getByRole('button', { name }).count()).toBe(0)
    }
  })
})

describe('waiting and failing', () => {
  it('shows bones for a slow answer, and no shift when it comes', async () => {
    dashboard.delayMs = 600
    await open('/console/live/organizations')
    await page.locator('table[aria-busy=true] tbody tr').first().waitFor()
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor()
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value
          }).observe({ type: 'layout-shift', buffered: true })
          setTimeout(() => resolve(sum), 100)
        }),
    )
    expect(shift).toBeLessThan(0.05)
  })

  it('says what happened in place, and tries again', async () => {
    dashboard.failures.set('overview.listOrganizations', new Refused(422, 'query_invalid', 'The query is not valid.'))
    await open('/console/live/organizations')
    await page.getByText('The organizations could not be loaded').waitFor()
    await page.getByText('req_01jd2x3y4z').waitFor()
    dashboard.failures.clear()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('link', { name: 'Northwind Traders' }).waitFor()
  })
})
