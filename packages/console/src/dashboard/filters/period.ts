/** The time in which sign-ins began, as the address has it: a period up to now, or a fixed start and end. */

const dayMs = 86_400_000

const lengths = { '24_hours': dayMs, '7_days': 7 * dayMs, '30_days': 30 * dayMs } as const

export type Period = keyof typeof lengths

export const periods = Object.keys(lengths) as readonly Period[]

/** The members of the address. A period and a fixed time exclude each other. */
export const periodNames = ['period', 'from', 'to'] as const

export type PeriodQuery = Readonly<Partial<Record<(typeof periodNames)[number], string | undefined>>>

export const isPeriod = (text: string | null | undefined): text is Period => periods.some((one) => one === text)

/** @returns the filters of the API */
export function spanOf(
  { period, from, to }: PeriodQuery,
  now: number,
): { readonly from?: string; readonly to?: string } {
  if (isPeriod(period)) return { from: new Date(now - lengths[period]).toISOString() }
  return { ...(from && { from }), ...(to && { to }) }
}

/** A day in UTC. @param date `2026-11-19` */
export function dayOf(date: string): { readonly from: string; readonly to: string } {
  const start = Date.parse(`${date}T00:00:00Z`)
  return { from: new Date(start).toISOString(), to: new Date(start + dayMs).toISOString() }
}

/** @returns the day in UTC, as `2026-11-19`, if the two are its start and its end */
export function dayBetween(from: string, to: string | null): string | null {
  const date = from.slice(0, 10)
  if (to === null || Number.isNaN(Date.parse(date))) return null
  const day = dayOf(date)
  return Date.parse(from) === Date.parse(day.from) && Date.parse(to) === Date.parse(day.to) ? date : null
}
