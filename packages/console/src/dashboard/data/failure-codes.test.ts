import { describe, expect, it } from 'vitest'
import { type FailedSignIn, oneForEachCode } from './failure-codes.ts'

const failed = (name: string, error_code: string | null): FailedSignIn => ({ id: `signin_${name}`, error_code })

describe('the sign-ins whose traces are read for titles', () => {
  it.each([
    ['none without a code', [failed('a', null)], []],
    ['one for each code', [failed('a', 'x'), failed('b', 'x'), failed('c', 'y')], ['x signin_a', 'y signin_c']],
    ['in the order of the codes', [failed('a', 'y'), failed('b', 'x')], ['x signin_b', 'y signin_a']],
  ])('are %s', (_, signIns, expected) =>
    expect(oneForEachCode(signIns).map((pair) => pair.join(' '))).toEqual(expected),
  )
})
