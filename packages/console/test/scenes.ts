/** Every page of the portal in the states that matter, for screenshots and for the checks of each page. */
import type { SetupSession } from '@gatehouse-sso/sdk/browser'
import { type Portal, portal } from './canned/answers.ts'
import * as canned from './canned/values.ts'
import { samlScenes } from './saml-scenes.ts'
import type { Scene } from './scene.ts'

const at = (changes: Partial<SetupSession>, more: Partial<Portal> = {}): Portal =>
  portal({ session: { ...canned.session, ...changes }, ...more })

const tenant = ['Contoso Ltd', 'public cloud', 'EU']
const steps = ['provider', 'register', 'values', 'claims', 'access', 'test', 'domains'] as const
const upTo = (step: (typeof steps)[number] | 'turn_on'): Partial<SetupSession> => ({
  step,
  done_steps: steps.slice(0, step === 'turn_on' ? steps.length : steps.indexOf(step)),
  connection: canned.withValues,
  tenant,
})
const tested = {
  ...canned.withValues,
  last_test: { sign_in_id: canned.sign_in_id, result: 'passed' as const, at: canned.now },
  consent: { result: 'granted' as const, because: 'Reported.', sign_in_id: canned.sign_in_id, at: canned.now },
}
const managed = {
  ...tested,
  state: 'active' as const,
  credentials: [
    { ...canned.credential, not_after: '2027-01-13T23:59:59.000Z', created_at: '2026-01-13T09:00:00.000Z' },
  ],
}

export const scenes: readonly Scene[] = [
  {
    name: 'provider',
    path: '/setup/provider',
    state: () => at({}),
    act: async (page) => {
      await page.getByRole('textbox').fill('ada@contoso.example')
      await page.getByRole('button', { name: /Look it up|Nachschlagen/ }).click()
      await page.getByText('Microsoft 365.').waitFor()
    },
  },
  {
    name: 'register',
    path: '/setup/entra/register',
    state: () =>
      at({
        ...upTo('register'),
        connection: canned.draft,
        tenant: [],
        done_actions: ['register.open', 'register.name'],
      }),
  },
  {
    name: 'register-cli',
    path: '/setup/entra/register',
    state: () => at({ ...upTo('register'), environment_kind: 'test', connection: canned.draft, tenant: [] }),
    act: async (page) => await page.getByText('Azure CLI').click(),
  },
  {
    name: 'values-empty',
    path: '/setup/entra/values',
    state: () => at({ ...upTo('values'), connection: canned.draft, tenant: [] }),
    act: async (page) => await page.getByRole('button', { name: /Continue|Weiter/ }).click(),
  },
  {
    name: 'values',
    path: '/setup/entra/values',
    state: () => at({ ...upTo('values'), connection: canned.draft, tenant: [] }),
    act: async (page) => {
      await page.locator('[data-pointer="/settings/tenant_id"]').fill(canned.tenant_id)
      await page.locator('[data-pointer="/settings/client_id"]').fill(canned.client_id)
      await page.locator('input[value=client_secret]').check()
      await page.locator('[data-pointer="/client_secret"]').fill('d41b7f3a-92e0-4c68-b5a1-8f06e2d3c794')
      await page.getByText(/^12/).click()
      await page.getByText('This is the Secret ID').waitFor()
    },
  },
  {
    name: 'values-federated',
    path: '/setup/entra/values',
    state: () =>
      at({
        ...upTo('values'),
        connection: { ...canned.withValues, credentials: [{ ...canned.federated, active: true }] },
      }),
  },
  {
    name: 'values-certificate',
    path: '/setup/entra/values',
    state: () =>
      at({
        ...upTo('values'),
        connection: { ...canned.withValues, credentials: [{ ...canned.certificate, active: true }] },
      }),
  },
  { name: 'claims', path: '/setup/entra/claims', state: () => at(upTo('claims')) },
  {
    name: 'claims-editing',
    path: '/setup/entra/claims',
    state: () => at({ ...upTo('claims'), connection: tested }, { tests: [canned.passed] }),
    act: async (page) => await page.getByRole('button', { name: /Email|E-Mail/ }).click(),
  },
  { name: 'access-empty', path: '/setup/entra/access', state: () => at(upTo('access')) },
  {
    name: 'access',
    path: '/setup/entra/access',
    state: () =>
      at(
        { ...upTo('access'), done_steps: [...steps.slice(0, 4), 'test'], connection: tested },
        { tests: [canned.passed], groups: canned.groups },
      ),
    act: async (page) => await page.getByRole('button', { name: /Engineering/ }).click(),
  },
  { name: 'test-start', path: '/setup/test', state: () => at(upTo('test')) },
  {
    name: 'test-running',
    path: '/setup/test',
    state: () => at(upTo('test'), { tests: [canned.running], readsLeft: 1e6 }),
  },
  { name: 'test-failed', path: '/setup/test', state: () => at(upTo('test'), { tests: [canned.failed] }) },
  {
    name: 'test-explained',
    path: '/setup/test',
    state: () => at(upTo('test'), { tests: [canned.running], readsLeft: 1e6 }),
    act: async (page) => {
      await page.getByRole('button', { name: /50011/ }).click()
      await page.getByLabel(/as Entra shows it|wie sie in Entra steht/).fill(canned.redirect_uri.slice(0, -1))
      await page.getByRole('button', { name: /Compare|Vergleichen/ }).click()
    },
  },
  {
    name: 'test-result',
    path: '/setup/test',
    state: () => at({ ...upTo('test'), connection: tested }, { tests: [canned.passed], groups: canned.groups }),
  },
  { name: 'domains-empty', path: '/setup/domains', state: () => at({ ...upTo('domains'), connection: tested }) },
  {
    name: 'domains',
    path: '/setup/domains',
    state: () =>
      at({ ...upTo('domains'), connection: tested }, { domains: [canned.pendingDomain, canned.provedDomain] }),
  },
  {
    name: 'turn-on',
    path: '/setup/turn_on',
    state: () =>
      at({ ...upTo('turn_on'), connection: tested }, { groups: canned.groups, domains: [canned.provedDomain] }),
  },
  {
    name: 'turn-on-vendor',
    path: '/setup/turn_on',
    state: () =>
      at({
        ...upTo('turn_on'),
        activation: {
          by: 'vendor',
          because: 'users',
          needs_test: true,
          requested_at: null,
          mails: { vendor: true, administrators: false },
        },
      }),
  },
  {
    name: 'done',
    path: '/setup/done',
    state: () => at({ ...upTo('turn_on'), state: 'completed', connection: { ...tested, state: 'active' } }),
  },
  {
    name: 'manage',
    path: '/setup/manage',
    state: () =>
      at(
        { ...upTo('turn_on'), intents: ['manage', 'domains'], connection: managed },
        { groups: canned.groups, domains: [canned.provedDomain], signIns: canned.signIns },
      ),
  },
  {
    name: 'manage-help',
    path: '/setup/manage',
    state: () =>
      at(
        { ...upTo('turn_on'), intents: ['manage', 'domains'], connection: managed },
        { groups: canned.groups, domains: [canned.provedDomain], signIns: canned.signIns },
      ),
    act: async (page) => {
      await page
        .getByRole('button', { name: /What to do|Was zu tun ist/ })
        .first()
        .click()
      await page.getByRole('dialog').waitFor()
      await page.getByText('AADSTS').first().waitFor({ state: 'attached' })
    },
  },
  { name: 'help', path: '/setup/help', state: () => at(upTo('values')) },
  {
    name: 'hand-over',
    path: '/setup/hand_over',
    state: () => at({ ...upTo('values'), connection: { ...canned.withValues, credentials: [] } }),
  },
  {
    name: 'colleague',
    path: '/setup/domains',
    state: () => at(upTo('domains')),
    act: async (page) => {
      const button = page.getByRole('button', { name: /^Send this step|^Schritt weitergeben/ })
      if (await button.isVisible()) await button.click()
      else {
        await page.getByRole('button', { name: /^Menu|^Menü/ }).click()
        await page.getByRole('menuitem', { name: /^Send this step|^Schritt weitergeben/ }).click()
      }
      await page.getByRole('button', { name: /Make the link|Link erstellen/ }).click()
      await page.getByText('https://sso.acmeplanner.example/setup/').waitFor()
    },
  },
  {
    name: 'branded',
    path: '/setup/test',
    state: () =>
      at(
        {
          ...upTo('test'),
          connection: tested,
          vendor: {
            ...canned.session.vendor,
            name: 'Nordlicht Fahrplan',
            accent: '#00695c',
            logo_url: canned.logo_url,
          },
        },
        { tests: [canned.passed], groups: canned.groups },
      ),
  },
  ...samlScenes,
  { name: 'gone', path: '/setup/nothing/here', state: () => at({}) },
]
