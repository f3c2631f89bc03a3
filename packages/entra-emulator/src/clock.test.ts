import { describe, expect, it } from 'vitest'
import { movedClockNote, openClock } from './clock.ts'

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

describe('the note on a moved clock', () => {
  it.each([
    { seconds: 1, by: '1 second ahead of' },
    { seconds: 3600, by: '1 hour ahead of' },
    { seconds: -90, by: '1 minute 30 seconds behind' },
    { seconds: 200 * 86_400 + 61.5, by: '200 days 1 minute 1.5 seconds ahead of' },
  ])('of $seconds seconds says $by', ({ seconds, by }) => {
    const clock = openClock(() => 0)
    clock.advance(seconds)
    expect(movedClockNote(clock)).toBe(
      `The emulator's clock was moved: it is ${by} this machine's. POST /_admin/clock/reset sets it back.`,
    )
    clock.reset()
    expect(movedClockNote(clock)).toBeUndefined()
  })
})
