/**
 * A customer's administrator goes from an empty tenant to an active connection with what the screens say, and a person
 * signs in. Everything is real: the portal, the gateway, and the emulator's admin center, on three sites over https.
 */
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { administrator } from '../../packages/gateway/src/cli/demo/directory.ts'
import { note, picture } from './chromium.ts'
import { firstSignIn } from './first-sign-in.ts'
import { copied, fact, Person, watched } from './setup-person.ts'
import { startThreeSites, type ThreeSites } from './three-sites.ts'

const password = 'Correct-Horse-1'
let all: ThreeSites

beforeAll(async () => {
  all = await startThreeSites()
})
afterAll(() => all?.close())

describe('P the whole setup', () => {
  it('leads from an empty tenant to a person who signs in, in ten minutes', async () => {
    const { sites, client, chromium } = all
    const context = await chromium.context({ width: 1280 })
    const problems = watched(context)
    const person = new Person()
    const { id: organization_id } = await client.organizations.create({ name: 'Contoso Ltd' })
    const settings = { cloud: 'custom', authority_host: sites.idp }
    const { id: connection_id } = await client.connections.create({ organization_id, type: 'entra_oidc', settings })
    const link = await client.setupLinks.create({ organization_id, connection_id, admin_emails: [administrator] })

    const portal = await context.newPage()
    await portal.goto(link.url)
    await person.reads(portal, /invites Contoso Ltd/)
    await person.click(portal.getByRole('button', { name: 'Start setup' }))
    expect(portal.url()).not.toContain(link.url.slice(-40))

    // Register.
    await person.reads(portal, /^Register .* in Entra$/)
    const [center] = await Promise.all([
      context.waitForEvent('page'),
      person.click(portal.getByRole('link', { name: /Open Entra admin center/ })),
    ])
    const link_ = (name: string | RegExp): Locator =>
      center.getByRole('link', { name, exact: typeof name === 'string' })
    const button = (name: string): Locator => center.getByRole('button', { name, exact: true })
    await person.click(center.getByRole('button', { name: 'Omar Haddad' }))
    await person.type(center.getByLabel('Password'), password)
    await person.click(button('Sign in'))
    await person.reads(center, 'Contoso Ltd')
    await person.click(link_('App registrations').first())
    await person.click(link_('New registration'))
    await person.paste(center.getByLabel('Name', { exact: true }), await copied(portal, 0))
    await person.click(center.getByLabel('Platform'))
    await center.getByLabel('Platform').selectOption({ label: 'Web' })
    await person.paste(center.getByLabel('Redirect URI', { exact: true }), await copied(portal, 1))
    await person.click(button('Register'))
    await center.getByRole('heading', { name: 'Essentials' }).waitFor()
    await person.click(portal.getByRole('button', { name: 'Continue to values' }))

    // Values: each is checked.
    await person.reads(portal, 'Enter the values from Entra')
    const field = (name: string | RegExp): Locator => portal.getByRole('textbox', { name })
    await person.paste(field('Directory (tenant) ID'), await fact(center, 'Directory (tenant) ID'))
    await portal
      .getByText(/^Tenant .{8}…/)
      .first()
      .waitFor()
    await person.paste(field('Application (client) ID'), await fact(center, 'Application (client) ID'))
    await person.click(portal.getByRole('radio', { name: 'Client secret' }))
    await person.click(center.getByRole('link', { name: 'Certificates & secrets' }))
    await person.click(link_(/^Client secrets/))
    await person.click(link_('New client secret'))
    await person.paste(center.getByLabel('Description'), 'Acme Planner')
    await person.click(button('Add'))
    const row = center.getByRole('row', { name: 'Acme Planner' })
    const [value = '', secret_id = ''] = await row.locator('code').allTextContents()
    await person.paste(field(/Value of the client secret/), secret_id)
    await portal.getByText('This is the Secret ID.').waitFor() // P8
    await person.paste(field(/Value of the client secret/), value)
    await portal.getByText('The secret is accepted.').waitFor()
    await person.click(portal.getByText('6 months', { exact: true }))
    await person.click(portal.getByRole('button', { name: 'Continue to claims' }))

    // Claims.
    await person.reads(portal, 'Choose what Entra sends')
    await person.click(link_('Token configuration'))
    await person.click(link_('Add optional claim'))
    await person.click(center.getByLabel('ID', { exact: true }))
    for (const claim of ['email', 'family_name', 'given_name', 'upn', 'login_hint', 'sid']) {
      await person.click(center.getByRole('checkbox', { name: new RegExp(`^${claim} `) }))
    }
    await person.click(button('Add'))
    await person.click(center.getByLabel('Turn on the Microsoft Graph email, profile permission'))
    await person.click(button('Add'))
    await person.click(link_('Add groups claim'))
    await person.click(center.getByRole('checkbox', { name: 'Security groups', exact: true }))
    await person.click(center.getByRole('group', { name: 'ID', exact: true }).getByLabel('Group ID'))
    await person.click(button('Add'))
    await person.click(portal.getByRole('button', { name: 'Continue to access' }))

    // Access: the consent of the organization.
    await person.reads(portal, 'Choose who gets in')
    await person.click(link_('API permissions'))
    await person.click(button('Grant admin consent for Contoso Ltd'))
    const [consent] = await Promise.all([context.waitForEvent('page'), person.click(button('Yes'))])
    await person.click(consent.getByRole('button', { name: 'Accept' }))
    await consent.getByText('Admin consent was successfully granted').waitFor()
    await consent.close()
    await person.click(portal.getByRole('button', { name: 'Continue to the test' }))

    // Test.
    await person.reads(portal, /.+/)
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      person.click(portal.getByRole('button', { name: /test sign-in/i }).last()),
    ])
    await person.click(tab.getByRole('button', { name: 'Omar Haddad' }))
    await tab.getByText('The identity provider works').waitFor()
    await tab.close()
    await person.reads(portal, /This is what .* will receive/)
    await portal.getByText(administrator).first().waitFor()
    await person.click(
      portal
        .getByRole('button', { name: 'Continue to domains' })
        .or(portal.getByRole('link', { name: 'Continue to domains' })),
    )

    // Domains later; turn on.
    await person.reads(portal, 'Prove your email domains')
    await person.click(
      portal
        .getByRole('button', { name: /Continue without domains/ })
        .or(portal.getByRole('link', { name: /Continue without domains/ })),
    )
    await person.reads(portal, 'Turn single sign-on on')
    await picture(portal, 'setup-turn-on')
    await person.click(portal.getByRole('button', { name: 'Turn it on now' }))
    await expect
      .poll(async () => (await client.connections.get(connection_id)).state, { timeout: 10_000 })
      .toBe('active')
    await picture(portal, 'setup-done')

    expect((await client.setupLinks.get(link.id)).state).toBe('completed')
    expect(person.minutes).toBeLessThanOrEqual(10)
    expect(person.typed).toBe(1)
    note('setup-count', { clicks: person.clicks, pasted: person.pasted, typed: person.typed, minutes: person.minutes })
    expect(problems).toEqual([])
    await context.close()

    // Somebody of the organization signs in.
    expect(await firstSignIn(all, organization_id, password)).toEqual(['lena@contoso.example'])
  }, 120_000)
})
