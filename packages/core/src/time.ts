/** Times: milliseconds since 1970 inside, seconds in OAuth and OpenID Connect, ISO 8601 in the API. */
import type { Language } from './language.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

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

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' }

/** `3 December 2026`, in UTC. @param milliseconds since 1970 */
export function longDate(milliseconds: number, language: Language = 'en'): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(milliseconds)
}
