/**
 * "Both implementations are functionally equivalent" (line 93 of the set-up of IQNECT). A customer with OpenID Connect gets
 * SAML as well, each by the steps of its document. The same person is then the same for the application.
 */
import { expect } from 'vitest'
import { prepare, steps as stepsOfOidc } from './iqnect-entra-oidc.ts'
import { steps as stepsOfSaml, switchedOn, tested } from './iqnect-entra-saml.ts'
import { type Environment, registrationOf } from './iqnect-environments.ts'
import { administratorOf, openAdminCenter, openEnterpriseApp } from './pages/admin-center.ts'
import { acceptConsent, beginSignIn, enterPassword, shownClaims, startApplication } from './pages/application.ts'
import { addCallbackAlias, createRole, openConsole, vendorOf } from './pages/console.ts'
import { openSingleSignOn } from './pages/saml-sign-on.ts'
import { printed } from './terminal.ts'
import type { Walk } from './walk.ts'
import { look, type Step, step, type Walkthrough } from './walkthrough.ts'

const configure =
  'examples/walkthroughs/iqnect-entra-saml/configure.sh "$GATEHOUSE_BASE_URL" "$APP_URL" "Contoso Ltd" "$IDENTIFIER" "$CUSTOMER"'

const oidc: Environment = { name: 'Production', registration: 'https://api.example.com/oidc', group: 'Engineering' }
const connection = 'Microsoft Entra ID (SAML)'
const saml: Environment = {
  name: 'SAML',
  registration: 'https://api.example.com',
  group: 'Engineering',
  connection,
}

/** The claims that say who somebody is and what they may do. The others are of the sign-in. */
const compared = [
  ...['sub', 'org_id', 'email', 'email_verified', 'name', 'displayName', 'identifier'],
  ...['given_name', 'family_name', 'preferred_username', 'groups', 'role', 'roles', 'is_admin'],
] as const

const all =
  (steps: readonly Step[]) =>
  async (walk: Walk): Promise<void> => {
    for (const { run } of steps) await run(walk)
  }

export const bothVariants: Walkthrough = {
  name: 'iqnect-entra-saml beside iqnect-entra-oidc',
  hosts: { gateway: 'api.example.com' },
  steps: [
    step('Before: the vendor prepares the environment for OpenID Connect', async (walk) => {
      await openConsole(walk)
      await prepare(walk, oidc)
      await startApplication(walk, registrationOf(walk, oidc))
    }),
    step('Before: the vendor gives a role to a group', async (walk) => {
      const center = await openAdminCenter(walk, 'Omar Haddad')
      await center.navigation('Groups').first().click()
      await center.link('Engineering').click()
      walk.keep('group id', await center.read('Object ID'))
      const console = await vendorOf(walk)
      await createRole(console, 'Editor')
      await console.navigation('Organizations').click()
      await console.link('Contoso Ltd').click()
      await console.link('Groups and roles').click()
      await console.button('Create group').first().click()
      await console.dialog().getByLabel('Id at the identity provider').fill(walk.kept('group id'))
      await console.dialog().getByLabel('Role', { exact: true }).selectOption({ label: 'Editor' })
      await console.dialog().getByRole('button', { name: 'Create group' }).click()
      await console.dialog().waitFor({ state: 'detached' })
    }),
    step('119 In the Microsoft Entra ID portal …: all steps with OpenID Connect', all(stepsOfOidc(oidc))),
    step('135 Select Add optional claim …: names and groups come with the ID token', async (walk) => {
      const { page, link, button, navigation, notice } = await administratorOf(walk)
      await navigation('App registrations').first().click()
      await link(oidc.registration).click()
      await link('Token configuration').click()
      await link('Add optional claim').click()
      await page.getByLabel('ID', { exact: true }).check()
      for (const claim of ['family_name', 'given_name']) {
        await page.getByRole('checkbox', { name: new RegExp(`^${claim} `) }).check()
      }
      await button('Add').click()
      await page.getByRole('row', { name: 'family_name' }).first().waitFor()
      await link('Add groups claim').click()
      await page.getByLabel('Groups assigned to the application').check()
      await button('Add').click()
      await notice('Successfully updated the groups claim.')
    }),
    step('93 … the OpenID Connect (OIDC) protocol …: Lena signs in', async (walk) => {
      const page = await walk.page('Lena')
      await beginSignIn(page, walk.sites.application)
      await enterPassword(page, 'Lena Fischer')
      await acceptConsent(page)
      const claims = await shownClaims(page, walk.sites.application)
      for (const name of compared) walk.keep(`by OpenID Connect: ${name}`, claims[name] ?? null)
    }),
    step('93 … and the SAML 2.0 protocol …: the vendor prepares the same customer for SAML', async (walk) => {
      await addCallbackAlias(await vendorOf(walk), '/sso/callback/saml', false)
      const text = await walk.terminal.run(configure, {
        GATEHOUSE_API_KEY: walk.kept(`${oidc.name}: key`),
        IDENTIFIER: saml.registration,
        CUSTOMER: walk.kept(`${oidc.name}: organization`),
      })
      walk.keep(`${saml.name}: connection`, printed(text, 'connection'))
    }),
    step('119 In the Microsoft Entra ID portal …: all steps with SAML', all(stepsOfSaml(saml))),
    step('135 … the attributes required in Introduction …: groups come with the assertion', async (walk) => {
      const center = await administratorOf(walk)
      await openEnterpriseApp(center, saml.registration)
      await openSingleSignOn(center)
      await center.link('Edit Attributes & Claims').click()
      await center.link('Add a group claim').click()
      await center.page.getByLabel('Groups assigned to the application').check()
      await center.button('Save').click()
      await center.notice('Successfully saved the group claim.')
    }),
    tested(saml, 'Lena Fischer'),
    switchedOn(saml),
    look('93 … Both implementations are functionally equivalent when used with IQNECT', async (walk) => {
      const page = await walk.stranger()
      await beginSignIn(page, walk.sites.application)
      await page.getByRole('link', { name: connection }).click()
      await enterPassword(page, 'Lena Fischer')
      const claims = await shownClaims(page, walk.sites.application)
      expect(claims).toMatchObject({ email: 'lena@contoso.example', name: 'Lena Fischer', role: 'editor' })
      expect(claims.groups).toContain(walk.kept('group id'))
      for (const name of compared) expect([name, claims[name]]).toEqual([name, walk.kept(`by OpenID Connect: ${name}`)])
    }),
  ],
}
