/** How long what a sign-in gives may live. */
import { firstIdOf, type Id } from '@gatehouse-sso/core/ids'
import type { Ports } from '../ports/ports.ts'

/** For processes whose clocks differ. */
const slackMs = 24 * 60 * 60 * 1000

/**
 * The first sign-in that may have given what still lives; whoever signs in again to the same session has another one.
 * Sign-ins are kept, and a person may have a million. Who shortens a lifetime must keep the longer one here for as long.
 */
export function firstGiver({ now, lifetimes }: Ports, of: 'session' | 'offline_grant'): Id<'signin'> {
  return firstIdOf('signin', now() - (lifetimes[of] + lifetimes.sign_in) * 1000 - slackMs)
}
