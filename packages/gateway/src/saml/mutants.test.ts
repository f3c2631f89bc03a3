/** Two thousand random changes of signed responses. mutants.long.test.ts makes a hundred thousand. */
import { describe, expect, it } from 'vitest'
import { fuzz } from '../../test/saml/mutants/fuzz.ts'
import { verifyResponse } from './response.ts'

describe('a signed response with random changes', () => {
  it('is refused by a Failure, or says what was signed', async () => {
    const fuzzed = await fuzz(verifyResponse, 1, 2_000)
    expect(fuzzed.crashes).toEqual([])
    expect(fuzzed.accepted_with_changed_content).toEqual([])
    // Both happen, or the changes would test nothing.
    expect(fuzzed.refused).toBeGreaterThan(1_500)
    expect(fuzzed.unchanged).toBeGreaterThan(20)
  }, 30_000)
})
