import { hourMs, minuteMs } from '@gatehouse-sso/core/time'
import { expect, it } from 'vitest'
import { recentCounts } from './recent-counts.ts'

it('counts each key by itself, and each minute anew', () => {
  let time = 1_000_000
  const counts = recentCounts(() => time, minuteMs)
  expect([counts.add('a'), counts.add('a'), counts.add('b')]).toEqual([1, 2, 1])
  expect([counts.of('a'), counts.of('c')]).toEqual([2, 0])
  time += 59_000
  expect([counts.add('a'), counts.secondsLeft('a')]).toEqual([3, 1])
  time += 1_000
  expect([counts.of('a'), counts.secondsLeft('a'), counts.add('a')]).toEqual([0, 0, 1])
})

it('begins anew when the clock is set back', () => {
  let time = 1_000_000
  const counts = recentCounts(() => time, minuteMs)
  counts.add('a')
  time -= 10_000
  expect(counts.add('a')).toBe(1)
})

it('counts for an hour, too', () => {
  let time = 1_000_000
  const counts = recentCounts(() => time, hourMs)
  counts.add('a')
  time += hourMs - 1
  expect(counts.add('a')).toBe(2)
  time += 1
  expect(counts.of('a')).toBe(0)
})
