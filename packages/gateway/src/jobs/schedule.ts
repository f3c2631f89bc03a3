/** When a job comes again. */

/** Of a job that fails this often nothing more is expected. */
export const maximumAttempts = 8

const firstRetryMs = 5_000
const longestRetryMs = 60 * 60_000

/**
 * How long to wait after a failure: 5 s, three times as long each time (the seventh is after an hour), and up to half
 * of it less, so that what failed together does not come back together.
 * @param attempts made so far
 * @param random from 0 to 1
 */
export function retryDelayMs(attempts: number, random: number): number {
  const longest = Math.min(firstRetryMs * 3 ** (attempts - 1), longestRetryMs)
  return Math.round(longest * (1 - random / 2))
}

/** The next time of a schedule after now. It keeps its beat; times that were missed are not made up for. */
export function nextRun(run_at: number, every_ms: number, now: number): number {
  const missed = Math.max(0, Math.floor((now - run_at) / every_ms))
  return run_at + (missed + 1) * every_ms
}
