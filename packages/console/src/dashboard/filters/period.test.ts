import { describe, expect, it } from 'vitest'
import { dayBetween, dayOf, type PeriodQuery, spanOf } from './period.ts'

const now = Date.parse('2026-11-25T14:06:00Z')

const spans: readonly { readonly name: string; readonly query: PeriodQuery; readonly span: object }[] = [
  { name: 'nothing', query: {}, span: {} },
  { name: 'a day', query: { period: '24_hours' }, span: { from: '2026-11-24T14:06:00.000Z' } },
  { name: 'a week', query: { period: '7_days' }, span: { from: '2026-11-18T14:06:00.000Z' } },
  { name: 'a month', query: { period: '30_days' }, span: { from: '2026-10-26T14:06:00.000Z' } },
  { name: 'a period that nobody knows', query: { period: '9_days' }, span: {} },
  { name: 'a start alone', query: { from: '2026-11-01T00:00:00Z' }, span: { from: '2026-11-01T00:00:00Z' } },
  { name: 'a start and an end', query: { from: 'a', to: 'b' }, span: { from: 'a', to: 'b' } },
]

describe('the time of a list', () => {
  it.each(spans)('is read of $name', ({ query, span }) => expect(spanOf(query, now)).toEqual(span))
})

const days: readonly {
  readonly name: string
  readonly from: string
  readonly to: string | null
  readonly day: string | null
}[] = [
  { name: 'a whole day', ...dayOf('2026-11-19'), day: '2026-11-19' },
  { name: 'a day without milliseconds', from: '2026-11-19T00:00:00Z', to: '2026-11-20T00:00:00Z', day: '2026-11-19' },
  { name: 'two days', from: '2026-11-19T00:00:00Z', to: '2026-11-21T00:00:00Z', day: null },
  { name: 'a day from noon on', from: '2026-11-19T12:00:00Z', to: '2026-11-20T12:00:00Z', day: null },
  { name: 'no end', from: '2026-11-19T00:00:00Z', to: null, day: null },
  { name: 'no time', from: 'yesterday', to: 'today', day: null },
]

describe('a day', () => {
  it.each(days)('is told from $name', ({ from, to, day }) => expect(dayBetween(from, to)).toBe(day))
})
