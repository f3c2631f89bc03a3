/** A page of the portal in one state. */
import type { Page } from 'playwright-core'
import type { Portal } from './canned/answers.ts'

export interface Scene {
  readonly name: string
  readonly path: string
  readonly state: () => Portal
  /** Brings the page to the state to look at. */
  readonly act?: (page: Page) => Promise<void>
}
