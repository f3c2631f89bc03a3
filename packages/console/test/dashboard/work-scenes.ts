/** The scenes of the pages of every day and of the settings. */
import { applicationsWithSecrets } from './canned/application-answers.ts'
import { sessionOf } from './canned/console.ts'
import { idOf } from './canned/ids.ts'
import { world } from './canned/world.ts'
import type { DashboardScene } from './scene.ts'

export const workScenes: readonly DashboardScene[] = [
  { name: 'sign-ins', path: '/console/live/sign_ins', state: () => world() },
  {
    name: 'sign-ins-empty',
    path: '/console/test/sign_ins?state=abandoned',
    state: () => world({ signIns: [] }),
  },
  {
    name: 'sign-in-failed',
    path: `/console/live/sign_ins?sign_in=${idOf('signin', 23)}`,
    state: () => world(),
    act: async (page) => await page.getByRole('heading', { name: 'Mapping' }).waitFor(),
  },
  {
    name: 'sign-in-revealed',
    path: `/console/live/sign_ins?sign_in=${idOf('signin', 20)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Reveal personal data' }).click()
      await page.getByText('"sub"').first().waitFor()
    },
  },
  {
    name: 'sign-in-code',
    path: `/console/live/sign_ins?sign_in=${idOf('signin', 20)}&as=code`,
    state: () => world(),
    act: async (page) => await page.getByRole('tab', { name: 'curl' }).waitFor(),
  },
  { name: 'users', path: '/console/live/users', state: () => world() },
  {
    name: 'users-filtered',
    path: `/console/live/users?organization_id=${idOf('org', 4)}&state=active`,
    state: () => world(),
  },
  { name: 'users-invitations', path: '/console/live/users?view=invitations', state: () => world() },
  {
    name: 'users-invite',
    path: '/console/live/users?invite=1',
    state: () => world(),
    act: async (page) => await page.getByRole('button', { name: 'Make the invitation' }).waitFor(),
  },
  { name: 'user', path: `/console/live/users/${idOf('user', 0)}`, state: () => world() },
  {
    name: 'user-delete',
    path: `/console/live/users/${idOf('user', 0)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Delete' }).click()
      await page.getByText('2 sessions end now.').waitFor()
    },
  },
  { name: 'applications', path: '/console/live/applications', state: () => world() },
  { name: 'applications-none', path: '/console/live/applications', state: () => world({ applications: [] }) },
  {
    name: 'applications-create',
    path: '/console/live/applications?create=1',
    state: () => world(),
    act: async (page) => await page.getByRole('button', { name: 'Create the application' }).waitFor(),
  },
  {
    name: 'application',
    path: `/console/live/applications/${idOf('app', 1)}`,
    state: () => world({ applications: applicationsWithSecrets }),
  },
  {
    name: 'application-quick-start',
    path: `/console/live/applications/${idOf('app', 1)}/quick_start?framework=python`,
    state: () => world({ applications: applicationsWithSecrets }),
  },
  { name: 'events', path: '/console/live/events', state: () => world() },
  { name: 'events-filtered', path: '/console/live/events?type=connection.updated', state: () => world() },
  {
    name: 'event',
    path: `/console/live/events?event=${idOf('evt', 1)}`,
    state: () => world(),
    act: async (page) => await page.getByRole('heading', { name: 'Source' }).waitFor(),
  },
  ...['environment', 'roles', 'api_keys', 'signing_keys', 'branding', 'team'].map((part) => ({
    name: `settings-${part}`,
    path: `/console/live/settings/${part}`,
    state: () => world(),
  })),
  {
    name: 'settings-new-key',
    path: '/console/live/settings/api_keys',
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Create an API key' }).click()
      await page.getByRole('button', { name: 'Create the key' }).waitFor()
    },
  },
  {
    name: 'settings-role',
    path: '/console/live/settings/roles',
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit Admin' }).click()
      await page.getByRole('button', { name: 'Save the role' }).waitFor()
    },
  },
  {
    name: 'settings-invite',
    path: '/console/live/settings/team',
    state: () => {
      const kept = world()
      kept.work.staffSettings.organization_id = null
      return kept
    },
    act: async (page) => {
      await page.getByRole('button', { name: 'Invite a colleague' }).click()
      await page.getByText('Your colleagues cannot sign in yet.').waitFor()
    },
  },
  { name: 'sign-ins-of-a-day', path: '/console/live/sign_ins?period=24_hours&state=failed', state: () => world() },
  {
    name: 'settings-viewer',
    path: '/console/live/settings/team',
    state: () => world({ session: sessionOf('viewer') }),
  },
  { name: 'api-resources', path: '/console/live/api_resources', state: () => world() },
  {
    name: 'api-resource',
    path: `/console/live/api_resources/${idOf('res', 1)}`,
    state: () => world(),
    act: async (page) => {
      await page.getByLabel('Access token').fill('eyJhbGciOiJSUzI1NiJ9.e30.c2ln')
      await page.getByRole('button', { name: 'Judge the token' }).click()
      await page.getByText('The call would be refused').waitFor()
    },
  },
  {
    name: 'events-pick',
    path: '/console/live/events',
    state: () => world(),
    act: async (page) => {
      await page.getByRole('button', { name: 'Organization' }).click()
      await page.getByRole('button', { name: /^Contoso/ }).waitFor()
    },
  },
  {
    name: 'user-viewer',
    path: `/console/live/users/${idOf('user', 0)}`,
    state: () => world({ session: sessionOf('viewer') }),
  },
]
