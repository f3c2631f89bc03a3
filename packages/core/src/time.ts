/** Times: milliseconds since 1970 inside, seconds in OAuth and OpenID Connect, ISO 8601 in the API. */

export function millisecondsOf(seconds: number): number {
  return seconds * 1000
}

/** Whole seconds. */
export function secondsOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** @param milliseconds since 1970 */
export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}

/** @param milliseconds since 1970 */
export function isoTimeOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : isoTime(milliseconds)
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `3 December 2026`, in UTC. @param milliseconds since 1970 */
export function longDate(milliseconds: number): string {
  return day.format(milliseconds)
}
