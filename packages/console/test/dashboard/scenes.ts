/** Every page of the dashboard in the states that matter, for screenshots and for the checks of each page. */
import type { Page } from 'playwright-core'
import { connectionId, organizationId } from './canned/organizations.ts'
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
  ...workScenes,
]

export { connectionId, emptyOverview, northwind, proseware }
