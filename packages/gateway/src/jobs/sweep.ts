/**
 * What happens every minute: sign-ins that nobody finished become `abandoned`, rows that can be of no use any more go,
 * claims are forgotten. Some rows at a time, so that no statement takes long and no request waits for one.
 */

import type { SweepStore } from '../domain/stores/sweep.ts'
import type { UnitsOfWork, Write } from '../domain/stores/unit.ts'

export const sweepEveryMs = 60_000
/** How long claims are kept in the record of a sign-in. */
const keepClaimsMs = 30 * 24 * 60 * 60_000
const rowsAtOnce = 500

/** @param signal ends it between two statements; the next time goes on */
export async function sweep(
  { units, stores }: { readonly units: UnitsOfWork; readonly stores: { readonly sweep: SweepStore } },
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  const rows = stores.sweep
  const tasks: readonly (() => Write)[] = [
    () => rows.abandonSignIns(now, rowsAtOnce),
    ...rows.deleteExpired.map((expired) => () => expired(now, rowsAtOnce)),
    () => rows.forgetClaims(now - keepClaimsMs, rowsAtOnce),
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
