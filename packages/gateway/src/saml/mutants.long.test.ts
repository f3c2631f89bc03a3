/** A hundred thousand random changes of signed responses. */
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../test/saml/mutants/fuzz.ts'
import { verifyResponse } from './response.ts'

/** A verification takes less than this; the guard is tenfold, because the machine does other things too. */
const budgetMs = 250

describe('signed responses with random changes', () => {
  it('are refused by a Failure, or say what was signed', async () => {
    const fuzzed = await fuzz(verifyResponse, 10_000, 100_000)
    expect(fuzzed.crashes).toEqual([])
    expect(fuzzed.accepted_with_changed_content).toEqual([])
    expect(fuzzed.refused + fuzzed.unchanged).toBe(100_000)
    expect(fuzzed.slowest_ms).toBeLessThan(10 * budgetMs)
  })
})
