/** The pages of the portal in a setup by SAML. */
import type { Connection, SetupSession } from '@gatehouse-sso/sdk/browser'
import { type Portal, portal } from './canned/answers.ts'
import {
  metadata_url,
  samlDraft,
  samlFailed,
  samlFromFile,
  samlManaged,
  samlTest,
  samlTestByAddress,
  samlWithValues,
} from './canned/saml.ts'
import * as canned from './canned/values.ts'
import type { Scene } from './scene.ts'

const steps = ['provider', 'register', 'values', 'claims', 'access', 'test', 'domains'] as const

function at(
  step: SetupSession['step'],
  connection: Connection,
  more: Partial<Portal> = {},
  changes: Partial<SetupSession> = {},
): Portal {
  const index = (steps as readonly string[]).indexOf(step)
  const session: SetupSession = {
    ...canned.session,
    providers: [
      {
        type: 'entra_saml',
        name: 'Microsoft Entra ID (SAML)',
        summary: 'Microsoft Entra ID, for applications with SAML',
      },
      ...canned.session.providers,
    ],
    step,
    done_steps: index === -1 ? [...steps] : steps.slice(0, index),
    connection,
    tenant: connection.settings.sso_url === undefined ? [] : ['Contoso Ltd', 'login.microsoftonline.com'],
    ...changes,
  }
  return portal({ session, ...more })
}

const tested: Connection = {
  ...samlWithValues,
  last_test: { sign_in_id: canned.sign_in_id, result: 'passed', at: canned.now },
}

export const samlScenes: readonly Scene[] = [
  { name: 'saml-register', path: '/setup/entra_saml/register', state: () => at('register', samlDraft) },
  {
    name: 'saml-values',
    path: '/setup/entra_saml/values',
    state: () => at('values', samlDraft),
    act: async (page) => {
      await page.locator('[data-pointer="/settings/metadata_url"]').fill(metadata_url)
      await page.locator('[data-pointer="/settings/metadata_url"]').blur()
      await page.getByText('until 2 Nov 2029').waitFor()
    },
  },
  {
    name: 'saml-values-tenant',
    path: '/setup/entra_saml/values',
    state: () => at('values', samlDraft),
    act: async (page) => {
      await page.locator('[data-pointer="/settings/metadata_url"]').fill(metadata_url.replace(/\?.*$/, ''))
      await page.locator('[data-pointer="/settings/metadata_url"]').blur()
      await page.getByText('The address lacks').waitFor()
    },
  },
  {
    name: 'saml-values-file',
    path: '/setup/entra_saml/values',
    state: () => at('values', samlDraft),
    act: async (page) => {
      await page.getByRole('button', { name: /Upload a file|Datei hochladen/ }).click()
      const buffer = Buffer.from('<!DOCTYPE html><html><body>Sign in</body></html>')
      await page.locator('input[type=file]').setInputFiles({ name: 'metadata.xml', mimeType: 'text/xml', buffer })
      await page.getByText('This is no metadata.').waitFor()
    },
  },
  {
    name: 'saml-values-single',
    path: '/setup/google_saml/values',
    state: () => at('values', samlFromFile),
    act: async (page) => {
      await page.locator('[data-pointer="/settings/certificates"]').waitFor()
      await page.locator('main summary').last().click()
    },
  },
  {
    name: 'saml-values-own-certificate',
    path: '/setup/entra_saml/values',
    state: () => at('values', { ...samlWithValues, credentials: [{ ...canned.certificate, active: true }] }),
  },
  { name: 'saml-claims', path: '/setup/entra_saml/claims', state: () => at('claims', samlWithValues) },
  { name: 'saml-test-start', path: '/setup/test', state: () => at('test', samlWithValues) },
  {
    name: 'saml-test-running',
    path: '/setup/test',
    state: () =>
      at('test', samlWithValues, {
        tests: [{ ...canned.running, stages: canned.running.stages.filter(({ id }) => id !== 'token') }],
        readsLeft: 1e6,
      }),
  },
  {
    name: 'saml-test-result',
    path: '/setup/test',
    state: () => at('test', tested, { tests: [samlTest], groups: canned.groups }),
  },
  { name: 'saml-test-failed', path: '/setup/test', state: () => at('test', samlWithValues, { tests: [samlFailed] }) },
  {
    name: 'saml-test-result-address',
    path: '/setup/test',
    state: () => at('test', tested, { tests: [samlTestByAddress], groups: canned.groups }),
  },
  { name: 'saml-turn-on', path: '/setup/turn_on', state: () => at('turn_on', tested) },
  { name: 'saml-help', path: '/setup/help', state: () => at('values', samlWithValues) },
  { name: 'saml-hand-over', path: '/setup/hand_over', state: () => at('values', samlWithValues) },
  {
    name: 'saml-manage',
    path: '/setup/manage',
    state: () =>
      at(
        'turn_on',
        samlManaged,
        { groups: canned.groups, signIns: canned.signIns },
        { intents: ['manage', 'domains'] },
      ),
  },
]
