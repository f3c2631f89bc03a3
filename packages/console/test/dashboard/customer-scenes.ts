/** The scenes of the overview, the organizations and their connections. */
import { sessionOf } from './canned/console.ts'
import {
  connectionId,
  connectionOf,
  credentialOf,
  domainOf,
  organizationId,
  organizations,
} from './canned/organizations.ts'
import { emptyOverview } from './canned/sign-ins.ts'
import { world } from './canned/world.ts'
import { samlScenes } from './saml-scenes.ts'
import type { DashboardScene } from './scene.ts'

const northwind = organizationId(0)
const proseware = organizationId(12)
const woodgrove = organizationId(7)

const withFederation = connectionOf(0, {
  candidate: null,
  warnings: [
    {
      code: 'endpoints_changed',
      title: 'The identity provider has published other endpoints.',
      who: 'Your team',
      remedy: 'Compare them, and use them if they are right.',
      hints: [],
      expected: null,
      received: null,
      upstream: null,
    },
  ],
  credentials: [
    credentialOf(0, 1),
    credentialOf(0, 2, {
      type: 'federated',
      hint: null,
      not_after: null,
      federation: {
        issuer: 'https://sso.planner.example/federation',
        subject: `connection:${connectionId(0)}`,
        audience: 'api://AzureADTokenExchange',
        command: 'az ad app federated-credential create',
        warning: null,
      },
    }),
  ],
})

export const customerScenes: readonly DashboardScene[] = [
  {
    name: 'overview',
    path: '/console/test/overview',
    state: () => world(),
    act: async (page) => await page.getByText('The client secret is wrong').first().waitFor(),
  },
  {
    name: 'overview-empty',
    path: '/console/test/overview',
    state: () => world({ overview: emptyOverview, signIns: [] }),
  },
  {
    name: 'overview-try',
    path: '/console/live/overview',
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Try a sign-in' }).click()
      await page.getByRole('button', { name: 'Open the test' }).waitFor()
    },
  },
  { name: 'organizations', path: '/console/live/organizations', state: () => world() },
  { name: 'organizations-failing', path: '/console/live/organizations?view=failing', state: () => world() },
  {
    name: 'organizations-none',
    path: '/console/test/organizations',
    state: () => world({ summaries: [], organizations: [], overview: emptyOverview }),
  },
  {
    name: 'organizations-create',
    path: '/console/live/organizations?create=Adatum',
    state: () => world(),
    act: async (page) => await page.getByRole('button', { name: 'Create organization' }).last().waitFor(),
  },
  { name: 'organization', path: `/console/live/organizations/${northwind}`, state: () => world() },
  {
    name: 'organization-setup',
    path: `/console/live/organizations/${proseware}`,
    state: () =>
      world({
        organizations: organizations.map((one) =>
          one.id === proseware ? { ...one, domains: [domainOf(12, 'proseware.example', 'pending')] } : one,
        ),
      }),
  },
  {
    name: 'organization-link',
    path: `/console/live/organizations/${proseware}?send=1`,
    state: () => world(),
    act: async (page) => await page.getByText('Valid for').waitFor(),
  },
  { name: 'organization-sign-ins', path: `/console/live/organizations/${woodgrove}/sign_ins`, state: () => world() },
  { name: 'organization-events', path: `/console/live/organizations/${northwind}/events`, state: () => world() },
  { name: 'organization-users', path: `/console/live/organizations/${northwind}/users`, state: () => world() },
  { name: 'organization-settings', path: `/console/live/organizations/${northwind}/settings`, state: () => world() },
  {
    name: 'organization-delete',
    path: `/console/live/organizations/${northwind}/settings`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Delete organization' }).click()
      await page.getByText('All its people').waitFor()
    },
  },
  { name: 'configure-new', path: `/console/live/organizations/${proseware}/configure`, state: () => world() },
  {
    name: 'configure',
    path: `/console/live/organizations/${proseware}/configure/${connectionId(12)}`,
    state: () => world(),
    act: async (page) => {
      await page
        .getByLabel('Discovery endpoint')
        .last()
        .fill(
          'https://login.microsoftonline.com/2b90f7d4-61c8-4e0a-b35d-98e7a1c04f62/v2.0/.well-known/openid-configuration',
        )
      await page.getByLabel('Application (client) ID').fill('90c4e2b8-17ad-4f53-8b6e-d02a5f9c7e31')
      await page.getByLabel('Client secret').fill('4f7d0c92-ab35-4e18-9c60-7e21d8b5a3f4')
      await page.getByRole('button', { name: '24 months' }).click()
    },
  },
  {
    name: 'configure-refused',
    path: `/console/live/organizations/${proseware}/configure/${connectionId(12)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByText('Tenant ID', { exact: true }).click()
      await page.getByLabel('Directory (tenant) ID').fill('common')
      await page.getByLabel('Application (client) ID').fill('90c4e2b8-17ad-4f53-8b6e-d02a5f9c7e31')
      await page.getByLabel('Client secret').fill('Wz2_not_a_guid')
      await page.getByRole('button', { name: 'Update connection' }).click()
      await page.getByText('is not the Directory (tenant) ID').first().waitFor()
    },
  },
  {
    name: 'connection',
    path: `/console/live/organizations/${northwind}/connection/${connectionId(0)}`,
    state: () => world(),
    act: async (page) => await page.getByText('Tinted rows').waitFor(),
  },
  ...samlScenes,
  {
    name: 'connection-editing',
    path: `/console/live/organizations/${northwind}/connection/${connectionId(0)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit mapping' }).click()
      await page.getByLabel('preferred_username').fill('upn, preferred_username')
    },
  },
  {
    name: 'connection-draft',
    path: `/console/live/organizations/${proseware}/connection`,
    state: () => world(),
  },
  {
    name: 'connection-deactivate',
    path: `/console/live/organizations/${northwind}/connection/${connectionId(0)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Deactivate' }).click()
      await page.getByText('went through it').waitFor()
    },
  },
  {
    name: 'groups',
    path: `/console/live/organizations/${northwind}/groups_roles`,
    state: () => world(),
    act: async (page) => {
      await page.getByText('is the primary role').waitFor()
      await page.getByLabel('Role of Finance').selectOption('admin')
      await page.getByText('Finance now gives Admin').waitFor()
    },
  },
  {
    name: 'palette',
    path: '/console/live/overview',
    state: () => world(),
    act: async (page) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').and(page.locator(':focus')).waitFor()
      await page.keyboard.type('fabri')
      await page.getByRole('option', { name: /fabrikam\.example/ }).waitFor()
    },
  },
  {
    name: 'keys',
    path: '/console/live/overview',
    state: () => world(),
    act: async (page) => {
      await page.keyboard.press('?')
      await page.getByText('Search this page').waitFor()
    },
  },
  {
    name: 'viewer',
    path: `/console/live/organizations/${northwind}/connection/${connectionId(0)}`,
    state: () => world({ session: sessionOf('viewer') }),
    act: async (page) => await page.getByText('Tinted rows').waitFor(),
  },
  {
    name: 'connection-credentials',
    path: `/console/live/organizations/${northwind}/connection/${connectionId(0)}`,
    state: () => world({ connections: [withFederation] }),
    act: async (page) => {
      await page.getByText('What to register').click()
      await page.getByText('api://AzureADTokenExchange', { exact: true }).waitFor()
    },
  },
  {
    name: 'connection-add-credential',
    path: `/console/live/organizations/${organizationId(1)}/connection/${connectionId(1)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Add a credential' }).click()
      await page.getByText('Certificate', { exact: true }).click()
      await page.getByText('Made here.').waitFor()
    },
  },
  {
    name: 'menu',
    path: '/console/test/overview',
    state: () => world(),
    act: async (page) => {
      const open = page.getByRole('button', { name: 'Open the menu' })
      if (await open.isVisible()) await open.click()
    },
  },
  {
    name: 'session-over',
    path: `/console/live/organizations/${northwind}/settings`,
    state: () => world(),
    act: async (page) => {
      await page.route('**/v1/organizations/*', (route) =>
        route.request().method() === 'GET'
          ? route.continue()
          : route.fulfill({
              status: 401,
              contentType: 'application/json',
              body: JSON.stringify({
                error: {
                  type: 'x',
                  code: 'staff_session_missing',
                  message: 'Nobody is signed in.',
                  request_id: 'req_01jd2x3y4z',
                  doc_url: 'https://docs.example',
                },
              }),
            }),
      )
      await page.getByLabel('Name', { exact: true }).first().fill('Northwind')
      await page.getByRole('button', { name: 'Save changes' }).first().click()
      await page.getByRole('link', { name: 'Sign in again' }).waitFor()
    },
  },
  {
    name: 'sign-in',
    path: '/console/live/overview',
    state: () => world({ isOver: true }),
  },
  { name: 'missing', path: '/console/live/nowhere', state: () => world() },
]
