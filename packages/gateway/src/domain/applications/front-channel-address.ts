/** The address of the page that a logout loads in a frame: OpenID Connect Front-Channel Logout 1.0, 2. */
import { originsOf } from '@gatehouse-sso/core/oauth/redirect-uri'

/** A host may hold `;`, with which it would end the directive of the policy of our page, and begin another (CWE-113). */
const plainOrigin = /^https?:\/\/[a-z0-9.:[\]-]+$/

/** @returns the reason why it cannot be used; `undefined` for a good one */
export function frontChannelProblem(address: string, redirect_uris: readonly string[]): string | undefined {
  if (address.includes('#')) return 'has a fragment: leave out `#…`'
  const { origin } = new URL(address)
  if (!plainOrigin.test(origin)) return 'has a host with characters that no host name has'
  if (originsOf(redirect_uris).includes(origin)) return undefined
  return `must have the origin of a redirect URI: ${originsOf(redirect_uris).join(', ')}`
}
