/**
 * The published set-up of an Entra ID OpenID Connect connection at WorkOS. The line numbers are those of the document. It
 * has two walkthroughs: a registration of one tenant, and one that any tenant may use.
 */
import { expect } from 'vitest'
import { administratorOf, openAdminCenter, openByIdentity } from './pages/admin-center.ts'
import { acceptConsent, beginSignIn, enterPassword, shownClaims, startApplication } from './pages/application.ts'
import { createApplication, createOrganization, createRole, openConsole, vendorOf } from './pages/console.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const hosts = { gateway: 'sso.example.com' }
const registration = 'Acme Planner'
const secret = 'Acme Planner SSO'

const before: readonly Step[] = [
  step('Before: the vendor has an application with two roles', async (walk) => {
    const console = await openConsole(walk)
    await console.navigation('Settings').click()
    walk.keep('issuer', await console.copied('Issuer'))
    await createRole(console, 'Editor')
    const made = await createApplication(console, 'Acme Planner', `${walk.sites.application}/callback`)
    walk.keep('app client id', made.client_id)
    walk.keep('app client secret', made.client_secret)
    walk.keep('organization', await createOrganization(console, 'Contoso Ltd'))
    await startApplication(walk, {
      issuer: walk.kept('issuer'),
      client_id: walk.kept('app client id'),
      client_secret: walk.kept('app client secret'),
      organization: walk.kept('organization'),
    })
  }),
]

interface Variant {
  /** The choice of supported account types. */
  readonly accounts: RegExp
  readonly types_line: string
  /** How the discovery endpoint ends. */
  readonly discovery: RegExp
}

const single: Variant = {
  accounts: /^Accounts in this organizational directory only/,
  types_line: '65 Accounts in this organizational directory only',
  discovery: /\/[\da-f-]{36}\/v2\.0\/\.well-known\/openid-configuration$/,
}
const multiple: Variant = {
  accounts: /^Accounts in any organizational directory/,
  types_line: '66 Accounts in any organizational directory (Any Microsoft Entra ID tenant - Multitenant)',
  discovery: /\/organizations\/v2\.0\/\.well-known\/openid-configuration$/,
}

const connect = ({ accounts, types_line, discovery }: Variant): readonly Step[] => [
  look('17 Start by logging in to your WorkOS dashboard and navigate to the Organizations page', async (walk) => {
    const console = await vendorOf(walk)
    await console.navigation('Organizations').click()
    await console.heading('Organizations')
  }),
  step('19 Select the organization you’d like to configure an Entra ID OIDC SSO …', async (walk) => {
    const console = await vendorOf(walk)
    await console.navigation('Organizations').click()
    await console.link('Contoso Ltd').click()
    await console.link('Configure manually').first().click()
    await console.heading('Configure single sign-on')
  }),
  step(
    '23 Select Entra ID (Azure AD) OIDC from the identity provider dropdown, enter a descriptive name',
    async (walk) => {
      const { page, button } = await vendorOf(walk)
      await page.getByLabel('Identity provider').selectOption({ label: 'Microsoft Entra ID' })
      await page.getByLabel('Name', { exact: true }).fill('Contoso Entra ID')
      await button('Create draft').click()
      await page.waitForURL(/conn_/)
      await page.getByText('named “Contoso Entra ID”').waitFor()
    },
  ),
  step('31 WorkOS provides the Redirect URI, which can be found in the Service Provider Details', async (walk) => {
    walk.keep('redirect uri', await (await vendorOf(walk)).copied('Redirect URI'))
  }),
  step('55 Sign in to the Microsoft Entra admin center', async (walk) => {
    await openAdminCenter(walk, 'Omar Haddad')
  }),
  step(
    '57 In the left navigation menu, expand the Identity section. Expand the Applications sub-section',
    async (walk) => {
      const center = await administratorOf(walk)
      await openByIdentity(center, 'App registrations')
      const { link, heading } = center
      await link('New registration').click()
      await heading('Register an application')
    },
  ),
  step('61 Enter an appropriate app name, such as your organization or application name', async (walk) => {
    await (await administratorOf(walk)).page.getByLabel('Name', { exact: true }).fill(registration)
  }),
  (discovery === multiple.discovery ? step : look)(types_line, async (walk) => {
    const choice = (await administratorOf(walk)).page.getByLabel(accounts).first()
    await choice.check()
    expect(await choice.isChecked()).toBe(true)
  }),
  step('68 In the Redirect URI field, select the Web option from the dropdown …', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByLabel('Platform').selectOption({ label: 'Web' })
    await page.getByLabel('Redirect URI', { exact: true }).fill(walk.kept('redirect uri'))
  }),
  step('72 Click Register', async (walk) => {
    const { button, heading } = await administratorOf(walk)
    await button('Register').click()
    await heading('Essentials')
  }),
  step('82 From the application Overview page, copy the Application (client) ID', async (walk) => {
    walk.keep('client id', await (await administratorOf(walk)).read('Application (client) ID'))
  }),
  ...(accounts === multiple.accounts
    ? [
        step(
          '82 From the application Overview page, copy …: also copy the Directory (tenant) ID, so that no other tenant gets in',
          async (walk) => {
            walk.keep('tenant id', await (await administratorOf(walk)).read('Directory (tenant) ID'))
          },
        ),
      ]
    : []),
  step('88 Navigate to the Certificates & secrets page. Click New client secret', async (walk) => {
    const { page, link } = await administratorOf(walk)
    await link('Certificates & secrets').click()
    await link(/^Client secrets/).click()
    await link('New client secret').click()
    await page.getByLabel('Description').waitFor()
  }),
  step('92 Enter an appropriate secret description and select an expiration period. Click Add', async (walk) => {
    const { page, button } = await administratorOf(walk)
    await page.getByLabel('Description').fill(secret)
    await page.getByLabel('Expires').selectOption({ label: '365 days (12 months)' })
    await button('Add').click()
    await page.getByText('Copy the new client secret value now.').waitFor()
  }),
  step('96 Copy the newly created client secret Value immediately', async (walk) => {
    const { page } = await administratorOf(walk)
    walk.keep('secret', await page.getByRole('row', { name: secret }).locator('code').first().textContent())
  }),
  step('102 From the application Overview page, click the Endpoints tab', async (walk) => {
    const { link, heading } = await administratorOf(walk)
    await link('Overview').last().click()
    await heading('Essentials')
    await link('Endpoints').last().click()
    await heading('Endpoints')
  }),
  step('106 Scroll down to find and copy the OpenID Connect metadata document URL', async (walk) => {
    walk.keep('discovery', await (await administratorOf(walk)).read('OpenID Connect metadata document'))
    expect(walk.kept('discovery')).toMatch(discovery)
  }),
  step('112 Back in the WorkOS Dashboard on the SSO connection page, enter the …', async (walk) => {
    const { page } = await vendorOf(walk)
    await page.getByLabel('Application (client) ID').fill(walk.kept('client id'))
    await page.getByLabel('Client secret', { exact: true }).fill(walk.kept('secret'))
    await page.getByRole('textbox', { name: 'Discovery endpoint' }).fill(walk.kept('discovery'))
    if (accounts === multiple.accounts) {
      await page.getByLabel('Tenant IDs that may sign in').fill(walk.kept('tenant id'))
    }
  }),
  step('116 Click Update connection to save', async (walk) => {
    const { page, button } = await vendorOf(walk)
    await button('Update connection').click()
    await page.waitForURL(/\/connection\/conn_/)
  }),
  step(
    '120 (3) Configure token claims: Navigate to the Token configuration page. Click Add optional claim',
    async (walk) => {
      const { link, page } = await administratorOf(walk)
      await link('Token configuration').click()
      await link('Add optional claim').click()
      await page.getByLabel('ID', { exact: true }).waitFor()
    },
  ),
  step('126 Select ID token type, and then select the following claims', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByLabel('ID', { exact: true }).check()
    for (const claim of ['email', 'family_name', 'given_name']) {
      await page.getByRole('checkbox', { name: new RegExp(`^${claim} `) }).check()
    }
  }),
  // Userinfo has the names as well, so the end does not need them in the ID token.
  look('134 Click Add. In the pop-up, select Turn on the Microsoft Graph email, profile permission', async (walk) => {
    const { page, button } = await administratorOf(walk)
    await button('Add').click()
    await page.getByLabel('Turn on the Microsoft Graph email, profile permission').check()
    await button('Add').click()
    await page.getByRole('row', { name: 'family_name' }).waitFor()
  }),
  step(
    '142 In the left navigation menu, expand …: (4) Assign users and groups: Select the Enterprise applications tab',
    async (walk) => {
      const center = await administratorOf(walk)
      await openByIdentity(center, 'Enterprise applications')
      const { heading } = center
      await heading(/^Enterprise app/)
    },
  ),
  step('144 Search for your application by name and select it', async (walk) => {
    const { page, button, link } = await administratorOf(walk)
    await page.getByRole('searchbox').fill(registration)
    await button('Search').click()
    await link(registration).click()
    await link('Users and groups').waitFor()
  }),
  step(
    '148 From the Enterprise application page, select the Users and groups tab. Click Add user/group',
    async (walk) => {
      const { page, link } = await administratorOf(walk)
      await link('Users and groups').click()
      await link('Add user/group').click()
      await page.getByRole('checkbox', { name: /^Engineering/ }).waitFor()
    },
  ),
  step('152 Select appropriate users and groups to add to the OIDC application', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByRole('checkbox', { name: /^Engineering/ }).check()
    await page.getByRole('checkbox', { name: /^Finance/ }).check()
  }),
  step('156 When finished, click Assign to add the selected users to your OIDC application', async (walk) => {
    const { page, button } = await administratorOf(walk)
    await button('Assign').click()
    await page.getByRole('row', { name: /Engineering .* Default Access/ }).waitFor()
  }),
]

const roles: readonly Step[] = [
  step(
    '168 From the app registration, navigate to the Token configuration page. Click Add groups claim',
    async (walk) => {
      const { link, page, navigation } = await administratorOf(walk)
      await navigation('App registrations').first().click()
      await link(registration).click()
      await link('Token configuration').click()
      await link('Add groups claim').click()
      await page.getByLabel('Groups assigned to the application').waitFor()
    },
  ),
  step('172 In the Group Claims panel, select appropriate groups. For example, you could …', async (walk) => {
    const { page, button, notice } = await administratorOf(walk)
    await page.getByLabel('Groups assigned to the application').check()
    await button('Add').click()
    await notice('Successfully updated the groups claim.')
  }),
  step('178 From the SSO connection page in the WorkOS Dashboard, scroll to the …', async (walk) => {
    const { link, button } = await vendorOf(walk)
    await link('Groups and roles').click()
    await button('Create group').first().waitFor()
  }),
  step('184 Copy the group id from Entra ID into the IdP Group ID field', async (walk) => {
    const center = await administratorOf(walk)
    await center.navigation('Groups').first().click()
    await center.link('Engineering').click()
    walk.keep('group id', await center.read('Object ID'))
    const { button, dialog } = await vendorOf(walk)
    await button('Create group').first().click()
    await dialog().getByLabel('Id at the identity provider').fill(walk.kept('group id'))
  }),
  step('185 Optionally, enter a group name into the Name field', async (walk) => {
    await (await vendorOf(walk)).dialog().getByLabel('Name', { exact: true }).fill('Engineers')
  }),
  step('186 Assign the appropriate role to the group', async (walk) => {
    const { page, dialog } = await vendorOf(walk)
    await dialog().getByLabel('Role', { exact: true }).selectOption({ label: 'Editor' })
    await dialog().getByRole('button', { name: 'Create group' }).click()
    await dialog().waitFor({ state: 'detached' })
    await page.getByText('Engineers').first().waitFor()
  }),
]

const end: readonly Step[] = [
  step('196 Your Entra ID OIDC connection is now configured: its first sign-in activates it', async (walk) => {
    const { page, link, button } = await vendorOf(walk)
    await link('Connection').first().click()
    await button('Wait for it').click()
    await page.getByText('The first successful sign-in activates it.').first().waitFor()
  }),
  look(
    '196 Your Entra ID OIDC connection is …: Users assigned to the application in Entra ID will be able to authenticate',
    async (walk) => {
      const page = await walk.page('Lena')
      await beginSignIn(page, walk.sites.application)
      await enterPassword(page, 'Lena Fischer')
      await acceptConsent(page)
      const claims = await shownClaims(page, walk.sites.application)
      expect(claims).toMatchObject({
        email: 'lena@contoso.example',
        given_name: 'Lena',
        family_name: 'Fischer',
        role: 'editor',
      })
    },
  ),
  look('190 Group members without an explicit role will receive the default role', async (walk) => {
    const page = await walk.page('Jonas')
    await beginSignIn(page, walk.sites.application)
    await enterPassword(page, 'Jonas Weber')
    await acceptConsent(page)
    expect(await shownClaims(page, walk.sites.application)).toMatchObject({ given_name: 'Jonas', role: 'member' })
  }),
  look(
    '185 Optionally, enter a group name into …: the vendor sees the name of the group, and the active connection',
    async (walk) => {
      const { page, link } = await vendorOf(walk)
      await page.reload()
      await page.getByText('Active', { exact: true }).first().waitFor()
      await link('Groups and roles').click()
      await page.getByText('Engineers').first().waitFor()
    },
  ),
]

export const oneTenant: Walkthrough = {
  name: 'workos-entra-oidc, single tenant',
  hosts,
  steps: [...before, ...connect(single), ...roles, ...end],
}

export const anyTenant: Walkthrough = {
  name: 'workos-entra-oidc, multitenant',
  hosts,
  steps: [...before, ...connect(multiple), ...roles, ...end],
}
