/**
 * Runs every minute: it marks unfinished sign-ins as `abandoned`, deletes expired rows, and deletes the claims in old
 * traces. It handles some rows at a time, so that no statement takes long and no request waits for one.
 */

import { dayMs } from '@gatehouse-sso/core/time'
import type { SweepStore } from '../domain/stores/sweep.ts'
import type { Write } from '../domain/stores/unit.ts'
import type { Work } from '../domain/work/work.ts'

const rowsAtOnce = 500

/** The ports that a sweep needs. */
interface SweepPorts {
  readonly now: () => number
  readonly stores: { readonly sweep: SweepStore }
}

/** @param signal ends the sweep between two statements; the next sweep continues */
export async function sweep(
  { ports, units }: Pick<Work, 'units'> & { readonly ports: SweepPorts },
  signal?: AbortSignal,
): Promise<void> {
  const rows = ports.stores.sweep
  const now = ports.now()
  const environments = await rows.environments()
  const tasks: readonly (() => Write)[] = [
    () => rows.abandonSignIns(now, rowsAtOnce),
    () => rows.failTests(now, rowsAtOnce),
    ...rows.deleteExpired.map((expired) => () => expired(now, rowsAtOnce)),
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
