import { expect, it } from 'vitest'
import { besideOurClock, boundByOurClock, timeText } from './clock-difference.ts'

const now = Date.UTC(2026, 10, 26, 3, 0, 0)
const cases: readonly (readonly [name: string, text: string, expected: string])[] = [
  ['a time', timeText(now), '2026-11-26 03:00:00 UTC'],
  ['a time beyond the calendar', timeText(2 ** 53), 'a time that no calendar has'],
  [
    'twenty minutes before',
    besideOurClock(now - 20 * 60_000, now),
    '2026-11-26 02:40:00 UTC, 20 minutes before the clock of this gateway',
  ],
  [
    'seconds before',
    besideOurClock(now - 1_000, now),
    '2026-11-26 02:59:59 UTC, less than a minute before the clock of this gateway',
  ],
  [
    'a minute after',
    besideOurClock(now + 60_000, now),
    '2026-11-26 03:01:00 UTC, 1 minute after the clock of this gateway',
  ],
  [
    'two minutes and a second before',
    besideOurClock(now - 150_000, now),
    '2026-11-26 02:57:30 UTC, 2.5 minutes before the clock of this gateway',
  ],
  [
    'years after',
    besideOurClock(now + 365 * 86_400_000, now),
    '2027-11-26 03:00:00 UTC, 525,600 minutes after the clock of this gateway',
  ],
  [
    'a bound',
    boundByOurClock('after', now, 120),
    'after 2026-11-26 03:00:00 UTC (clock of this gateway; 120 s are tolerated)',
  ],
]

it.each(cases)('a time in a message: %s', (_, text, expected) => {
  expect(text).toBe(expected)
})
