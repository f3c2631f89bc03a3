/** Decides when a job runs again. */

/** A job that fails this often is dead. */
export const maximumAttempts = 8

const firstRetryMs = 5_000
const longestRetryMs = 60 * 60_000

/**
 * The delay after a failure: 5 s, three times as long each time, an hour at the seventh. A random part of up to half is
 * taken off, so that jobs that failed together do not run again together.
 * @param attempts made so far
 * @param random from 0 to 1
 */
export function retryDelayMs(attempts: number, random: number): number {
  const longest = Math.min(firstRetryMs * 3 ** (attempts - 1), longestRetryMs)
  return Math.round(longest * (1 - random / 2))
}

/** The next time of a schedule after now. It keeps the interval, and skips the runs that were missed. */
export function nextRun(run_at: number, every_ms: number, now: number): number {
  const missed = Math.max(0, Math.floor((now - run_at) / every_ms))
  return run_at + (missed + 1) * every_ms
}
