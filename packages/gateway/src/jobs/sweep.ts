/**
 * Runs every minute: it marks unfinished sign-ins as `abandoned`, deletes expired rows, and deletes the claims in old
 * traces. It handles some rows at a time, so that no statement takes long and no request waits for one.
 */

import { firstIdOf } from '@gatehouse-sso/core/ids'
import { dayMs, millisecondsOf, minuteMs } from '@gatehouse-sso/core/time'
import type { Lifetimes } from '../domain/ports/lifetimes.ts'
import type { SweepStore } from '../domain/stores/sweep.ts'
import type { Write } from '../domain/stores/unit.ts'
import type { Work } from '../domain/work/work.ts'

const rowsAtOnce = 500
/** The id of a row can be a little younger than the row: ids keep ascending when the clock is set back. */
const slackMs = minuteMs

/** The ports that a sweep needs. */
interface SweepPorts {
  readonly now: () => number
  readonly stores: { readonly sweep: SweepStore }
  readonly lifetimes: Pick<Lifetimes, 'offline_grant_seconds' | 'refresh_token_seconds'>
}

/** @param signal ends the sweep between two statements; the next sweep continues */
export async function sweep(
  { ports, units }: Pick<Work, 'units'> & { readonly ports: SweepPorts },
  signal?: AbortSignal,
): Promise<void> {
  const rows = ports.stores.sweep
  const now = ports.now()
  // Everything that expired after its whole lifetime was created before this time, and its id begins with that time.
  const created = (seconds: number): number => now - millisecondsOf(seconds) + slackMs
  const { offline_grant_seconds, refresh_token_seconds } = ports.lifetimes
  const oldGrant = firstIdOf('grant', created(offline_grant_seconds))
  const oldToken = firstIdOf('rtok', created(refresh_token_seconds))
  const environments = await rows.environments()
  const tasks: readonly (() => Write)[] = [
    () => rows.abandonSignIns(now, rowsAtOnce),
    () => rows.failTests(now, rowsAtOnce),
    ...rows.deleteExpired.map((expired) => () => expired(now, rowsAtOnce)),
    () => rows.deleteOlderGrants(now, oldGrant, rowsAtOnce),
    () => rows.deleteOlderRefreshTokens(now, oldToken, rowsAtOnce),
    ...environments.map(
      ({ id, trace_days }) =>
        () =>
          rows.forgetClaims(id, now - trace_days * dayMs, rowsAtOnce),
    ),
  ]
  for (const task of tasks) {
    let changed = rowsAtOnce
    while (changed === rowsAtOnce) {
      signal?.throwIfAborted()
      const [returned = []] = await units.run([task()])
      changed = returned.length
    }
  }
}
