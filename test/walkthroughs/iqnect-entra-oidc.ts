/**
 * The published set-up of IQNECT with Microsoft Entra OIDC. The line numbers are those of the document. It has two
 * walkthroughs: one environment, whose secret is replaced later, and two environments that share the redirect URI.
 */
import { expect } from 'vitest'
import {
  type Environment,
  hosts,
  lena,
  newApplication,
  only,
  registrationOf,
  twoEnvironments as twoEnvironmentsOf,
} from './iqnect-environments.ts'
import {
  addClientSecret,
  administratorOf,
  assignOnly,
  openAdminCenter,
  openEnterpriseApp,
} from './pages/admin-center.ts'
import {
  acceptConsent,
  beginSignIn,
  enterPassword,
  pickAccount,
  shownClaims,
  signOut,
  startApplication,
} from './pages/application.ts'
import { activate, addCallbackAlias, createApiKey, openConfigure, openConsole, vendorOf } from './pages/console.ts'
import { printed } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const callback = '/sso/callback/oidc'
const configure = 'examples/walkthroughs/iqnect-entra-oidc/configure.sh "$GATEHOUSE_BASE_URL" "$APP_URL" "Contoso Ltd"'

/** The vendor makes Gatehouse behave like the product, and starts the application. The console shows the environment. */
export async function prepare(walk: Walk, { name }: Environment): Promise<void> {
  const console = await vendorOf(walk)
  await console.navigation('Settings').click()
  walk.keep(`${name}: issuer`, await console.copied('Issuer'))
  await addCallbackAlias(console, callback, false)
  walk.keep(`${name}: key`, await createApiKey(console, 'Configuration'))
  const text = await walk.terminal.run(configure, { GATEHOUSE_API_KEY: walk.kept(`${name}: key`) })
  for (const value of ['organization', 'connection', 'client id', 'client secret']) {
    walk.keep(`${name}: ${value}`, printed(text, value))
  }
}

/** The steps of the document for one environment. */
export const steps = (environment: Environment): readonly Step[] => [
  ...newApplication(environment),
  step('122 Select Register an application to integrate with Microsoft Entra ID', async (walk) => {
    const center = await administratorOf(walk)
    await center.page.getByLabel('Register an application to integrate with Microsoft Entra ID').check()
    await center.button('Create').click()
    await center.heading('Register an application')
    expect(await center.page.getByLabel('Name', { exact: true }).inputValue()).toBe(environment.registration)
  }),
  look('123 Under Supported account types, select Accounts in this organizational directory only', async (walk) => {
    const { page } = await administratorOf(walk)
    const choice = page.getByLabel(/^Accounts in this organizational directory only/)
    await choice.check()
    expect(await choice.isChecked()).toBe(true)
  }),
  step('124 Under Redirect URI, select Web. Enter https://api.iqnect.ai/sso/callback/oidc', async (walk) => {
    const center = await administratorOf(walk)
    await center.page.getByLabel('Platform').selectOption({ label: 'Web' })
    await center.page.getByLabel('Redirect URI', { exact: true }).fill(`${walk.sites.gateway}${callback}`)
    await center.button('Register').click()
    await center.heading(`${environment.registration} | Overview`)
  }),
  look('128 In the settings for the enterprise application, select the Single Sign-On menu', async (walk) => {
    const center = await administratorOf(walk)
    await openEnterpriseApp(center, environment.registration)
    await center.link('Single sign-on').click()
    await center.link('App registrations experience').click()
    await center.heading(`${environment.registration} | Overview`)
  }),
  step('129 Select the Certifications & secrets menu. Add a new client secret', async (walk) => {
    const center = await administratorOf(walk)
    walk.keep('client secret', await addClientSecret(center, 'IQNECT', '730 days (24 months)'))
  }),
  look('130 Save this secret for use in a later step', async (walk) => {
    const { page } = await administratorOf(walk)
    await page.getByRole('row', { name: 'IQNECT' }).waitFor()
    expect(walk.kept('client secret')).toHaveLength(40)
  }),
  look('134 In the Azure app registration experience, select the Token configuration menu', async (walk) => {
    const center = await administratorOf(walk)
    await center.link('Token configuration').click()
    await center.link('Add optional claim').waitFor()
  }),
  step('135 Select Add optional claim for the ID token', async (walk) => {
    const center = await administratorOf(walk)
    await center.link('Token configuration').click()
    await center.link('Add optional claim').click()
    await center.page.getByLabel('ID', { exact: true }).check()
    for (const claim of ['email', 'upn']) {
      await center.page.getByRole('checkbox', { name: new RegExp(`^${claim} `) }).check()
    }
    await center.button('Add').click()
  }),
  // The gateway asks for both scopes itself, so the end does not need them here.
  look('136 When you save the claims, turn on the Microsoft Graph email, profile permissions', async (walk) => {
    const center = await administratorOf(walk)
    await center.page.getByLabel('Turn on the Microsoft Graph email, profile permission').check()
    await center.button('Add').click()
    await center.page.getByRole('row', { name: 'email' }).first().waitFor()
  }),
  step('138 Step 4: Assign Users or Groups to IQNECT', async (walk) => {
    const center = await administratorOf(walk)
    await openEnterpriseApp(center, environment.registration)
    await assignOnly(center, environment.group)
  }),
  step('142 In the Azure app registration experience, select the Overview menu and select Endpoints', async (walk) => {
    const center = await administratorOf(walk)
    await center.navigation('App registrations').click()
    await center.link(environment.registration).click()
    walk.keep('client id', await center.read('Application (client) ID'))
    await center.link('Endpoints').last().click()
    await center.heading('Endpoints')
  }),
  step('148 OAuth 2.0 authorization endpoint (v2)', async (walk) => {
    walk.keep(
      'authorization endpoint',
      await (await administratorOf(walk)).read('OAuth 2.0 authorization endpoint (v2)'),
    )
  }),
  step('149 OAuth 2.0 token endpoint (v2)', async (walk) => {
    walk.keep('token endpoint', await (await administratorOf(walk)).read('OAuth 2.0 token endpoint (v2)'))
  }),
  step('143 The following information needs to get to IQNOX so the tenant SSO to be configured', async (walk) => {
    const console = await vendorOf(walk)
    const { page, button } = console
    await openConfigure(console, 'Contoso Ltd', walk.kept(`${environment.name}: connection`))
    await page.getByLabel('Both v2 URLs').check()
    await page.getByLabel('OAuth 2.0 authorization endpoint (v2)').fill(walk.kept('authorization endpoint'))
    await page.getByLabel('OAuth 2.0 token endpoint (v2)').fill(walk.kept('token endpoint'))
    await page.getByLabel('Application (client) ID').fill(walk.kept('client id'))
    await page.getByLabel('Client secret', { exact: true }).fill(walk.kept('client secret'))
    await button('Update connection').click()
    await activate(console)
    expect(await page.getByLabel('Application (client) ID').inputValue()).toBe(walk.kept('client id'))
  }),
]

/** A person of the customer signs in, and the application gets the three claims of the document. */
async function signsIn(walk: Walk, name: string, email: string): Promise<void> {
  const page = await walk.page(name)
  await beginSignIn(page, walk.sites.application)
  await enterPassword(page, name)
  await acceptConsent(page)
  const claims = await shownClaims(page, walk.sites.application)
  expect(claims).toMatchObject({ displayName: name, email })
  expect(claims.identifier).toMatch(/^[\da-f-]{36}$/)
}

/** Somebody who is not assigned reads why. */
async function isRefused(walk: Walk, name: string): Promise<void> {
  const page = await walk.stranger()
  await beginSignIn(page, walk.sites.application)
  await enterPassword(page, name)
  await page.getByText('AADSTS50105').first().waitFor()
}

const opened = step('Before: the vendor opens the console and prepares the environment', async (walk) => {
  await openConsole(walk)
  await prepare(walk, only)
  await startApplication(walk, registrationOf(walk, only))
})

const entra = step('108 You must have at least Cloud Application Administrator privileges', async (walk) => {
  const center = await openAdminCenter(walk, 'Omar Haddad')
  await center.page.getByText('Cloud Application Administrator').first().waitFor()
})

export const oneEnvironment: Walkthrough = {
  name: 'iqnect-entra-oidc, one environment',
  hosts,
  steps: [
    opened,
    entra,
    ...steps(only),
    look(
      '93 If your organization uses Microsoft Entra …: configure IQNECT to allow login using Identity Provider (IdP) credentials',
      async (walk) => {
        await signsIn(walk, 'Lena Fischer', lena)
        await isRefused(walk, 'Jonas Weber')
      },
    ),
    step(
      '129 Select the Certifications & secrets menu …: You must update your IQNECT deployment when the secret expires',
      async (walk) => {
        const center = await administratorOf(walk)
        await center.navigation('App registrations').click()
        await center.link(only.registration).click()
        walk.keep('second secret', await addClientSecret(center, 'IQNECT next', '730 days (24 months)'))
        const console = await vendorOf(walk)
        await console.button('Add a credential').click()
        await console
          .dialog()
          .getByRole('textbox', { name: /client secret/i })
          .first()
          .fill(walk.kept('second secret'))
        await console.dialog().getByRole('button', { name: 'Add credential' }).click()
        await console.button('Use this one').click()
        await console.page
          .getByText(/is in use now/)
          .first()
          .waitFor()
      },
    ),
    look('129 Select the Certifications & secrets menu …: the old secret goes, and nobody notices', async (walk) => {
      const center = await administratorOf(walk)
      await center.page
        .getByRole('row', { name: /^IQNECT (?!next)/ })
        .getByRole('button', { name: 'Delete' })
        .click()
      await center.page.getByRole('row', { name: /^IQNECT (?!next)/ }).waitFor({ state: 'detached' })
      const page = await walk.page('Lena Fischer')
      await signOut(page)
      await beginSignIn(page, walk.sites.application)
      await pickAccount(page, 'Lena Fischer')
      expect(await shownClaims(page, walk.sites.application)).toMatchObject({ email: lena })
    }),
  ],
}

export const twoEnvironments: Walkthrough = twoEnvironmentsOf({
  name: 'iqnect-entra-oidc',
  prepare,
  entra,
  steps,
  signsIn,
  isRefused,
})
