import { expect, it } from 'vitest'
import { openClock } from './clock.ts'

it('runs ahead of the machine by the added seconds until it is reset', () => {
  const clock = openClock(() => 1_700_000_000_900)
  expect(clock.seconds()).toBe(1_700_000_000)
  clock.advance(3600)
  clock.advance(60)
  expect(clock.aheadSeconds()).toBe(3660)
  expect(clock.now()).toBe(1_700_003_660_900)
  clock.reset()
  expect(clock.seconds()).toBe(1_700_000_000)
})
