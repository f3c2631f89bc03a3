import { describe, expect, it } from 'vitest'
import { Failure, isFailure } from './failure.ts'

/** A second copy of the same file, as in a program that imports core and the SDK. */
const other: typeof import('./failure.ts') = await import('./failure.ts?another-copy' as './failure.ts')

describe('a failure', () => {
  it('is an instance of every copy of the class', () => {
    expect(other.Failure).not.toBe(Failure)
    for (const failure of [new Failure('database_unavailable'), new other.Failure('database_unavailable')]) {
      for (const copy of [Failure, other.Failure]) expect(failure).toBeInstanceOf(copy)
      expect(isFailure(failure)).toBe(true)
      expect(isFailure(failure, 'database_unavailable')).toBe(true)
      expect(isFailure(failure, 'internal_error')).toBe(false)
    }
  })

  it.each([
    { name: 'another error', value: new Error('database_unavailable') },
    { name: 'an object with its members', value: { name: 'Failure', code: 'database_unavailable', evidence: {} } },
    { name: 'nothing', value: undefined },
  ])('is not $name', ({ value }) => expect(isFailure(value)).toBe(false))

  it('does not list its mark among its keys', () =>
    expect(Object.keys(new Failure('database_unavailable'))).toEqual(['name', 'code', 'evidence']))
})
