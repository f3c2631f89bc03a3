import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextRun, retryDelayMs } from './schedule.ts'

describe('a job that failed', () => {
  it('runs again after 5 s, then later each time, at most after an hour', () => {
    const seconds = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => retryDelayMs(attempts, 0) / 1_000)
    expect(seconds).toEqual([5, 15, 45, 135, 405, 1_215, 3_600, 3_600])
  })
  it('does not run again together with others', () => {
    expect([retryDelayMs(1, 0), retryDelayMs(1, 0.5), retryDelayMs(1, 1)]).toEqual([5_000, 3_750, 2_500])
  })
})

describe('a schedule', () => {
  const cases: [string, [number, number, number], number][] = [
    ['keeps its interval', [1_000, 60, 1_010], 1_060],
    ['does not repeat the runs that it missed', [1_000, 60, 1_200], 1_240],
    ['continues when it is exactly on time', [1_000, 60, 1_000], 1_060],
    ['stays in order when the clock is set back', [1_000, 60, 400], 1_060],
  ]
  it.each(cases)('%s', (_, [run_at, every_ms, now], next) => expect(nextRun(run_at, every_ms, now)).toBe(next))
  it('is always in the future, and never further than its interval', () => {
    const time = fc.integer({ min: 0, max: 2 ** 45 })
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 86_400_000 }), fc.nat(1_000_000_000), (run_at, every_ms, late) => {
        const next = nextRun(run_at, every_ms, run_at + late)
        expect(next).toBeGreaterThan(run_at + late)
        expect(next - run_at - late).toBeLessThanOrEqual(every_ms)
        expect((next - run_at) % every_ms).toBe(0)
      }),
      { seed: 4 },
    )
  })
})
