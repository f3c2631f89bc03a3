/**
 * The published set-up of OpenID Connect at Federated Directory. The line numbers are those of the document. The customer's
 * administrator enters the values in the setup portal where Entra is the provider, and the vendor does so in the console
 * where the provider has no user name in its ID token.
 */
import { expect } from 'vitest'
import { addClientSecret, administratorOf, openAdminCenter } from './pages/admin-center.ts'
import { acceptConsent, beginSignIn, enterPassword, shownClaims, startApplication } from './pages/application.ts'
import { activate, createApiKey, openConsole, vendorOf } from './pages/console.ts'
import { openPortal, portalIn } from './pages/portal.ts'
import { printed } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const configure = 'examples/walkthroughs/federated-directory-oidc/configure.sh "$APP_URL" "Contoso Ltd" contoso.example'

const addKnown = 'gatehouse users create --organization-id "$ORGANIZATION" --preferred-username "$NAME"'

const known = (walk: Walk, name: string) => ({
  GATEHOUSE_API_KEY: walk.kept('key'),
  ORGANIZATION: walk.kept('organization'),
  NAME: name,
})

const before = (person: string): readonly Step[] => [
  step('Before: the vendor prepares the directory', async (walk) => {
    const console = await openConsole(walk)
    walk.keep('key', await createApiKey(console, 'Configuration'))
    const text = await walk.terminal.run(configure, { GATEHOUSE_API_KEY: walk.kept('key') })
    walk.keep('organization', printed(text, 'organization'))
    await startApplication(walk, {
      issuer: walk.sites.gateway,
      client_id: printed(text, 'client id') ?? '',
      client_secret: printed(text, 'client secret') ?? '',
      organization: walk.kept('organization'),
    })
  }),
  step(
    '20 During the authentication process we map …: We only allow access to those users we already know',
    async (walk) => {
      await walk.terminal.run(addKnown, known(walk, person))
    },
  ),
  look('22 Make sure the users username is unique: a second one is refused', async (walk) => {
    const text = await walk.terminal.refuses(addKnown, known(walk, person))
    expect(text).toContain('A resource with this value already exists. (/preferred_username)')
  }),
]

/** The request that stands in the address bar of the identity provider. */
function checkRequest(address: string): void {
  const parameters = new URL(address).searchParams
  expect(parameters.get('response_type')).toBe('code')
  expect(parameters.get('scope')?.split(' ')).toEqual(expect.arrayContaining(['openid', 'profile', 'email']))
  for (const name of ['state', 'nonce', 'code_challenge']) expect(parameters.get(name)).toMatch(/^[\w-]{16,}$/)
  expect(parameters.get('code_challenge_method')).toBe('S256')
}

export const atEntra: Walkthrough = {
  name: 'federated-directory-oidc, at Entra ID',
  hosts: { gateway: 'directory.example' },
  steps: [
    ...before('lena@contoso.example'),
    step(
      '8 If your identity provider of choice …: use a custom OpenID Connect connection: the vendor sends the link to set it up',
      async (walk) => {
        const { page, navigation, link, button, dialog } = await vendorOf(walk)
        await navigation('Organizations').click()
        await link('Contoso Ltd').click()
        await button('Create setup link').first().click()
        await dialog().getByRole('button', { name: 'Create setup link' }).click()
        const made = page.getByRole('dialog', { name: 'Setup link' })
        walk.keep('setup link', await (await vendorOf(walk)).copied('Setup link'))
        await made.getByRole('checkbox', { name: 'I have stored it' }).check()
        await made.getByRole('button', { name: 'Close' }).click()
      },
    ),
    step(
      '10 Enabling this, is as easy as …: Enabling this is as easy as selecting OpenID Connect from the authentication settings',
      async (walk) => {
        const { page, goOn, heading } = await openPortal(walk, walk.kept('setup link'))
        await page.getByRole('radio', { name: 'OpenID Connect' }).check()
        await goOn('Continue to registration')
        await heading(/^Register .* at your identity provider/)
      },
    ),
    step('32 Redirect URI', async (walk) => {
      walk.keep('redirect uri', await (await portalIn(walk)).copied('Enter the redirect URI'))
    }),
    step(
      '8 If your identity provider of choice does not have a ready made …: it registers the product',
      async (walk) => {
        const center = await openAdminCenter(walk, 'Omar Haddad')
        await center.link('App registrations').first().click()
        await center.link('New registration').click()
        await center.page.getByLabel('Name', { exact: true }).fill('Federated Directory')
        await center.page.getByLabel('Platform').selectOption({ label: 'Web' })
        await center.page.getByLabel('Redirect URI', { exact: true }).fill(walk.kept('redirect uri'))
        await center.button('Register').click()
        await center.heading('Essentials')
        await (await portalIn(walk)).goOn('Continue to values')
      },
    ),
    step('15 Configuration URL', async (walk) => {
      const { link, heading, read } = await administratorOf(walk)
      await link('Endpoints').last().click()
      await heading('Endpoints')
      await (await portalIn(walk))
        .field('Discovery address')
        .fill((await read('OpenID Connect metadata document')) ?? '')
    }),
    step('16 Client ID', async (walk) => {
      const { link, heading, read } = await administratorOf(walk)
      await link('Overview').last().click()
      await heading('Essentials')
      await (await portalIn(walk)).field('Client ID').fill((await read('Application (client) ID')) ?? '')
    }),
    step('17 Client Secret', async (walk) => {
      const center = await administratorOf(walk)
      const secret = await addClientSecret(center, 'Federated Directory', '730 days (24 months)')
      const { page, field } = await portalIn(walk)
      await page.getByRole('radio', { name: 'Client secret' }).check()
      await field(/client secret/i).fill(secret ?? '')
    }),
    step('18 Logout page URL', async (walk) => {
      const { field, goOn, heading } = await portalIn(walk)
      await field('Logout page URL').fill(`${walk.sites.application}/?signed-out`)
      await goOn('Continue to claims')
      await heading('Choose what is sent')
      await goOn('Continue to access')
      await heading('Choose who gets in')
      await goOn('Continue to the test')
    }),
    step('39 Your IDP must ensure a user is both authenticated and authorized: a test proves it', async (walk) => {
      const { page, button, goOn, heading } = await portalIn(walk)
      const [tab] = await Promise.all([
        page.waitForEvent('popup'),
        button(/test sign-in/i)
          .last()
          .click(),
      ])
      await enterPassword(tab, 'Omar Haddad')
      await acceptConsent(tab)
      await tab.getByText('The identity provider works').waitFor()
      await tab.close()
      await heading(/will receive/)
      await goOn(/^Continue to domains/)
      await heading('Prove your email domains')
      await goOn(/^Continue/)
      await heading(/^Hand over to/)
      await goOn(/^Ask .* to turn it on/)
      await page
        .getByText(/asked|told/i)
        .first()
        .waitFor()
    }),
    step(
      '20 During the authentication process we map …: The directory has people already, so the vendor chooses the day: it switches the connection on',
      async (walk) => {
        const console = await vendorOf(walk)
        await console.page.reload()
        await console.page.getByText('Its administrator is done and asks you to activate the connection').waitFor()
        await console.link('Connection').first().click()
        await activate(console)
      },
    ),
    look('33 Response Type code: Response Type, Scope, State and Nonce, and PKCE besides', async (walk) => {
      const page = await walk.page('Lena')
      await beginSignIn(page, walk.sites.application)
      await page.getByRole('button', { name: 'Lena Fischer' }).waitFor()
      checkRequest(page.url())
    }),
    look(
      '20 During the authentication process we map …: we map the users username (preferred_username) with the userName within our directory',
      async (walk) => {
        const page = await walk.page('Lena')
        await enterPassword(page, 'Lena Fischer')
        await acceptConsent(page)
        const claims = await shownClaims(page, walk.sites.application)
        expect(claims).toMatchObject({ preferred_username: 'lena@contoso.example' })
      },
    ),
    look(
      '20 During the authentication process we map …: somebody whose user name is not known is refused on screen',
      async (walk) => {
        const page = await walk.stranger()
        await beginSignIn(page, walk.sites.application)
        await enterPassword(page, 'Jonas Weber')
        await acceptConsent(page)
        await page.getByRole('heading', { name: 'You are not set up in this application yet' }).waitFor()
        await page.getByText('jonas@contoso.example').first().waitFor()
      },
    ),
    look('37 Login_hint Optionally included: the identity provider gets the name that was entered', async (walk) => {
      const page = await walk.stranger()
      await beginSignIn(page, walk.sites.application, 'lena@contoso.example')
      await page.getByLabel('Password').waitFor()
      expect(new URL(page.url()).searchParams.get('login_hint')).toBe('lena@contoso.example')
    }),
    look(
      '18 Logout page URL Optional. Your users …: Your users will be redirected to this URL after they log out',
      async (walk) => {
        const page = await walk.page('Lena')
        await page.goto(`${walk.sites.gateway}/oauth/logout`)
        await page.getByRole('button', { name: 'Sign out' }).click()
        await page.waitForURL(`${walk.sites.application}/?signed-out`)
      },
    ),
  ],
}

/** Chooses an account at the second provider. */
async function chooseAccount(walk: Walk, name: string) {
  const page = await walk.stranger()
  await beginSignIn(page, walk.sites.application)
  await page.getByRole('heading', { name: 'Choose an account' }).waitFor()
  await page.getByRole('button', { name }).click()
  return page
}

export const withoutUserName: Walkthrough = {
  name: 'federated-directory-oidc, at a provider without a user name in its ID token',
  hosts: { gateway: 'directory.example', second_provider: 'provider.example' },
  steps: [
    ...before('ada'),
    step(
      '10 Enabling this, is as easy as …: Enabling this is as easy as selecting OpenID Connect from the authentication settings',
      async (walk) => {
        const { page, navigation, link, button, heading } = await vendorOf(walk)
        await navigation('Organizations').click()
        await link('Contoso Ltd').click()
        await link('Configure manually').first().click()
        await heading('Configure single sign-on')
        await page.getByLabel('Identity provider').selectOption({ label: 'OpenID Connect' })
        await button('Create draft').click()
        await page.waitForURL(/conn_/)
      },
    ),
    step('32 Redirect URI: the provider registers it', async (walk) => {
      const redirect_uri = await (await vendorOf(walk)).copied('Redirect URI')
      const text = await walk.terminal.run('register-client "$REDIRECT_URI"', { REDIRECT_URI: redirect_uri ?? '' })
      for (const name of ['configuration', 'client id', 'client secret']) walk.keep(name, printed(text, name))
    }),
    step('15 Configuration URL', async (walk) => {
      const { page } = await vendorOf(walk)
      await page.getByRole('textbox', { name: 'Configuration URL' }).fill(walk.kept('configuration'))
    }),
    step('16 Client ID', async (walk) => {
      await (await vendorOf(walk)).page.getByRole('textbox', { name: 'Client ID' }).fill(walk.kept('client id'))
    }),
    step('17 Client Secret', async (walk) => {
      await (await vendorOf(walk)).page.getByLabel('Client secret', { exact: true }).fill(walk.kept('client secret'))
    }),
    step('18 Logout page URL', async (walk) => {
      const console = await vendorOf(walk)
      const { page, button } = console
      await page.getByRole('textbox', { name: /^Logout page URL/ }).fill(`${walk.sites.application}/?signed-out`)
      await button('Update connection').click()
      await page.waitForURL(/\/connection\/conn_/)
      await activate(console)
    }),
    look(
      '20 During the authentication process we map …: Incase it is not present in the id_token, we will look in the userinfo',
      async (walk) => {
        const page = await chooseAccount(walk, 'Ada Muster')
        expect(await shownClaims(page, walk.sites.application)).toMatchObject({ preferred_username: 'ada' })
        await page.goto(`${walk.sites.gateway}/oauth/logout`)
        await page.getByRole('button', { name: 'Sign out' }).click()
        await page.waitForURL(`${walk.sites.application}/?signed-out`)
      },
    ),
    look(
      '20 During the authentication process we map …: somebody whose user name is not known is refused on screen',
      async (walk) => {
        const page = await chooseAccount(walk, 'Ben Unknown')
        await page.getByRole('heading', { name: 'You are not set up in this application yet' }).waitFor()
        await page.getByText('ben', { exact: true }).first().waitFor()
      },
    ),
    look('22 Make sure the users username is unique: another account with it is refused on screen', async (walk) => {
      const page = await chooseAccount(walk, 'Ada Another')
      await page.getByRole('heading', { name: 'Another account uses this user already' }).waitFor()
      await page.getByText('ada', { exact: true }).first().waitFor()
    }),
  ],
}
