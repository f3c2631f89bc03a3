/** The whole setup with the keyboard alone, and the states in which something goes wrong. */
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chromium, openChromium } from '../../../test/e2e/chromium.ts'
import { portal as cannedPortal, Refused } from './canned/answers.ts'
import * as canned from './canned/values.ts'
import { type PortalServer, startPortal } from './portal-server.ts'
import { watchedPage } from './watched-page.ts'

let portal: PortalServer
let chromium: Chromium

beforeAll(async () => {
  portal = await startPortal(cannedPortal())
  chromium = await openChromium()
})

afterEach(() => portal.failures.clear())

afterAll(async () => {
  await chromium?.close()
  await portal?.close()
})

const field = (page: Page, pointer: string): Locator => page.locator(`[data-pointer="${pointer}"]`)
const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name })

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard does not reach it')
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

/** The title of a page, which has the focus when the page opens. */
async function opened(page: Page, title: string | RegExp): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: title })
  await heading.waitFor()
  await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true)
}

async function openPage(path: string): ReturnType<typeof watchedPage> {
  const context = await chromium.context({ width: 1280 })
  const watched = await watchedPage(context, portal.origin)
  await watched.page.goto(`${portal.origin}${path}`)
  return watched
}

describe('P3 P6 P15 the setup with the keyboard alone', () => {
  it('goes from the choice of the identity provider to a connection that is on', async () => {
    portal.state = cannedPortal()
    portal.requests.length = 0
    const { page, faults } = await openPage('/setup')
    await opened(page, /Where do people at Contoso/)
    await tabTo(page, page.getByRole('radio').first())
    await page.keyboard.press('Space')
    await press(page, button(page, 'Continue to registration'))

    await opened(page, 'Register Acme Planner in Entra')
    await press(page, button(page, 'Copy').nth(1))
    await expect.poll(() => portal.state.session.done_actions).toEqual(['register.redirect_uri'])
    await tabTo(page, page.getByRole('checkbox').last())
    await page.keyboard.press('Space')
    await page.getByText('2 of 5 done').waitFor()
    await press(page, button(page, 'Continue to values'))

    await opened(page, 'Enter the values from Entra')
    await tabTo(page, field(page, '/settings/tenant_id'))
    await page.keyboard.type('contoso.example')
    await tabTo(page, field(page, '/settings/client_id'))
    await expect.poll(() => field(page, '/settings/tenant_id').inputValue()).toBe(canned.tenant_id)
    await page.keyboard.type(canned.client_id)
    await tabTo(page, page.locator('input[value=federated]'))
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await tabTo(page, field(page, '/client_secret'))
    await page.keyboard.type('gE78Q~a-secret-value')
    await page.keyboard.press('Tab')
    await page.getByText('Microsoft accepts this secret').waitFor()
    await page.keyboard.press('Space')
    await press(page, button(page, 'Continue to claims'))

    await opened(page, 'Choose what Entra sends')
    await press(page, button(page, 'Continue to access'))
    await opened(page, 'Choose who gets in')
    await press(page, button(page, 'Grant consent at Microsoft'))
    await page.getByText(/^Granted/).waitFor()
    await press(page, button(page, 'Continue to the test'))

    await opened(page, 'Test the sign-in yourself')
    await press(page, button(page, 'Start the test sign-in'))
    await opened(page, 'This is what Acme Planner will receive')
    await press(page, button(page, 'Continue to domains'))

    await opened(page, 'Prove your email domains')
    await tabTo(page, page.getByLabel('Email domain'))
    await page.keyboard.type('ada@contoso.example')
    await page.keyboard.press('Enter')
    await page.getByText('_gatehouse.contoso.example').waitFor()
    await press(page, button(page, 'Continue without domains'))

    await opened(page, 'Turn single sign-on on')
    await press(page, button(page, 'Turn it on now'))
    await opened(page, 'Single sign-on is on')

    const { session } = portal.state
    expect(session.connection).toMatchObject({
      state: 'active',
      settings: { tenant_id: canned.tenant_id, client_id: canned.client_id },
    })
    expect(session.done_steps).toEqual(['provider', 'register', 'values', 'claims', 'access', 'test', 'domains'])
    expect(portal.requests.filter((request) => request.startsWith('FAILED'))).toEqual([])
    expect(await faults()).toEqual([])
    await page.context().close()
  })

  it('gives a group a role from a menu', async () => {
    const connection = {
      ...canned.withValues,
      last_test: { sign_in_id: canned.sign_in_id, result: 'passed' as const, at: canned.now },
    }
    portal.state = cannedPortal({ session: { ...canned.session, step: 'access', connection }, tests: [canned.passed] })
    const { page } = await openPage('/setup/entra/access')
    await press(page, button(page, /Engineering/))
    const planner = page.getByRole('menuitem', { name: /^Planner/ })
    await planner.waitFor()
    for (let presses = 0; presses < 8; presses += 1) {
      if (await planner.evaluate((item) => item === document.activeElement)) break
      await page.keyboard.press('ArrowDown')
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    }
    await page.keyboard.press('Enter')
    await expect
      .poll(() => portal.state.groups.map(({ name, roles }) => ({ name, roles })))
      .toEqual([{ name: 'Engineering', roles: ['planner'] }])
    await page.context().close()
  })
})

const atValues = () => cannedPortal({ session: { ...canned.session, step: 'values', connection: canned.draft } })

describe('P7 a value is checked when the reader leaves it', () => {
  it.each([
    ['P8 the Secret ID', '/client_secret', 'd41b7f3a-92e0-4c68-b5a1-8f06e2d3c794', /This is the Secret ID/],
    ['P9 a word for many tenants', '/settings/tenant_id', 'common', /would accept every company/],
  ])('and the finding is tied to its field: %s', async (_, pointer, value, finding) => {
    portal.state = atValues()
    const { page } = await openPage('/setup/entra/values')
    await page.locator('input[value=client_secret]').check()
    await field(page, pointer).fill(value)
    await field(page, pointer).blur()
    await page.getByText(finding).waitFor()
    const note = await field(page, pointer).getAttribute('aria-describedby')
    await expect.poll(() => page.locator(`[id="${note}"]`).innerText()).toMatch(finding)
    expect(await field(page, pointer).getAttribute('aria-invalid')).toBe('true')
    await page.context().close()
  })

  it('and going on too early leads to the field that is missing', async () => {
    portal.state = atValues()
    const { page } = await openPage('/setup/entra/values')
    await button(page, 'Continue to claims').click()
    await page.getByText('Directory (tenant) ID is missing').waitFor()
    const missing = field(page, '/settings/tenant_id')
    await expect.poll(() => missing.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.context().close()
  })

  it('and goes on when the identity provider does not answer', async () => {
    portal.state = atValues()
    portal.failures.set('setup.checkValues', new Refused(422, 'values_invalid', 'No check today'))
    const { page } = await openPage('/setup/entra/values')
    await field(page, '/settings/tenant_id').fill(canned.tenant_id)
    await field(page, '/settings/client_id').fill(canned.client_id)
    await button(page, 'Continue to claims').click()
    await opened(page, 'Choose what Entra sends')
    await page.context().close()
  })
})

describe('when something goes wrong', () => {
  it('an error of the server stands at its field, and typed values stay', async () => {
    portal.state = atValues()
    const errors = [{ param: '/settings/client_id', code: 'invalid_format', message: 'is not an application ID' }]
    portal.failures.set('connections.update', new Refused(422, 'values_invalid', 'A value is wrong', { errors }))
    const { page } = await openPage('/setup/entra/values')
    await field(page, '/settings/tenant_id').fill(canned.tenant_id)
    await field(page, '/settings/client_id').fill('my-app')
    await button(page, 'Continue to claims').click()
    const note = await field(page, '/settings/client_id').getAttribute('aria-describedby')
    await expect.poll(() => page.locator(`[id="${note}"]`).innerText()).toContain('is not an application ID')
    expect(await field(page, '/settings/client_id').inputValue()).toBe('my-app')
    expect(await field(page, '/settings/tenant_id').inputValue()).toBe(canned.tenant_id)
    await page.context().close()
  })

  it('a failure of ours has a reference and a way to try again', async () => {
    portal.state = atValues()
    portal.failures.set('setup.guide', new Refused(422, 'internal_error', 'Something went wrong here'))
    const { page } = await openPage('/setup/entra/values')
    await page.getByText('Something went wrong here').waitFor()
    await page.getByText('Reference req_01jd2x3y4z').waitFor()
    portal.failures.clear()
    await button(page, 'Try again').click()
    await page.getByRole('heading', { name: 'Enter the values from Entra' }).waitFor()
    await page.context().close()
  })

  it('a session that ended says where to go on, wherever it ends', async () => {
    portal.state = atValues()
    const { page } = await openPage('/setup/entra/values')
    await page.getByRole('heading', { name: 'Enter the values from Entra' }).waitFor()
    portal.failures.set(
      'setup.checkValues',
      new Refused(401, 'setup_session_missing', 'Nobody has started a setup link'),
    )
    await field(page, '/settings/tenant_id').fill(canned.tenant_id)
    await field(page, '/settings/tenant_id').blur()
    await page.getByText('You are signed out of this setup').waitFor()
    await page.context().close()
  })

  it('a link for one step opens no other', async () => {
    portal.state = cannedPortal({ session: { ...canned.session, only_step: 'domains', intents: ['domains'] } })
    const { page } = await openPage('/setup/entra/values')
    await page.getByText('Your link does not include this step').waitFor()
    await page.context().close()
  })
})

describe('P20 looking after a connection', () => {
  it('a new credential stands beside the one in use, and changes no setting', async () => {
    const connection = { ...canned.withValues, state: 'active' as const }
    portal.state = cannedPortal({
      session: { ...canned.session, intents: ['manage', 'domains'], connection },
      signIns: canned.signIns,
    })
    portal.requests.length = 0
    const { page } = await openPage('/setup/manage')
    await page.getByRole('link', { name: 'Add next credential' }).click()
    await field(page, '/client_secret').fill('gE78Q~another-value')
    await button(page, 'Save and go back').click()
    await button(page, 'Use it now').waitFor()
    expect(portal.state.session.connection?.credentials).toHaveLength(2)
    expect(portal.requests.filter((request) => request.startsWith('PATCH /v1/connections'))).toEqual([])
    await page.context().close()
  })

  it('is turned off after a question, and on again', async () => {
    const connection = { ...canned.withValues, state: 'active' as const }
    portal.state = cannedPortal({ session: { ...canned.session, intents: ['manage'], connection } })
    const { page } = await openPage('/setup/manage')
    await button(page, 'Turn off…').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off', exact: true }).click()
    await button(page, 'Turn on').click()
    await button(page, 'Turn off…').waitFor()
    expect(portal.state.session.connection?.state).toBe('active')
    await page.context().close()
  })
})

describe('while the network is slow', () => {
  it('the shape of the page shows, and then the page', async () => {
    portal.state = atValues()
    const context = await chromium.context({ width: 1280 })
    const page = await context.newPage()
    let answer = (): void => undefined
    const isAsked = new Promise<void>((asked) => {
      void page.route('**/v1/setup/guide*', async (route) => {
        asked()
        await new Promise<void>((resolve) => {
          answer = resolve
        })
        await route.continue()
      })
    })
    await page.goto(`${portal.origin}/setup/entra/values`)
    await isAsked
    await page.locator('[aria-busy=true] [aria-hidden=true]').first().waitFor()
    answer()
    await page.getByRole('heading', { name: 'Enter the values from Entra' }).waitFor()
    expect(await page.locator('[aria-busy=true]').count()).toBe(0)
    await context.close()
  })
})

describe('a tick', () => {
  beforeEach(() => {
    portal.state = cannedPortal({ session: { ...canned.session, step: 'register', connection: canned.draft } })
  })

  it('shows within the press', async () => {
    const { page } = await openPage('/setup/entra/register')
    await page.getByText('0 of 5 done').waitFor()
    const press = (element: SVGElement | HTMLElement): boolean => {
      const box = element as HTMLInputElement
      box.click()
      return box.checked
    }
    expect(await page.getByRole('checkbox').nth(1).evaluate(press)).toBe(true)
    await page.context().close()
  })

  it('stays when an older answer comes after it', async () => {
    const { page } = await openPage('/setup/entra/register')
    await page.getByText('0 of 5 done').waitFor()
    let answer = (): void => undefined
    const isHeld = new Promise<void>((held) => {
      void page.route(
        '**/v1/setup',
        async (route) => {
          const old = await route.fetch()
          held()
          await new Promise<void>((resolve) => {
            answer = resolve
          })
          await route.fulfill({ response: old }).catch(() => undefined) // the page no longer waits for it
        },
        { times: 1 },
      )
    })
    // After half a minute, the page reads the session again when somebody comes back to it.
    await page.clock.setFixedTime(Date.now() + 60_000)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await isHeld
    const box = page.getByRole('checkbox').nth(1)
    await box.check()
    answer()
    await expect.poll(() => portal.state.session.done_actions).toHaveLength(1)
    expect(await box.isChecked()).toBe(true)
    await page.context().close()
  })
})

describe('two browsers at once', () => {
  it('keep what was ticked in both', async () => {
    portal.state = cannedPortal({ session: { ...canned.session, step: 'register', connection: canned.draft } })
    const [one, other] = [await openPage('/setup/entra/register'), await openPage('/setup/entra/register')]
    for (const { page } of [one, other]) await page.getByText('0 of 5 done').waitFor()
    await one.page.getByRole('checkbox').nth(0).check()
    await expect.poll(() => portal.state.session.done_actions).toEqual(['register.open'])
    await other.page.getByRole('checkbox').nth(2).check()
    await other.page.getByText('2 of 5 done').waitFor()
    // The page counts at once; the server hears of it after that.
    const both = ['register.open', 'register.account_types']
    await expect.poll(() => portal.state.session.done_actions).toEqual(both)
    for (const { page } of [one, other]) await page.context().close()
  })
})

describe('the end', () => {
  it('is not shown before the setup is complete', async () => {
    portal.state = cannedPortal({ session: { ...canned.session, step: 'register', connection: canned.draft } })
    const { page } = await openPage('/setup/done')
    await opened(page, /^Register /)
    await page.context().close()
  })

  it.each([
    ['no test', null, 1],
    ['a passed test', { result: 'passed' as const, sign_in_id: canned.sign_in_id, at: canned.now }, 0],
  ])('needs a test of the settings that wait, and not of those in force: %s', async (_, test, asked) => {
    const { settings, mapping } = canned.withValues
    const candidate = { settings, mapping, test, consent: null, created_at: canned.now, updated_at: canned.now }
    const connection = { ...canned.withValues, state: 'active' as const, last_test: null, candidate }
    portal.state = cannedPortal({ session: { ...canned.session, step: 'turn_on', connection } })
    const { page } = await openPage('/setup/turn_on')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.locator('#needs-test').count()).toBe(asked)
    await page.context().close()
  })
})

describe('P25 the language', () => {
  it('changes in the foot, and stays', async () => {
    portal.state = cannedPortal()
    const { page } = await openPage('/setup')
    await button(page, 'Deutsch').click()
    await page.getByText('Identitätsanbieter').first().waitFor()
    await expect.poll(() => portal.state.session.language).toBe('de')
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
    await page.reload()
    await button(page, 'English').waitFor()
    await page.context().close()
  })
})

describe('a text of somebody else', () => {
  const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>**x** `y`'

  it('never becomes markup, in whatever field it stands', async () => {
    const { session } = canned
    const connection = { ...canned.withValues, name: hostile, suggested_application_name: hostile }
    portal.state = cannedPortal({
      session: {
        ...session,
        step: 'access',
        connection,
        tenant: [hostile],
        organization: { ...session.organization, name: hostile },
        vendor: { ...session.vendor, name: hostile, support_email: 'x@example.com"><img src=x>' },
        roles: [{ slug: 'admin', name: hostile, description: hostile }],
        default_role: { slug: 'viewer', name: hostile },
      },
      tests: [
        {
          ...canned.passed,
          warnings: [hostile],
          receives: { ...canned.passed.receives, name: hostile, email: hostile },
          claims: { id_token: { ...canned.passed.claims?.id_token, name: hostile }, userinfo: null },
          groups: [{ idp_id: hostile, name: hostile, roles: [] }],
          roles: [{ role: 'admin', because: 'group', from: hostile }],
        },
      ],
      domains: [{ ...canned.pendingDomain, domain: hostile, dns_answer: [hostile] }],
      signIns: canned.signIns.slice(0, 3).map((signIn) => ({ ...signIn, email: hostile })),
    })
    const paths = [
      'provider',
      'entra/register',
      'entra/values',
      'entra/claims',
      'entra/access',
      'test',
      'domains',
      'turn_on',
    ]
    for (const path of [...paths, 'help', 'hand_over', 'done']) {
      const { page, faults, shown, settled } = await openPage(`/setup/${path}`)
      await shown()
      await settled()
      expect(await page.locator('#root img, #root script').count(), path).toBe(0)
      expect(await page.title(), path).not.toMatch(/^[12]$/)
      expect(await faults(), path).toEqual([])
      await page.context().close()
    }
  })

  it('never becomes the address of a link', async () => {
    portal.state = cannedPortal({
      session: {
        ...canned.session,
        state: 'completed',
        connection: { ...canned.withValues, state: 'active' },
        return_url: 'javascript:alert(1)',
      },
    })
    const { page } = await openPage('/setup/done')
    await page.getByRole('heading', { name: 'Single sign-on is on' }).waitFor()
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    await page.context().close()
  })
})
