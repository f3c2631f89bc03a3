import { describe, expect, it } from 'vitest'
import { contrast } from './contrast.ts'

describe('the contrast of two colors', () => {
  it.each([
    ['black on white', '#000000', '#ffffff', 21],
    ['white on white', '#ffffff', '#ffffff', 1],
    ['our accent on white', '#4338ca', '#ffffff', 7.9],
    ['the lightest gray that is readable on white', '#767676', '#ffffff', 4.54],
    ['a gray that is not', '#777777', '#ffffff', 4.48],
  ])('%s', (_, one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 1)
    expect(contrast(other, one)).toBe(contrast(one, other))
  })
})
