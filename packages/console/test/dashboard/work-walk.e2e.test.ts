/** The pages of every day as staff use them: search, drawer, keyboard, and acts that say what they do first. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../../test/e2e/chromium.ts'
import { Refused } from '../canned/answers.ts'
import { type WatchedPage, watchedPage } from '../watched-page.ts'
import { applicationsWithSecrets } from './canned/application-answers.ts'
import { sessionOf } from './canned/console.ts'
import { day, idOf, now } from './canned/ids.ts'
import { organizationId } from './canned/organizations.ts'
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

afterAll(async () => {
  await chromium?.close()
  await dashboard?.close()
})

beforeEach(async () => {
  dashboard.world = world({ applications: applicationsWithSecrets })
  dashboard.requests.length = 0
  await page?.context().close()
  watched = await watchedPage(await chromium.context({ width: 1280 }), dashboard.origin)
  page = watched.page
  faults = watched.faults
  await page.clock.setFixedTime(now)
})

const go = async (path: string): Promise<void> => {
  await page.goto(`${dashboard.origin}/console/live${path}`)
  await watched.shown()
  await watched.settled()
}

const query = (name: string): string | null => new URL(page.url()).searchParams.get(name)
const heading = (name: string | RegExp) => page.getByRole('heading', { name })
const button = (name: string, exact = true) => page.getByRole('button', { name, exact })

describe('the sign-ins', () => {
  it('are searched by what is pasted, and a reload gives the same view', async () => {
    await go('/sign_ins')
    const search = page.getByRole('searchbox', { name: 'Email, id or correlation id' })
    await search.fill('8F1D2C64-0b7a-4e95-a3d8-5c6e9f7021ab')
    await expect.poll(() => query('correlation_id')).toBe('8f1d2c64-0b7a-4e95-a3d8-5c6e9f7021ab')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await page.reload()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await search.fill('not an id')
    await page.getByText('Enter a whole email').waitFor()
    expect(await faults()).toEqual([])
  })

  it('open a drawer beside the list by the keyboard, which goes on to its neighbours and closes', async () => {
    await go('/sign_ins')
    await page.getByRole('link', { name: /fabrikam/ }).focus()
    await page.keyboard.press('Enter')
    await heading('Nobody has consented that Acme Planner reads group memberships').waitFor()
    expect(query('sign_in')).toBe(idOf('signin', 23))
    await button('Older sign-in').click()
    await expect.poll(() => query('sign_in')).toBe(idOf('signin', 24))
    await page.keyboard.press('Escape')
    await expect.poll(() => query('sign_in')).toBeNull()
  })

  it('are covered by the drawer on a narrow window, which then keeps the focus', async () => {
    await page.setViewportSize({ width: 900, height: 800 })
    await go(`/sign_ins?sign_in=${idOf('signin', 23)}`)
    await page.locator('[data-drawer][aria-modal=true]').waitFor()
    for (let press = 0; press < 12; press += 1) await page.keyboard.press('Tab')
    await expect.poll(() => page.evaluate('document.activeElement.closest("[data-drawer]") !== null')).toBe(true)
  })

  it('hide personal data until it is revealed, which the gateway is asked for once', async () => {
    await go(`/sign_ins?sign_in=${idOf('signin', 20)}`)
    await heading('Received claims').waitFor()
    expect(await page.getByText('Ben Hale').count()).toBe(0)
    await button('Reveal personal data').click()
    await page.getByText('Ben Hale').first().waitFor()
    await button('Hide again').click()
    expect(await page.getByText('Ben Hale').count()).toBe(0)
    await button('Reveal personal data').click()
    await page.getByText('Ben Hale').first().waitFor()
    const asked = dashboard.requests.filter((request) => request.includes('/reveal'))
    expect(asked).toHaveLength(1)
  })

  it('say so where the role may not reveal', async () => {
    dashboard.world = world({ session: sessionOf('viewer') })
    await go(`/sign_ins?sign_in=${idOf('signin', 20)}`)
    await page.getByText('Your role does not allow to reveal personal data.').waitFor()
    expect(await button('Reveal personal data').count()).toBe(0)
  })

  it('are filtered by a period, which the address keeps', async () => {
    dashboard.world = world({
      signIns: world().signIns.map((one, index) => ({ ...one, created_at: index === 0 ? one.created_at : day(-8) })),
    })
    await go('/sign_ins')
    const rows = page.locator('tbody tr')
    await expect.poll(() => rows.count()).toBe(7)
    await button('Time').click()
    await page.getByRole('menuitem', { name: 'Last 7 days' }).click()
    await expect.poll(() => query('period')).toBe('7_days')
    await expect.poll(() => rows.count()).toBe(1)
    await page.reload()
    await expect.poll(() => rows.count()).toBe(1)
    await button('Remove the filter Time').click()
    await expect.poll(() => rows.count()).toBe(7)
    expect(await faults()).toEqual([])
  })

  const links = [
    { name: /^44$/, address: '?period=24_hours', shown: 'Time Last 24 hours' },
    { name: /^\d+ failed$/, address: '?from=2026-10-27T00:00:00.000Z&to=2026-11-26T00:00:00.000Z&state=failed' },
    { name: /failed on/, address: '?from=2026-11-19T00:00:00.000Z&to=2026-11-20T00:00:00.000Z&state=failed' },
    { name: /^24 Nov: 49 succeeded/, address: '?from=2026-11-24T00:00:00.000Z&to=2026-11-25T00:00:00.000Z' },
  ]
  it.each(links)('are those of a number of the overview: $name', async ({ name, address, shown }) => {
    await go('/overview')
    await page.getByRole('link', { name }).first().click()
    await heading('Sign-ins').waitFor()
    expect(decodeURIComponent(new URL(page.url()).search)).toBe(address)
    if (shown) await page.getByRole('button', { name: shown }).waitFor()
    else await page.getByRole('button', { name: /^Time (?:24|19) Nov, UTC|^Time from/ }).waitFor()
  })

  it('of a day are reached by the arrows on its bars', async () => {
    await go('/overview')
    await page.getByRole('link', { name: /^25 Nov: / }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Time 24 Nov, UTC' }).waitFor()
    await page.getByText('No sign-in fits these filters').waitFor()
  })

  it('lead to the page that mends a failure', async () => {
    await go(`/sign_ins?sign_in=${idOf('signin', 23)}`)
    await page.getByRole('link', { name: 'Open groups and roles' }).click()
    await expect.poll(() => new URL(page.url()).pathname).toMatch(/\/groups_roles$/)
  })
})

describe('a user', () => {
  it('is found by the beginning of a name, and suspended after its effect is said', async () => {
    await go('/users')
    await page.keyboard.press('/')
    await page.keyboard.type('len')
    await expect.poll(() => query('search')).toBe('len')
    await page.getByRole('link', { name: 'Lena Vogt' }).click()
    await heading('Lena Vogt').waitFor()
    await button('Suspend').click()
    await page.getByText('2 sessions end now.').waitFor()
    await button('Suspend the user').click()
    await page.getByText('No open session.').waitFor()
    await button('Reactivate').click()
    await button('Suspend').waitFor()
    expect(await faults()).toEqual([])
  })

  it('gives an identity to another user of the same organization', async () => {
    await go(`/users/${idOf('user', 0)}`)
    await page.getByRole('button', { name: /^Move the identity/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /User of the same organization/ })
      .click()
    expect(await page.getByRole('button', { name: /Ben Hale/ }).count()).toBe(0)
    await page.getByRole('button', { name: /Tomas Eriksen/ }).click()
    await button('Move the identity').click()
    await page.getByText('None yet: the user has never signed in.').waitFor()
  })

  it('is invited by a link that is shown once', async () => {
    await go('/users')
    await page.keyboard.press('c')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Choose an organization/ })
      .click()
    await page.getByRole('button', { name: /^Fabrikam/ }).click()
    await page.getByLabel('Email', { exact: true }).fill('kim@fabrikam.example')
    await button('Make the invitation').click()
    await page.getByText('/invitations/4nTq8vR2kLmZ7wXc3pYb').waitFor()
    await page.getByLabel('I have stored it').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    expect(await page.getByText('/invitations/4nTq8vR2kLmZ7wXc3pYb').count()).toBe(0)
  })
})

describe('an application', () => {
  it('shows a new secret once, and a third one is not possible', async () => {
    await go(`/applications/${idOf('app', 1)}`)
    await button('Create a secret').click()
    await page.getByText('cs_k9VqT2mX8rLwB4nYpZ4').waitFor()
    await page.getByLabel('I have stored it').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await expect.poll(() => page.getByText('cs_k9VqT2mX8rLwB4nYpZ4').count()).toBe(0)
    const create = page.getByRole('button', { name: 'Create a secret' })
    await expect.poll(() => create.getAttribute('aria-disabled')).toBe('true')
  })

  it('takes a removed redirect URI back', async () => {
    await go(`/applications/${idOf('app', 1)}`)
    await button('Remove http://localhost:3000/callback/').click()
    await page.getByText('http://localhost:3000/callback/ removed').waitFor()
    await button('Undo').click()
    await button('Remove http://localhost:3000/callback/').waitFor()
  })

  it('asks once before a changed form is left', async () => {
    await go(`/applications/${idOf('app', 1)}`)
    await page.getByLabel('Name', { exact: true }).fill('Planner 2')
    await page.getByRole('link', { name: 'Users', exact: true }).click()
    await page.getByRole('dialog').waitFor()
    expect(new URL(page.url()).pathname).toContain('/applications/')
  })

  it('has a quick start with its own values, whose framework is in the address', async () => {
    await go(`/applications/${idOf('app', 1)}/quick_start`)
    await page.getByLabel('Framework').selectOption('go')
    await page.getByText('oidc.NewProvider(ctx, "https://sso.planner.example")', { exact: false }).waitFor()
    expect(query('framework')).toBe('go')
    expect(await page.getByRole('tabpanel').textContent()).toContain(idOf('app', 1))
  })
})

describe('the events', () => {
  it('are exported as they are filtered', async () => {
    await go('/events?type=connection.updated')
    await button('Export').click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: /As CSV/ }).click()
    expect((await download).suggestedFilename()).toBe('events-live.csv')
    await page.getByText('1 events exported').waitFor()
  })

  it('open one that the list does not show', async () => {
    await go(`/events?type=user.deleted&event=${idOf('evt', 2)}`)
    await heading('Connection activated').waitFor()
    await heading('Changes').waitFor()
  })
})

describe('the settings', () => {
  it('move a role by the keyboard, and back', async () => {
    await go('/settings/roles')
    const names = (): Promise<string[]> => page.locator('main ol b').allTextContents()
    await button('Move Billing up').focus()
    await page.keyboard.press('Enter')
    await expect.poll(names).toEqual(['Owner', 'Billing', 'Admin', 'Editor', 'Viewer'])
    await button('Undo').click()
    await expect.poll(names).toEqual(['Owner', 'Admin', 'Billing', 'Editor', 'Viewer'])
  })

  it('show a new API key once', async () => {
    await go('/settings/api_keys')
    await button('Create an API key').click()
    await page.getByLabel('Name', { exact: true }).fill('Reports')
    await button('Create the key').click()
    await page.getByText('Choose at least one scope.').waitFor()
    await page.getByRole('dialog').getByLabel('read').first().check()
    await button('Create the key').click()
    await page.getByText('gh_live_9pVqT2mX8rLwB4nYpZLw').waitFor()
  })

  it('refuse an accent without contrast, and show a good one in the preview', async () => {
    await go('/settings/branding')
    await page.getByLabel('Accent', { exact: true }).fill('#ffcc00')
    await page.getByText(/contrast of 1\.5 to white/).waitFor()
    await page.getByLabel('Accent', { exact: true }).fill('#0f766e')
    const look = page.getByRole('img', { name: 'The head of the setup portal' })
    expect(await look.getAttribute('style')).toContain('#0f766e')
    expect(await faults()).toEqual([])
  })

  it('show the tab of the page on a phone', async () => {
    await page.setViewportSize({ width: 320, height: 700 })
    await go('/settings/team')
    const tab = await page.getByRole('link', { name: 'Team', exact: true }).boundingBox()
    expect(tab && tab.x >= 0 && tab.x + tab.width <= 320).toBe(true)
    expect(await page.evaluate('window.scrollY')).toBe(0)
  })

  const blocked = [
    { name: 'no organization is the own one', organization_id: null, says: 'An owner first chooses your organization' },
    { name: 'its connection is off', organization_id: organizationId(12), says: 'has no active connection' },
  ]
  it.each(blocked)('warn who invites a colleague where $name', async ({ organization_id, says }) => {
    dashboard.world.work.staffSettings = { ...dashboard.world.work.staffSettings, organization_id }
    await page.goto(`${dashboard.origin}/console/test/settings/team`)
    await button('Invite a colleague').click()
    await page.getByText(says, { exact: false }).waitFor()
    // The organization of the team is one of the default environment, whatever the page shows.
    expect(dashboard.requests).toContain('live GET /v1/staff_settings')
    if (organization_id === null) return
    await page.getByRole('link', { name: 'Open its connection' }).click()
    await page.waitForURL(`${dashboard.origin}/console/live/organizations/${organization_id}/connection`)
  })

  it('do not warn where the team can sign in', async () => {
    await go('/settings/team')
    await button('Invite a colleague').click()
    await expect.poll(() => dashboard.requests).toContain('live GET /v1/connections')
    await watched.settled()
    expect(await page.getByText('Your colleagues cannot sign in yet.').count()).toBe(0)
  })

  it('name the failure of an act in place', async () => {
    await go('/settings/team')
    await page.getByLabel('Role of Priya Nair').selectOption('viewer')
    await page.getByText('The console needs an owner.').waitFor()
  })
})

describe('a list', () => {
  it('keeps its rows when it cannot be read again, and says how old they are', async () => {
    await go('/users')
    dashboard.failures.set('users.list', new Refused(500, 'internal_error', 'The gateway has a fault.'))
    await page.getByRole('searchbox').fill('l')
    await page.getByText('The users could not be loaded').waitFor()
    dashboard.failures.clear()
    await button('Try again').click()
    await page.getByRole('link', { name: 'Lena Vogt' }).waitFor()
  })
})

describe('the language (D21)', () => {
  const chosen = (name: string) => page.getByRole('menuitem', { name, exact: true })

  it('is chosen in the menu of the account, kept by the browser, and given back to it', async () => {
    await go('/users')
    expect(dashboard.languages.at(-1)).toBe('en')
    await page.getByTitle('Your account').click()
    await chosen('Language: Deutsch').click()
    await heading('Benutzer').waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('de')
    expect(dashboard.languages.at(-1)).toBe('de')
    await page.reload()
    await heading('Benutzer').waitFor()
    await page.getByTitle('Ihr Konto').click()
    await chosen('Sprache: Wie der Browser').click()
    await heading('Users').waitFor()
    expect(await page.evaluate('document.documentElement.lang')).toBe('en')
    expect(await faults()).toEqual([])
  })

  it('has its own dates, and UTC where one rests on them', async () => {
    await go('/users')
    await page.getByTitle('Your account').click()
    await chosen('Language: Deutsch').click()
    await heading('Benutzer').waitFor()
    await page.goto(`${dashboard.origin}/console/live/users/${idOf('user', 0)}`)
    const time = page.locator('time', { hasText: /^14\.\sMärz\s2026$/ })
    await time.waitFor()
    expect(await time.getAttribute('title')).toMatch(/ UTC$/)
  })

  it('asks before it changes under a form that is not saved', async () => {
    await go(`/applications/${idOf('app', 1)}`)
    await page.getByLabel('Name', { exact: true }).fill('Planner 2')
    const asked = page.waitForEvent('dialog')
    await page.getByTitle('Your account').click()
    const clicked = chosen('Language: Deutsch').click()
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.dismiss()
    await clicked
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Planner 2')
  })
})
