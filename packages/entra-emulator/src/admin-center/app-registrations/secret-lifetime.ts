import { type BladeCall, Refused, typed } from '../blade.ts'
import type { Choice } from '../layout/form.ts'

const dayMilliseconds = 86_400_000
/** No secret lives longer. */
const longestMonths = 24

/** The choices of "Expires". */
export const lifetimes: readonly Choice[] = [
  { value: '180', label: 'Recommended: 180 days (6 months)' },
  { value: '90', label: '90 days (3 months)' },
  { value: '365', label: '365 days (12 months)' },
  { value: '545', label: '545 days (18 months)' },
  { value: '730', label: '730 days (24 months)' },
  { value: 'custom', label: 'Custom' },
]

export interface Lifetime {
  readonly startDateTime: string
  readonly endDateTime: string
}

function readDay(call: BladeCall, name: string, label: string): number {
  const text = typed(call, name)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  const isDay = !Number.isNaN(day) && new Date(day).toISOString().startsWith(text)
  if (!isDay) throw new Refused(`${label}: enter a day such as 2027-01-31.`)
  return day
}

function monthsLater(start: number, months: number): number {
  const later = new Date(start)
  later.setUTCMonth(later.getUTCMonth() + months)
  return later.getTime()
}

/**
 * The lifetime that the form asks for.
 * @param now milliseconds since 1970
 * @throws Refused if it is longer than 24 months, or over already
 */
export function chosenLifetime(call: BladeCall, now: number): Lifetime {
  const expires = typed(call, 'expires')
  const known = lifetimes.some(({ value }) => value === expires)
  if (!known) throw new Refused('Expires: choose a lifetime.')
  const isCustom = expires === 'custom'
  const start = isCustom && typed(call, 'start') !== '' ? readDay(call, 'start', 'Start') : now
  const end = isCustom ? readDay(call, 'end', 'End') : now + Number(expires) * dayMilliseconds
  if (end <= start || end <= now) throw new Refused('End: must be after the start, and in the future.')
  if (end > monthsLater(start, longestMonths)) {
    throw new Refused(`End: a client secret lives at most ${longestMonths} months.`)
  }
  return { startDateTime: new Date(start).toISOString(), endDateTime: new Date(end).toISOString() }
}
