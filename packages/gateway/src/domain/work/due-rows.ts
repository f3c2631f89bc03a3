/** A run of a background job over rows that are due, each at a time of its own. */
import { minuteMs } from '@gatehouse-sso/core/time'
import type { Unit } from '../stores/unit.ts'
import type { Work } from './work.ts'

/** The bounds of one run. The next run goes on with the longest due. */
export interface RunLimits {
  readonly rows: number
  readonly at_once: number
  readonly run_ms: number
}

/** Another process may take a row that this one took and did not finish. */
const leaseMs = 5 * minuteMs

/**
 * Takes the rows that are due, the longest due first, until none is left or the run has reached a bound. With more than a
 * run takes, each row waits longer for its turn.
 * @param takeDue as in the stores of the watches
 * @param handle says when its rows are due again; until then they are due after a lease of five minutes
 */
export async function takeAllDue<R>(
  { ports, units }: Pick<Work, 'ports' | 'units'>,
  takeDue: (now: number, next_at: number, limit: number) => Unit<readonly R[]>,
  { rows, at_once, run_ms }: RunLimits,
  signal: AbortSignal | undefined,
  handle: (due: readonly R[]) => Promise<unknown>,
): Promise<void> {
  const end = ports.ticks() + run_ms
  let seen = 0
  while (seen < rows && ports.ticks() < end && !signal?.aborted) {
    const now = ports.now()
    const size = Math.min(at_once, rows - seen)
    const { writes, read } = takeDue(now, now + leaseMs, size)
    const due = read(await units.run(writes))
    await handle(due)
    seen += due.length
    if (due.length < size) return
  }
}
