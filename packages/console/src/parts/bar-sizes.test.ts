import { describe, expect, it } from 'vitest'
import { barsOf, scaleOf } from './bar-sizes.ts'

describe('the scale of bars', () => {
  it.each([
    [0, [0, 1, 2, 3]],
    [3, [0, 1, 2, 3]],
    [56, [0, 20, 40, 60]],
    [151, [0, 100, 200, 300]],
    [1204, [0, 500, 1000, 1500]],
  ])('of %d', (highest, lines) => expect(scaleOf(highest).lines).toEqual(lines))
})

describe('a bar', () => {
  it('shows one failure among thousands', () => {
    const [bar] = barsOf([{ succeeded: 2_999, failed: 1 }], 3_000, 148)
    expect(bar).toEqual({ good: 148, bad: 3, top: -5 })
  })

  it('has no gap on a day of failures only', () =>
    expect(barsOf([{ succeeded: 0, failed: 30 }], 60, 148)).toEqual([{ good: 0, bad: 74, top: 74 }]))
})
