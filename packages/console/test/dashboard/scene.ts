/** A page of the dashboard in a state that matters. */
import type { Page } from 'playwright-core'
import type { World } from './canned/world.ts'

export interface DashboardScene {
  readonly name: string
  readonly path: string
  readonly state: () => World
  /** Brings the page to the state to look at. */
  readonly act?: (page: Page) => Promise<void>
}
