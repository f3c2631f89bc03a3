/** The filter by time: a period up to now, or the fixed time that a link has put into the address. */
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.tsx'
import { Filter } from '../../parts/filters.tsx'
import { firstPage, useAddress } from '../data/address.ts'
import { signInsTexts as t } from '../texts/texts.ts'
import { dayBetween, isPeriod, periods } from './period.ts'

const fixed = 'fixed'

export function PeriodFilter(): ReactNode {
  const { utcDay, moment } = useLanguage()
  const address = useAddress()
  const [period, from, to] = [address.get('period'), address.get('from'), address.get('to')]
  const timeOf = (iso: string): string => (Number.isNaN(Date.parse(iso)) ? iso : moment(iso))
  const nameOfFixed = (): string => {
    const day = from === null ? null : dayBetween(from, to)
    if (day !== null) return t.onDay(utcDay(day))
    return t.between(from && timeOf(from), to && timeOf(to))
  }
  const isFixed = !isPeriod(period) && (from !== null || to !== null)
  return (
    <Filter
      label={t.time}
      value={isPeriod(period) ? period : isFixed ? fixed : null}
      options={[
        ...periods.map((value) => ({ value, label: t.periods[value] })),
        ...(isFixed ? [{ value: fixed, label: nameOfFixed() }] : []),
      ]}
      onChange={(value) => address.set({ ...firstPage, period: value, from: null, to: null })}
    />
  )
}
