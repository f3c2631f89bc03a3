/**
 * Decides from facts who does not come back from an identity provider. It reads a bounded number of rows when somebody
 * asks; sign-ins write nothing for it.
 */
import { dayMs, isoTime } from '@gatehouse-sso/core/time'
import type { UnreturnedPattern } from '../ports/connection-types.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { LatestSignIn } from '../stores/sign-ins.ts'

/** How many of the latest sign-ins are looked at. */
export const lookedAt = 200

export interface Abandoned {
  readonly last_24_hours: number
  readonly browsers: number
  readonly since: number | null
  readonly pattern: UnreturnedPattern | null
  readonly because: string
}

/**
 * @param latest the latest first
 * @param everSucceeded whether anybody has ever signed in through the connection
 */
export function abandonedOf(
  { previous }: Pick<ConnectionRecord, 'previous'>,
  latest: readonly LatestSignIn[],
  everSucceeded: boolean,
  now: number,
): Abandoned {
  const sent = latest.filter((one) => hasLeft(one) && !isAway(one))
  const lost = sent.filter((one) => isLost(one) && one.created_at > now - dayMs)
  const lastBack = sent.findIndex((one) => !isLost(one))
  const run = lastBack < 0 ? sent : sent.slice(0, lastBack)
  const since = run.at(-1)?.created_at ?? null
  const browsers = new Set(lost.map(({ browser_hash }) => browser_hash)).size
  const counted = { last_24_hours: lost.length, browsers, since }
  if (lost.length === 0) return { ...counted, pattern: null, because: 'Everybody came back in the last 24 hours.' }
  if (!everSucceeded) return { ...counted, pattern: 'never', because: 'Nobody has ever signed in through it.' }
  const cameBack = sent[lastBack]
  const replaced_at = previous?.replaced_at ?? null
  const changedBetween =
    since !== null && replaced_at !== null && replaced_at <= since && replaced_at > (cameBack?.created_at ?? 0)
  if (changedBetween) {
    const because = `The settings were changed at ${isoTime(replaced_at)}, and nobody has come back since.`
    return { ...counted, pattern: 'changed', because }
  }
  // One person who gives up says nothing about the others.
  if (since !== null && new Set(run.map(({ browser_hash }) => browser_hash)).size > 1) {
    return { ...counted, pattern: 'all', because: `Nobody has come back since ${isoTime(since)}; people did before.` }
  }
  const because = `Others come back. ${browsers === 1 ? 'This person' : 'These people'} may also have cancelled.`
  return { ...counted, pattern: 'some', because }
}

/** A sign-in that a session answered, or that was refused at once, never left. */
function hasLeft({ state_hash }: LatestSignIn): boolean {
  return state_hash !== null
}

function isAway({ state }: LatestSignIn): boolean {
  return state === 'in_progress' || state === 'test_in_progress'
}

function isLost({ state, error_code }: LatestSignIn): boolean {
  return state === 'abandoned' || (state === 'test_failed' && error_code === 'sign_in_expired')
}
