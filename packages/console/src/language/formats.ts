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
}

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
  return {
    date,
    shortDate: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayOfYear: dates({ day: 'numeric', month: 'long' }),
    time: dates({ hour: '2-digit', minute: '2-digit' }),
    preciseTime,
    moment: (iso) => `${date(iso)}, ${preciseTime(iso)}`,
    number: (value) => numbers.format(value),
    seconds: (ms) => `${oneDigit.format(Math.max(ms, 100) / 1000)}\u00a0s`,
    minutes: (ms) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, '0')}`,
    percent: (share) => oneDigit.format(share * 100),
    ago: (iso, now) => {
      const past = now - Date.parse(iso)
      if (past < 3_600_000) return relative.format(-Math.floor(past / 60_000), 'minute')
      if (past < dayMs) return relative.format(-Math.floor(past / 3_600_000), 'hour')
      return relative.format(-Math.floor(past / dayMs), 'day')
    },
    list: (items) => lists.format(items),
  }
}

/** Whole days from now until then. Zero on the last day, negative afterwards. */
export function daysUntil(iso: string, now: number): number {
  return Math.floor((Date.parse(iso) - now) / dayMs)
}
