/** Times in messages: as times, with the difference to a clock that is named. */

const minuteMs = 60_000
/** The owner of the clock, unless a caller names another one. */
const gateway = 'this gateway'

/** `2026-11-26 02:40:00 UTC` @param at milliseconds since 1970 */
export function timeText(at: number): string {
  if (!(Math.abs(at) <= 8.64e15)) return 'a time that no calendar has'
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

/**
 * `2026-11-26 02:40:00 UTC, 20 minutes before the clock of this gateway`
 * @param at milliseconds since 1970
 * @param now of the clock
 * @param owner of the clock
 */
export function besideOurClock(at: number, now: number, owner = gateway): string {
  const minutes = Math.abs(at - now) / minuteMs
  const side = at < now ? 'before' : 'after'
  if (minutes < 1) return `${timeText(at)}, less than a minute ${side} the clock of ${owner}`
  const rounded = minutes < 10 ? Math.round(minutes * 10) / 10 : Math.round(minutes)
  const amount = `${grouped(rounded)} minute${rounded === 1 ? '' : 's'}`
  return `${timeText(at)}, ${amount} ${side} the clock of ${owner}`
}

/** `525,600`. A formatter of the language would take a fifth of the time that a signature takes. */
function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** `after 2026-11-26 03:00:00 UTC (clock of this gateway; 120 s are tolerated)` */
export function boundByOurClock(
  bound: 'after' | 'at most',
  now: number,
  tolerance_seconds: number,
  owner = gateway,
): string {
  return `${bound} ${timeText(now)} (clock of ${owner}; ${tolerance_seconds} s are tolerated)`
}
