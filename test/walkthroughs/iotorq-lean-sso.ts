/**
 * The published set-up of single sign-on at ioTORQ LEAN. The line numbers are those of the document. Its tenant forbids
 * people to consent. The walkthroughs are its two ways of consent, and the administrators it does not think of.
 */
import { expect } from 'vitest'
import { administratorOf, assign, openAdminCenter, openByIdentity, openEnterpriseApp } from './pages/admin-center.ts'
import { acceptConsent, beginSignIn, enterPassword, shownClaims, startApplication } from './pages/application.ts'
import { addCallbackAlias, createApiKey, openConfigure, openConsole, vendorOf } from './pages/console.ts'
import { printed } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const customer_host = 'contoso.lean.example'
const hosts = { gateway: 'sso.lean.example', organizations: [customer_host] }
const registration = 'ioTORQ LEAN'
const secret = 'ioTORQ LEAN SSO'
const configure =
  'examples/walkthroughs/iotorq-lean-sso/configure.sh "$HOST" "$REDIRECT_URI" "$APP_URL" "Contoso Ltd" contoso.example'

/** Both forms stand in the document. Customers may have registered either. */
type Path = '/oauth/complete/' | '/oauth/complete'
const redirectUri = (walk: Walk, path: Path): string => `https://${customer_host}:${walk.port}${path}`

async function createAccount(walk: Walk, email: string): Promise<void> {
  await walk.terminal.run('gatehouse users create --organization-id "$ORGANIZATION" --email "$EMAIL"', {
    GATEHOUSE_API_KEY: walk.kept('key'),
    ORGANIZATION: walk.kept('organization'),
    EMAIL: email,
  })
}

/** Makes an account for somebody who must activate it. @returns the link that the vendor sends */
async function invite(walk: Walk, email: string): Promise<string> {
  const text = await walk.terminal.run(
    'gatehouse invitations create --organization-id "$ORGANIZATION" --application-id "$CLIENT_ID" --email "$EMAIL"',
    {
      GATEHOUSE_API_KEY: walk.kept('key'),
      ORGANIZATION: walk.kept('organization'),
      CLIENT_ID: walk.kept('client id (vendor)'),
      EMAIL: email,
    },
  )
  return /https:\/\/\S+\/invitation\/\S+/.exec(text)?.[0] ?? ''
}

const before = (path: Path): readonly Step[] => [
  step('Before: the vendor prepares the customer, its own host included', async (walk) => {
    const console = await openConsole(walk)
    await addCallbackAlias(console, '/oauth/complete', true)
    walk.keep('key', await createApiKey(console, 'Support'))
    const text = await walk.terminal.run(configure, {
      GATEHOUSE_API_KEY: walk.kept('key'),
      HOST: customer_host,
      REDIRECT_URI: redirectUri(walk, path),
    })
    walk.keep('organization', printed(text, 'organization'))
    walk.keep('connection', printed(text, 'connection'))
    walk.keep('client id (vendor)', printed(text, 'client id'))
    await startApplication(walk, {
      issuer: walk.sites.gateway,
      client_id: walk.kept('client id (vendor)'),
      client_secret: printed(text, 'client secret') ?? '',
      organization: walk.kept('organization'),
    })
  }),
  step('Before: people of the customer have accounts, by their emails', async (walk) => {
    await createAccount(walk, 'lena@contoso.example')
    await createAccount(walk, 'jonas@contoso.example')
  }),
]

/** Lines 43 to 109: the registration, and the three credentials for the vendor. @param name the administrator's */
const register = (name: string, path: Path): readonly Step[] => [
  step('45 Sign in with an account that has administrative privileges', async (walk) => {
    await openAdminCenter(walk, name)
  }),
  step('49 In the left navigation menu, go to Identity > Applications > App registrations', async (walk) => {
    const center = await administratorOf(walk)
    await openByIdentity(center, 'App registrations')
    const { heading } = center
    await heading('App registrations')
  }),
  step('51 Click + New registration', async (walk) => {
    const { link, heading } = await administratorOf(walk)
    await link('New registration').click()
    await heading('Register an application')
  }),
  step('55 Name: Choose a name for your application', async (walk) => {
    await (await administratorOf(walk)).page.getByLabel('Name', { exact: true }).fill(registration)
  }),
  look('59 Select Accounts in this organizational directory only (Single-tenant)', async (walk) => {
    const choice = (await administratorOf(walk)).page.getByLabel(/^Accounts in this organizational directory only/)
    await choice.check()
    expect(await choice.isChecked()).toBe(true)
  }),
  step('63 Enter a URL where authentication responses should be sent', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByLabel('Platform').selectOption({ label: 'Web' })
    await page.getByLabel('Redirect URI', { exact: true }).fill(redirectUri(walk, path))
  }),
  step('65 Please note to have the trailing forward slash at the end of the url', async (walk) => {
    const { page, button, heading } = await administratorOf(walk)
    expect(await page.getByLabel('Redirect URI', { exact: true }).inputValue()).toBe(redirectUri(walk, path))
    await button('Register').click()
    await heading('Essentials')
  }),
  step('75 Copy the Application (client) ID – this is your Client ID', async (walk) => {
    walk.keep('client id', await (await administratorOf(walk)).read('Application (client) ID'))
  }),
  step('77 Copy the Directory (tenant) ID – this is your Tenant ID', async (walk) => {
    walk.keep('tenant id', await (await administratorOf(walk)).read('Directory (tenant) ID'))
  }),
  step('81 In the left menu of your application page, go to Certificates & secrets', async (walk) => {
    const { link } = await administratorOf(walk)
    await link('Certificates & secrets').click()
    await link(/^Client secrets/).click()
  }),
  step('83 Under Client secrets, click + New client secret', async (walk) => {
    const { page, link } = await administratorOf(walk)
    await link('New client secret').click()
    await page.getByLabel('Description').waitFor()
  }),
  step(
    '85 Provide a description and select an …: Provide a description. Set the expiration period to 730 days (24 months)',
    async (walk) => {
      const { page } = await administratorOf(walk)
      await page.getByLabel('Description').fill(secret)
      await page.getByLabel('Expires').selectOption({ label: '730 days (24 months)' })
    },
  ),
  step('87 Click Add', async (walk) => {
    const { page, button } = await administratorOf(walk)
    await button('Add').click()
    await page.getByText('Copy the new client secret value now.').waitFor()
  }),
  step('89 Copy the Value of the newly created secret – this is your Client Secret', async (walk) => {
    const { page } = await administratorOf(walk)
    walk.keep('secret', await page.getByRole('row', { name: secret }).locator('code').first().textContent())
  }),
  step('91 Provide the three credentials to ioTORQ LEAN Support to enable SSO', async (walk) => {
    const console = await vendorOf(walk)
    const { page, button } = console
    await openConfigure(console, 'Contoso Ltd', walk.kept('connection'))
    await page.getByLabel('Tenant ID', { exact: true }).check()
    await page.getByLabel('Directory (tenant) ID').fill(walk.kept('tenant id'))
    await page.getByLabel('Application (client) ID').fill(walk.kept('client id'))
    await page.getByLabel('Client secret', { exact: true }).fill(walk.kept('secret'))
    await button('Update connection').click()
    await page.waitForURL(/\/connection\/conn_/)
  }),
  step(
    '111 Only proceed to the next step …: once SSO has been setup by ioTORQ LEAN Support: the first sign-in activates it',
    async (walk) => {
      const { page, button } = await vendorOf(walk)
      await button('Wait for it').click()
      await page.getByText('The first successful sign-in activates it.').first().waitFor()
    },
  ),
  step('117 If your tenant policy requires a Microsoft Entra ID Administrator to grant consent', async (walk) => {
    const { page, navigation, button, notice } = await administratorOf(walk)
    await navigation('Consent and permissions').click()
    await page.getByLabel(/^Do not allow user consent/).check()
    await button('Save').click()
    await notice('Successfully saved the user consent settings.')
  }),
  look('117 If your tenant policy requires a …: a person is refused, and reads who must act', async (walk) => {
    const page = await walk.stranger()
    await beginSignIn(page, walk.sites.application)
    await enterPassword(page, 'Lena Fischer')
    await page.getByRole('heading', { name: 'Need admin approval' }).waitFor()
  }),
]

async function signsIn(walk: Walk, name: string, email: string): Promise<void> {
  const page = await walk.stranger()
  await beginSignIn(page, walk.sites.application)
  await enterPassword(page, name)
  expect(await shownClaims(page, walk.sites.application)).toMatchObject({ name, email })
}

/** Opens the link of an invitation. Only its button begins the sign-in. */
async function activateAccount(walk: Walk, who: string): Promise<void> {
  const page = await walk.page(who)
  await page.goto(walk.kept('invitation'))
  await page.getByRole('heading', { name: /invited/i }).waitFor()
  await page.getByRole('button').click()
}

const isOn = look(
  '119 Login to ioTORQ LEAN (the ioTORQ …: the sign-in of the administrator has switched single sign-on on',
  async (walk) => {
    const { page } = await vendorOf(walk)
    await page.reload()
    await page.getByText('Active', { exact: true }).first().waitFor()
  },
)

const others: readonly Step[] = [
  look(
    '121 Check-off "Consent on behalf of your …: to grant consent for the whole organization: nobody else is asked',
    async (walk) => {
      await signsIn(walk, 'Lena Fischer', 'lena@contoso.example')
    },
  ),
  look(
    '119 Login to ioTORQ LEAN (the ioTORQ …: the email must be the same: somebody without an account is refused, and reads why',
    async (walk) => {
      const page = await walk.stranger()
      await beginSignIn(page, walk.sites.application)
      await enterPassword(page, 'Omar Haddad')
      await page.getByRole('heading', { name: 'You are not set up in this application yet' }).waitFor()
      await page.getByText('omar@contoso.example').first().waitFor()
    },
  ),
]

const limits: readonly Step[] = [
  step(
    '145 From the “ioTORQ LEAN Enterprise Application” …: go to Manage > Properties; and set “Assignment required?” to “Yes',
    async (walk) => {
      const center = await administratorOf(walk)
      await openEnterpriseApp(center, registration)
      await center.link('Properties').click()
      await center.page.getByRole('group', { name: 'Assignment required?' }).getByLabel('Yes').check()
      await center.button('Save').click()
      await center.notice('Successfully updated the properties')
    },
  ),
  step(
    '149 Once “Assignment required?” is set to …: access to ioTORQ LEAN will be limited to what is specified under “Users and groups”',
    async (walk) => {
      await assign(await administratorOf(walk), 'Engineering')
      await signsIn(walk, 'Lena Fischer', 'lena@contoso.example')
      const page = await walk.stranger()
      await beginSignIn(page, walk.sites.application)
      await enterPassword(page, 'Jonas Weber')
      await page.getByText('AADSTS50105').first().waitFor()
    },
  ),
  step('151 You can add or remove a user/group by using the buttons highlighted …', async (walk) => {
    await assign(await administratorOf(walk), 'Jonas Weber')
    await signsIn(walk, 'Jonas Weber', 'jonas@contoso.example')
  }),
  step(
    '151 You can add or remove a …: To remove a user, you first have to select the users/groups to remove',
    async (walk) => {
      const { page, button } = await administratorOf(walk)
      await page.getByRole('checkbox', { name: /^Jonas Weber/ }).check()
      await button('Remove').click()
      await button('Yes').click()
      await page.getByRole('row', { name: /^Jonas Weber/ }).waitFor({ state: 'detached' })
    },
  ),
  look('151 You can add or remove a …: somebody who was removed does not get in any more', async (walk) => {
    const page = await walk.stranger()
    await beginSignIn(page, walk.sites.application)
    await enterPassword(page, 'Jonas Weber')
    await page.getByText('AADSTS50105').first().waitFor()
    await signsIn(walk, 'Lena Fischer', 'lena@contoso.example')
  }),
]

/** The administrator consents for everybody at the first sign-in. */
export const consentAtSignIn: Walkthrough = {
  name: 'iotorq-lean-sso, consent at the first sign-in',
  hosts,
  steps: [
    ...before('/oauth/complete/'),
    ...register('Tessa Brandt', '/oauth/complete/'),
    step(
      '117 If your tenant policy requires a …: If not, an account will be made and the user must activate their account',
      async (walk) => {
        walk.keep('invitation', await invite(walk, 'tessa@contoso.example'))
        await activateAccount(walk, 'Tessa')
      },
    ),
    step('119 Login to ioTORQ LEAN (the ioTORQ LEAN email must be the same …', async (walk) => {
      await enterPassword(await walk.page('Tessa'), 'Tessa Brandt')
    }),
    step('121 Check-off "Consent on behalf of your organization"', async (walk) => {
      const page = await walk.page('Tessa')
      await page.getByLabel('Consent on behalf of your organization').check()
      await acceptConsent(page)
      const claims = await shownClaims(page, walk.sites.application)
      expect(claims).toMatchObject({ name: 'Tessa Brandt', email: 'tessa@contoso.example' })
    }),
    isOn,
    ...others,
    ...limits,
  ],
}

/**
 * The administrator consents for herself, and for everybody later, through the enterprise application. The redirect URI has
 * no slash at the end here.
 */
export const consentLater: Walkthrough = {
  name: 'iotorq-lean-sso, consent through the enterprise application',
  hosts,
  steps: [
    ...before('/oauth/complete'),
    ...register('Tessa Brandt', '/oauth/complete'),
    step(
      '119 Login to ioTORQ LEAN (the ioTORQ LEAN email must be the same …: without the consent of the organization',
      async (walk) => {
        walk.keep('invitation', await invite(walk, 'tessa@contoso.example'))
        await activateAccount(walk, 'Tessa')
        const page = await walk.page('Tessa')
        await enterPassword(page, 'Tessa Brandt')
        await acceptConsent(page)
        expect(await shownClaims(page, walk.sites.application)).toMatchObject({ email: 'tessa@contoso.example' })
        const other = await walk.stranger()
        await beginSignIn(other, walk.sites.application)
        await enterPassword(other, 'Lena Fischer')
        await other.getByRole('heading', { name: 'Need admin approval' }).waitFor()
      },
    ),
    isOn,
    step(
      '126 For some tenants’ end-users to use …: in Microsoft Entra go to Enterprise Applications, then select ioTORQ LEAN',
      async (walk) => {
        const center = await administratorOf(walk)
        await openEnterpriseApp(center, registration)
        await center.heading(`${registration} | Overview`)
      },
    ),
    step(
      '128 From the “ioTORQ LEAN Enterprise Application” …: go to Security > Permissions; and click “Grant admin consent for <tenant>”',
      async (walk) => {
        const { page, link, button } = await administratorOf(walk)
        await link('Permissions').click()
        const [consent] = await Promise.all([
          page.waitForEvent('popup'),
          button('Grant admin consent for Contoso Ltd').click(),
        ])
        await consent.getByText('Sign in and read user profile').waitFor()
        await consent.getByRole('button', { name: 'Accept' }).click()
        await consent.getByText('Admin consent was successfully granted').waitFor()
        await consent.close()
      },
    ),
    look('132 Once you click Accept: people sign in without being asked', async (walk) => {
      await signsIn(walk, 'Lena Fischer', 'lena@contoso.example')
    }),
  ],
}

/** The administrator's account at Entra has no mailbox. Its user name is the address of the invitation. */
export const withoutMailbox: Walkthrough = {
  name: 'iotorq-lean-sso, an administrator without a mailbox',
  hosts,
  steps: [
    ...before('/oauth/complete/'),
    ...register('Priya Nair', '/oauth/complete/'),
    look(
      '119 Login to ioTORQ LEAN (the ioTORQ …: an administrator without a mailbox activates the account by the user name',
      async (walk) => {
        walk.keep('invitation', await invite(walk, 'priya@contoso.example'))
        await activateAccount(walk, 'Priya')
        const page = await walk.page('Priya')
        await enterPassword(page, 'Priya Nair')
        await page.getByLabel('Consent on behalf of your organization').check()
        await acceptConsent(page)
        const claims = await shownClaims(page, walk.sites.application)
        expect(claims).toMatchObject({ preferred_username: 'priya@contoso.example', email: '(none)' })
      },
    ),
    isOn,
    ...others,
  ],
}

/** The account was made for another address than the one that Entra has. */
export const otherAddress: Walkthrough = {
  name: 'iotorq-lean-sso, an administrator with another address',
  hosts,
  steps: [
    ...before('/oauth/complete/'),
    ...register('Marco Silva', '/oauth/complete/'),
    look(
      '119 Login to ioTORQ LEAN (the ioTORQ …: the email must be the same as the one with admin privileges: both are shown',
      async (walk) => {
        walk.keep('invitation', await invite(walk, 'marco.silva@contoso.example'))
        await activateAccount(walk, 'Marco')
        const page = await walk.page('Marco')
        await enterPassword(page, 'Marco Silva')
        await page.getByLabel('Consent on behalf of your organization').check()
        await acceptConsent(page)
        await page.waitForURL(/\/error\//)
        await page.getByText('marco.silva@contoso.example').first().waitFor()
        await page.getByText('silva@mail.contoso.example').first().waitFor()
      },
    ),
    look('119 Login to ioTORQ LEAN (the ioTORQ …: single sign-on is still waiting', async (walk) => {
      const { page } = await vendorOf(walk)
      await page.reload()
      await page.getByText('The first successful sign-in activates it.').first().waitFor()
    }),
  ],
}
