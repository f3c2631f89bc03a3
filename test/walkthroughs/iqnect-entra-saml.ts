/**
 * The SAML twin of the published set-up of IQNECT with Microsoft Entra OIDC, which calls both functionally equivalent. The
 * line numbers are those of the OpenID document; behind a colon stands what SAML has in that place. Lines without an equal
 * are listed with their reasons on the page of the walkthrough. It has two walkthroughs: one environment, whose certificate
 * is replaced later, and two environments that share the reply URL.
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
import { administratorOf, assign, openAdminCenter, openEnterpriseApp } from './pages/admin-center.ts'
import { beginSignIn, enterPassword, shownClaims, signOut, startApplication } from './pages/application.ts'
import { activate, addCallbackAlias, createApiKey, openConfigure, openConsole, vendorOf } from './pages/console.ts'
import { addAttribute, openSingleSignOn } from './pages/saml-sign-on.ts'
import { printed } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const callback = '/sso/callback/saml'
const configure =
  'examples/walkthroughs/iqnect-entra-saml/configure.sh "$GATEHOUSE_BASE_URL" "$APP_URL" "Contoso Ltd" "$IDENTIFIER"'

/** The vendor makes Gatehouse behave like the product. The console shows the environment. */
async function prepare(walk: Walk, { name, registration }: Environment): Promise<void> {
  const console = await vendorOf(walk)
  await console.navigation('Settings').click()
  walk.keep(`${name}: issuer`, await console.copied('Issuer'))
  await addCallbackAlias(console, callback, false)
  walk.keep(`${name}: key`, await createApiKey(console, 'Configuration'))
  const text = await walk.terminal.run(configure, {
    GATEHOUSE_API_KEY: walk.kept(`${name}: key`),
    IDENTIFIER: registration,
  })
  for (const value of ['organization', 'connection', 'client id', 'client secret']) {
    walk.keep(`${name}: ${value}`, printed(text, value))
  }
}

/**
 * Somebody of the customer proves for the vendor that the connection works, before it counts.
 * @param signIn left out where Entra knows them from the test before
 */
async function passesTest(walk: Walk, button: string, signIn?: (tab: Tab) => Promise<void>): Promise<void> {
  const console = await vendorOf(walk)
  const [tab] = await Promise.all([console.page.waitForEvent('popup'), console.button(button).first().click()])
  if (signIn) await signIn(tab)
  await tab.getByRole('heading', { name: 'The identity provider works' }).waitFor()
  await tab.close()
}
type Tab = Parameters<typeof enterPassword>[0]

/** The steps of the document for one environment. */
export const steps = (environment: Environment): readonly Step[] => [
  ...newApplication(environment),
  step('122 Select Register an application …: Integrate any other application (Non-gallery)', async (walk) => {
    const center = await administratorOf(walk)
    await center.page.getByLabel("Integrate any other application you don't find in the gallery (Non-gallery)").check()
    await center.button('Create').click()
    await center.notice(`Successfully added the application ${environment.registration}.`)
  }),
  step('128 In the settings for the enterprise application, select the Single Sign-On menu …: SAML', async (walk) => {
    const center = await administratorOf(walk)
    await center.link('Single sign-on').first().click()
    await center.button('SAML').click()
    await center.heading('Set up Single Sign-On with SAML')
  }),
  step('121 … must align with your environment configuration …: the Identifier (Entity ID)', async (walk) => {
    const center = await administratorOf(walk)
    await center.link('Edit Basic SAML Configuration').click()
    await center.page.getByLabel('Identifier (Entity ID)', { exact: true }).fill(environment.registration)
  }),
  step('124 Under Redirect URI … Enter https://api.iqnect.ai/sso/callback/oidc …: the Reply URL', async (walk) => {
    const center = await administratorOf(walk)
    await center.page
      .getByLabel('Reply URL (Assertion Consumer Service URL)', { exact: true })
      .fill(`${walk.sites.gateway}${callback}`)
    await center.button('Save').click()
    await center.notice('Successfully saved single sign-on configuration.')
    await center.link("No, I'll test later").click()
  }),
  look('129 … Add a new client secret and set an expiration period …: a certificate is there', async (walk) => {
    const center = await administratorOf(walk)
    expect(await center.read('Thumbprint')).toMatch(/^[0-9A-F]{40}$/)
  }),
  step('134 … select the Token configuration menu …: Attributes & Claims', async (walk) => {
    const center = await administratorOf(walk)
    await center.link('Edit Attributes & Claims').click()
    await center.link('Add new claim').waitFor()
  }),
  step('135 … The following claims should be mapped into: displayName , email, and identifier', async (walk) => {
    const center = await administratorOf(walk)
    await addAttribute(center, 'displayName', 'user.displayname')
    await addAttribute(center, 'email', 'user.mail')
    await addAttribute(center, 'identifier', 'user.objectid')
  }),
  step('138 Step 4: Assign Users or Groups to IQNECT', async (walk) => {
    const center = await administratorOf(walk)
    await openEnterpriseApp(center, environment.registration)
    await assign(center, environment.group)
  }),
  step('142 … select the Overview menu and select Endpoints …: the App Federation Metadata Url', async (walk) => {
    const center = await administratorOf(walk)
    await openSingleSignOn(center)
    walk.keep('metadata address', await center.read('App Federation Metadata Url'))
  }),
  step('143 The following information needs to get to IQNOX so the tenant SSO to be configured', async (walk) => {
    const console = await vendorOf(walk)
    const { page, button } = console
    await openConfigure(console, 'Contoso Ltd', walk.kept(`${environment.name}: connection`), environment.connection)
    await page.getByLabel('Metadata address', { exact: true }).last().fill(walk.kept('metadata address'))
    await button('Update connection').click()
    await button('Activate').first().waitFor()
  }),
]

/** The connection is tried before anybody depends on it. */
export const tested = ({ name }: Environment, person: string): Step =>
  look(`143 … so the tenant SSO to be configured: ${name} is tested`, async (walk) => {
    await passesTest(walk, 'Test sign-in', (tab) => enterPassword(tab, person))
  })

export const switchedOn = ({ name }: Environment): Step =>
  step(`143 … so the tenant SSO to be configured: ${name} is switched on`, async (walk) => {
    await activate(await vendorOf(walk))
  })

/** A person of the customer signs in, and the application gets the three claims of the document. */
async function signsIn(walk: Walk, name: string, email: string): Promise<void> {
  const page = await walk.page(name)
  await beginSignIn(page, walk.sites.application)
  await enterPassword(page, name)
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

/** Somebody signs out here and in once more. Entra knows them still, and asks nothing. */
async function signsInAgain(walk: Walk, name: string, email: string): Promise<void> {
  const page = await walk.page(name)
  await signOut(page)
  await beginSignIn(page, walk.sites.application)
  expect(await shownClaims(page, walk.sites.application)).toMatchObject({ email })
}

const entra = step('108 You must have at least Cloud Application Administrator privileges', async (walk) => {
  const center = await openAdminCenter(walk, 'Omar Haddad')
  await center.page.getByText('Cloud Application Administrator').first().waitFor()
})

/** Line 129, years later: the certificate comes to its end. */
const replacement: readonly Step[] = [
  step('129 … You must update your IQNECT deployment when the secret expires …: a new certificate', async (walk) => {
    const center = await administratorOf(walk)
    await openSingleSignOn(center)
    walk.keep('old certificate', await center.read('Thumbprint'))
    await center.link('Edit Token signing certificate').click()
    await center.button('New Certificate').click()
    await center.notice('Created a certificate. It is inactive.')
  }),
  step('129 … You must update your IQNECT deployment …: the metadata is read again', async (walk) => {
    await walk.terminal.run(
      'gatehouse connections update "$CONNECTION" --settings metadata_url="$METADATA_URL" --quiet',
      {
        GATEHOUSE_API_KEY: walk.kept(`${only.name}: key`),
        CONNECTION: walk.kept(`${only.name}: connection`),
        METADATA_URL: walk.kept('metadata address'),
      },
    )
    const { page } = await vendorOf(walk)
    await page.reload()
    await page.getByText('One change waits for a test').waitFor()
  }),
  step('129 … You must update your IQNECT deployment …: both certificates are tested and in use', async (walk) => {
    await passesTest(walk, 'Test candidate')
    const { page, button } = await vendorOf(walk)
    await page.getByText('One change is tested').waitFor()
    await button('Activate').first().click()
    await page.getByText('One change is tested').waitFor({ state: 'detached' })
  }),
  step('129 … when the secret expires …: Entra signs with the new certificate, and nobody notices', async (walk) => {
    await signsInAgain(walk, 'Lena Fischer', lena)
    const center = await administratorOf(walk)
    await center.button(/^Make certificate active/).click()
    await center.notice('Successfully activated the certificate.')
    await signsInAgain(walk, 'Lena Fischer', lena)
  }),
  look('129 … when the secret expires …: the old certificate goes, and nobody notices', async (walk) => {
    const center = await administratorOf(walk)
    await center.button(`Delete Certificate ${walk.kept('old certificate')}`).click()
    await center.notice('Successfully deleted the certificate.')
    await signsInAgain(walk, 'Lena Fischer', lena)
  }),
]

export const oneEnvironment: Walkthrough = {
  name: 'iqnect-entra-saml, one environment',
  hosts,
  steps: [
    step('Before: the vendor opens the console and prepares the environment', async (walk) => {
      await openConsole(walk)
      await prepare(walk, only)
      await startApplication(walk, registrationOf(walk, only))
    }),
    entra,
    ...steps(only),
    tested(only, 'Lena Fischer'),
    switchedOn(only),
    look(
      '93 If your organization uses Microsoft Entra …: configure IQNECT to allow login using Identity Provider (IdP) credentials',
      async (walk) => {
        await signsIn(walk, 'Lena Fischer', lena)
        await isRefused(walk, 'Jonas Weber')
      },
    ),
    ...replacement,
  ],
}

const both = twoEnvironmentsOf({
  name: 'iqnect-entra-saml',
  prepare,
  entra,
  steps: (environment) => [...steps(environment), switchedOn(environment)],
  signsIn,
  isRefused,
})

export const twoEnvironments: Walkthrough = {
  ...both,
  steps: [
    ...both.steps,
    look(
      '112 If you have licensed distinct environments …: neither environment knows the people of the other',
      async (walk) => {
        const console = await vendorOf(walk)
        await console.navigation('Users').click()
        await console.link('Lena Fischer').waitFor()
        expect(await console.link('Jonas Weber').count()).toBe(0)
      },
    ),
  ],
}
