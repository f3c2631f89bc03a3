/** The people of a walkthrough, with their browsers and what they have read. Values travel in no other way. */
import type { Page } from 'playwright-core'
import type { Place, Sites } from './launcher.ts'
import type { Terminal } from './terminal.ts'

export interface Walk {
  readonly sites: Sites
  readonly owner_link: string
  readonly terminal: Terminal
  /** The port of the hosts of organizations. */
  readonly port: number
  /** The browser of somebody, the same page each time. `the vendor`, `the administrator`, `Lena` */
  page(who: string): Promise<Page>
  /** Opens a new browser, without cookies. */
  stranger(): Promise<Page>
  /** Remembers a value that somebody has read. */
  keep(name: string, value: string | null): void
  /** @throws Error if nobody has read it */
  kept(name: string): string
}

export function openWalk(place: Place): Walk {
  const { sites, owner_link, terminal, port } = place
  const pages = new Map<string, Promise<Page>>()
  const values = new Map<string, string>()
  return {
    sites,
    owner_link,
    terminal,
    port,
    page: (who) => {
      const page = pages.get(who) ?? place.browser()
      pages.set(who, page)
      return page
    },
    stranger: () => place.browser(),
    keep: (name, value) => {
      if (!value) throw new Error(`nothing was there to read: ${name}`)
      values.set(name, value)
    },
    kept: (name) => {
      const value = values.get(name)
      if (value === undefined) throw new Error(`nobody has read it: ${name}`)
      return value
    },
  }
}
