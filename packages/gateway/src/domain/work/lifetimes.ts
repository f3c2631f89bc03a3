/** How long things live by default, and the moments that follow from it. */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import { millisecondsOf } from '@gatehouse-sso/core/time'
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
}

/** For processes whose clocks differ. */
const slackMs = millisecondsOf(day)

/**
 * The oldest sign-in that can have opened a session, or made an offline grant, that still lives. A person may have a
 * million older ones, which need not be read. Signing in again in the same session is a sign-in of its own. If you
 * shorten a lifetime, the longer one must stay here until everything that was made under it has ended.
 */
export function oldestSignInOf({ now, lifetimes }: Ports, what: 'session' | 'offline_grant'): Id<'signin'> {
  const seconds = lifetimes[`${what}_seconds`] + lifetimes.sign_in_seconds
  return firstIdOf('signin', now() - millisecondsOf(seconds) - slackMs)
}
