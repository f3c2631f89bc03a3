/**
 * A customer's administrator goes from an empty tenant to an active connection by SAML with what the screens say, and a
 * person signs in. Everything is real: the portal, the gateway, and the emulator's admin center, on three sites.
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

describe('the whole setup by SAML', () => {
  it('leads from an empty tenant to a person who signs in, in ten minutes', async () => {
    const { client, chromium, sites } = all
    const context = await chromium.context({ width: 1280 })
    const problems = watched(context)
    const person = new Person()
    const { id: organization_id } = await client.organizations.create({ name: 'Contoso Ltd' })
    const { id: connection_id } = await client.connections.create({ organization_id, type: 'entra_saml', settings: {} })
    const link = await client.setupLinks.create({ organization_id, connection_id, admin_emails: [administrator] })
    const portal = await context.newPage()
    await portal.goto(link.url)
    await person.reads(portal, /invites Contoso Ltd/)
    await person.click(portal.getByRole('button', { name: 'Start setup' }))

    // Register: a non-gallery application with the values that the portal offers to copy.
    await person.reads(portal, /^Register .* in Entra$/)
    // Its link leads to the real admin center: nothing that was entered says yet that this one is emulated.
    const opened = portal.getByRole('link', { name: /Entra admin center/ })
    expect(await opened.getAttribute('href')).toBe('https://entra.microsoft.com')
    const center = await context.newPage()
    await center.goto(`${sites.idp}/admin-center`)
    const link_ = (name: string | RegExp): Locator =>
      center.getByRole('link', { name, exact: typeof name === 'string' })
    const button = (name: string): Locator => center.getByRole('button', { name, exact: true })
    const field = (name: string): Locator => center.getByLabel(name, { exact: true })
    const said = (text: string): Promise<void> => center.getByRole('status').filter({ hasText: text }).waitFor()
    await person.click(center.getByRole('button', { name: 'Omar Haddad' }))
    await person.type(center.getByLabel('Password'), password)
    await person.click(button('Sign in'))
    await person.reads(center, 'Contoso Ltd')
    await person.click(link_('Enterprise apps').first())
    await person.click(link_('New application'))
    await person.click(link_('Create your own application'))
    const name = await copied(portal, 0)
    await person.paste(center.getByLabel("What's the name of your app?"), name)
    await person.click(button('Create'))
    await person.click(center.getByRole('navigation', { name }).getByRole('link', { name: 'Single sign-on' }))
    await person.click(button('SAML'))
    await person.click(link_('Edit Basic SAML Configuration'))
    await person.paste(field('Identifier (Entity ID)'), await copied(portal, 'Identifier (Entity ID)'))
    await person.paste(
      field('Reply URL (Assertion Consumer Service URL)'),
      await copied(portal, 'Reply URL (Assertion Consumer Service URL)'),
    )
    await person.paste(field('Logout Url (Optional)'), await copied(portal, 'Logout Url'))
    await person.click(button('Save'))
    await said('Successfully saved single sign-on configuration.')
    await person.click(link_("No, I'll test later"))
    await person.click(portal.getByRole('button', { name: 'Continue to values' }))

    // Values: an address without its application is told apart, and the right one shows what it leads to.
    await person.reads(portal, 'Enter the metadata address from Entra')
    const metadata_url = await fact(center, 'App Federation Metadata Url')
    const address = portal.getByRole('textbox', { name: 'Metadata address' })
    await person.paste(address, metadata_url.replace(/\?.*$/, ''))
    await portal.getByText('The address lacks').waitFor()
    await person.paste(address, metadata_url)
    await portal.getByText(/, until \d+ \w+ \d{4}$/).waitFor()
    expect(await portal.getByText('The address lacks').count()).toBe(0)
    await picture(portal, 'setup-saml-values')
    await person.click(portal.getByRole('button', { name: 'Continue to claims' }))

    // Claims: the groups.
    await person.reads(portal, 'Choose what is sent')
    await person.click(link_('Edit Attributes & Claims'))
    await person.click(link_('Add a group claim'))
    await person.click(center.getByLabel('Groups assigned to the application'))
    await person.click(button('Save'))
    await said('Successfully saved the group claim.')
    await person.click(portal.getByRole('button', { name: 'Continue to access' }))

    // Access: a group, and the administrator for the test. There is no consent.
    await person.reads(portal, 'Choose who gets in')
    expect(await portal.getByText(/consent/i).count()).toBe(0)
    await person.click(link_('Users and groups'))
    await person.click(link_('Add user/group'))
    await person.click(center.getByRole('checkbox', { name: /^Engineering/ }))
    await person.click(center.getByRole('checkbox', { name: /^Omar Haddad/ }))
    await person.click(button('Assign'))
    await said('Assigned 2')
    await person.click(portal.getByRole('button', { name: 'Continue to the test' }))

    // Test.
    await person.reads(portal, 'Test the sign-in yourself')
    await portal.getByText('Assertion is read').waitFor()
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      person.click(portal.getByRole('button', { name: 'Start the test sign-in' })),
    ])
    // SAML has no way to ask which account it shall be, so the one that is signed in counts.
    await tab.getByText('The identity provider works').waitFor()
    await tab.close()
    await person.reads(portal, /This is what .* will receive/)
    await portal.getByText(administrator).first().waitFor()
    await picture(portal, 'setup-saml-result')
    const onward = (label: RegExp): Locator =>
      portal.getByRole('button', { name: label }).or(portal.getByRole('link', { name: label }))
    await person.click(onward(/^Continue to domains$/))

    // Domains later; turn on.
    await person.reads(portal, 'Prove your email domains')
    await person.click(onward(/Continue without domains/))
    await person.reads(portal, 'Turn single sign-on on')
    await person.click(portal.getByRole('button', { name: 'Turn it on now' }))
    await portal.getByRole('heading', { level: 1, name: 'Single sign-on is on' }).waitFor()
    const connection = await client.connections.get(connection_id)
    expect([connection.state, connection.settings.metadata_url]).toEqual(['active', metadata_url])
    expect(connection.saml?.signing_certificates).toHaveLength(1)
    expect((await client.setupLinks.get(link.id)).state).toBe('completed')
    expect(person.minutes).toBeLessThanOrEqual(10)
    expect(person.typed).toBe(1)
    note('setup-saml-count', { clicks: person.clicks, pasted: person.pasted, minutes: person.minutes })
    expect(problems).toEqual([])
    await context.close()

    // Somebody of the assigned group signs in.
    expect(await firstSignIn(all, organization_id, password)).toEqual(['lena@contoso.example'])
  }, 120_000)
})
