/** Dates, times and numbers in the reader's language, by Intl. Times are in the time zone of the browser. */

export type LanguageCode = 'en' | 'de'

/** `en-GB`, for the order day, month, year, which is the same as in German. */
const locales: Readonly<Record<LanguageCode, string>> = { en: 'en-GB', de: 'de-DE' }

const dayMs = 86_400_000

/** Keeps a number and its unit, or a day and its month, on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0')

export interface Formats {
  /** `25 November 2027` */
  date(iso: string): string
  /** `25 Nov 2027` */
  shortDate(iso: string): string
  /** `8 September`, without the year */
  dayOfYear(iso: string): string
  /** `10:39` */
  time(iso: string): string
  /** `10:39:41` */
  preciseTime(iso: string): string
  /** `25 November 2026, 10:39:41` */
  moment(iso: string): string
  number(value: number): string
  /** `0.3 s`, and never less than `0.1 s` */
  seconds(ms: number): string
  /** `0:24` */
  minutes(ms: number): string
  /** `99.1`; the sign stands beside it */
  percent(share: number): string
  /** `2 minutes ago` */
  ago(iso: string, now: number): string
  list(items: readonly string[]): string
  /** `14:06` today, else `Yesterday`, `19 Nov` this year, `19 Nov 2025` */
  when(iso: string, now: number): string
  /** `today at 14:06`, else `19 Nov at 14:06` */
  whenAt(iso: string, now: number): string
  /** `4 min`, `2 h`, and as {@link when} from yesterday on */
  since(iso: string, now: number): string
  /** `19 Nov` of a day in UTC: `2026-11-19` */
  utcDay(date: string): string
}

/** `2026-11-25 14:06:00 UTC`, the same in every language */
export const utcTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

export function formatsOf(language: LanguageCode, timeZone?: string): Formats {
  const locale = locales[language]
  const zone = timeZone === undefined ? {} : { timeZone }
  const dates = (options: Intl.DateTimeFormatOptions): ((iso: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, ...zone })
    return (iso) => unbroken(format.format(new Date(iso)))
  }
  const date = dates({ day: 'numeric', month: 'long', year: 'numeric' })
  const preciseTime = dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' })
  const numbers = new Intl.NumberFormat(locale)
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const time = dates({ hour: '2-digit', minute: '2-digit' })
  const shortDate = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const shortDay = dates({ day: 'numeric', month: 'short' })
  const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const [minutes, hours] = language === 'de' ? ['Min.', 'Std.'] : ['min', 'h']
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
  const nameOfDay = (days: number): string => relative.format(days, 'day')
  /** Whole days between the calendar days of two times, here. */
  const daysBetween = (iso: string, now: number): number =>
    Math.round((startOfDay(now, timeZone) - startOfDay(Date.parse(iso), timeZone)) / dayMs)
  const dayName = (iso: string, now: number): string => {
    const days = daysBetween(iso, now)
    if (days === 1) return capital(nameOfDay(-1))
    return iso.slice(0, 4) === new Date(now).toISOString().slice(0, 4) ? shortDay(iso) : shortDate(iso)
  }
  const when = (iso: string, now: number): string => (daysBetween(iso, now) === 0 ? time(iso) : dayName(iso, now))
  return {
    date,
    when,
    whenAt: (iso, now) => {
      const days = daysBetween(iso, now)
      const day = days === 0 || days === 1 ? nameOfDay(-days) : dayName(iso, now)
      return language === 'de' ? `${day} um ${time(iso)}` : `${day} at ${time(iso)}`
    },
    since: (iso, now) => {
      const past = Math.max(0, now - Date.parse(iso))
      if (past < 3_600_000) return `${Math.floor(past / 60_000)}\u00a0${minutes}`
      return daysBetween(iso, now) === 0 ? `${Math.floor(past / 3_600_000)}\u00a0${hours}` : dayName(iso, now)
    },
    utcDay: (day) => unbroken(utcDay.format(new Date(`${day}T00:00:00Z`))),
    shortDate,
    dayOfYear: dates({ day: 'numeric', month: 'long' }),
    time,
    preciseTime,
    moment: (iso) => `${date(iso)}, ${preciseTime(iso)}`,
    number: (value) => numbers.format(value),
    seconds: (ms) => `${oneDigit.format(Math.max(ms, 100) / 1000)}\u00a0s`,
    minutes: (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`,
    percent: (share) => oneDigit.format(share * 100),
    ago: (iso, now) => {
      const past = Math.max(0, now - Date.parse(iso)) // the clock of the server may be ahead
      if (past < 3_600_000) return relative.format(-Math.floor(past / 60_000), 'minute')
      if (past < dayMs) return relative.format(-Math.floor(past / 3_600_000), 'hour')
      return relative.format(-Math.floor(past / dayMs), 'day')
    },
    list: (items) => lists.format(items),
  }
}

/** The start of the calendar day, as if that day stood in UTC. */
function startOfDay(ms: number, timeZone?: string): number {
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...zone })
  return Date.parse(`${day.format(ms)}T00:00:00Z`)
}

/** Whole days from now until then. Zero on the last day, negative afterwards. */
export function daysUntil(iso: string, now: number): number {
  return Math.floor((Date.parse(iso) - now) / dayMs)
}
