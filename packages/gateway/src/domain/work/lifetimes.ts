/** How long things live by default, and the moments that follow from it. */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { longestSessionMinutes } from '@gatehouse-sso/core/session-lifetime'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { OrganizationPolicy } from '@gatehouse-sso/sdk/contract/organization-policy'
import type { Lifetimes } from '../ports/lifetimes.ts'
import type { Ports } from '../ports/ports.ts'

const minute = 60
const hour = 60 * minute
const day = 24 * hour

export const defaultLifetimes: Lifetimes = {
  code_seconds: minute,
  access_token_seconds: 10 * minute,
  id_token_seconds: hour,
  session_idle_seconds: 8 * hour,
  session_seconds: day,
  sign_in_seconds: 15 * minute,
  refresh_token_seconds: 14 * day,
  offline_grant_seconds: 90 * day,
  pushed_request_seconds: 10 * minute,
  device_code_seconds: 10 * minute,
}

/** For processes whose clocks differ. */
const slackMs = millisecondsOf(day)

/** The lifetimes of the sessions of an organization's people. Milliseconds. */
export function sessionLifetimes(
  { lifetimes }: Pick<Ports, 'lifetimes'>,
  { session: { idle_minutes, lifetime_minutes } }: OrganizationPolicy,
): { readonly idle_ms: number; readonly lifetime_ms: number } {
  const { session_idle_seconds, session_seconds } = lifetimes
  return {
    idle_ms: millisecondsOf(idle_minutes === null ? session_idle_seconds : idle_minutes * minute),
    lifetime_ms: millisecondsOf(lifetime_minutes === null ? session_seconds : lifetime_minutes * minute),
  }
}

/**
 * The oldest sign-in that can have opened a session, or made an offline grant, that still lives: under the longest
 * lifetime that any organization can have had. A person may have a million older ones, which need not be read. Signing
 * in again in the same session is a sign-in of its own. If you shorten a lifetime, the longer one must stay here until
 * everything that was made under it has ended.
 */
export function oldestSignInOf({ now, lifetimes }: Ports, what: 'session' | 'offline_grant'): Id<'signin'> {
  const longest = Math.max(lifetimes.session_seconds, longestSessionMinutes * minute)
  const seconds = what === 'session' ? longest : Math.max(longest, lifetimes.offline_grant_seconds)
  return firstIdOf('signin', now() - millisecondsOf(seconds + lifetimes.sign_in_seconds) - slackMs)
}
