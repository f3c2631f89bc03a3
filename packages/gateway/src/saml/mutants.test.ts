/** Two thousand random changes of signed responses. mutants.long.test.ts makes a hundred thousand. */
import { Failure } from '@gatehouse-sso/core/failure'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Expectation } from '../../test/saml/attacks/attack.ts'
import { fuzz } from '../../test/saml/mutants/fuzz.ts'
import { opinionOfXmlCrypto } from '../../test/saml/second-opinions.ts'
import { type VerifiedAssertion, verifyResponse } from './response.ts'

/** The fault of many libraries: the signature of one document, the name of another. */
async function careless(response: string, expected: Expectation): Promise<VerifiedAssertion> {
  const xml = Buffer.from(response, 'base64').toString()
  if (opinionOfXmlCrypto(response, expected) === null && !xml.includes('Encrypted')) throw new Failure('saml_unsigned')
  const value = /NameID[^>]*>([^<]*)</.exec(xml)?.[1] ?? ''
  return { name_id: { value }, signed: 'assertion' } as VerifiedAssertion
}

beforeAll(() => {
  // xmldom complains on the console.
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined)
})
afterAll(() => {
  vi.restoreAllMocks()
})

describe('a signed response with random changes', () => {
  it('is refused by a Failure, or says what was signed', async () => {
    const fuzzed = await fuzz(verifyResponse, 1, 2_000)
    expect(fuzzed.crashes).toEqual([])
    expect(fuzzed.accepted_with_changed_content).toEqual([])
    // Both happen, or the changes would test nothing.
    expect(fuzzed.refused).toBeGreaterThan(1_500)
    expect(fuzzed.unchanged).toBeGreaterThan(20)
  }, 30_000)

  it('would find a verifier that reads what nobody signed', async () => {
    const { accepted_with_changed_content } = await fuzz(careless, 500, 400)
    expect(accepted_with_changed_content.length).toBeGreaterThan(0)
  }, 30_000)
})
