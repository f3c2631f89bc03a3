/** Every page of the dashboard in the states that matter, for screenshots and for the checks of each page. */
import type { Page } from 'playwright-core'
import { connectionId, domainOf, organizationId, organizations } from './canned/organizations.ts'
import { emptyOverview } from './canned/sign-ins.ts'
import { type World, world } from './canned/world.ts'
import { workScenes } from './work-scenes.ts'

export interface DashboardScene {
  readonly name: string
  readonly path: string
  readonly state: () => World
  /** Brings the page to the state to look at. */
  readonly act?: (page: Page) => Promise<void>
}

const northwind = organizationId(0)
const proseware = organizationId(12)
const woodgrove = organizationId(7)

export const scenes: readonly DashboardScene[] = [
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
  { name: 'missing', path: '/console/live/nowhere', state: () => world() },
  ...workScenes,
]

export { connectionId, emptyOverview, northwind, proseware }
