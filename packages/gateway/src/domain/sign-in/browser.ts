/** The cookies of a browser, as http reads them. The domain decides what they mean. */

import type { Ports } from '../ports/ports.ts'
import type { RememberedChoice } from '../routing/routing.ts'

export interface BrowserState {
  /** The hash of the browser's key, if it has one: it recognises the browser that began a sign-in. */
  readonly browser_hash: string | undefined
  /** The handle of its session, as it came. */
  readonly session_cookie: string | undefined
  /** The person has signed out here. */
  readonly signed_out: boolean
  /** The choice that the person wanted this browser to remember. */
  readonly remembered: RememberedChoice | undefined
}

export interface BrowserKey {
  readonly browser_hash: string
  /** For a cookie; `null` when the browser has one. */
  readonly new_browser_key: string | null
}

/** The key of a browser; a browser without one gets one. */
export function browserKeyOf({ keys }: Ports, { browser_hash }: BrowserState): BrowserKey {
  if (browser_hash !== undefined) return { browser_hash, new_browser_key: null }
  const new_browser_key = keys.newSecret(256)
  return { browser_hash: keys.sha256(new_browser_key), new_browser_key }
}
