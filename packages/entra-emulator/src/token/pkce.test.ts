import { describe, expect, it } from 'vitest'
import { verifierFits } from './pkce.ts'

/** RFC 7636 appendix B. */
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const cases: {
  name: string
  verifier: string | undefined
  challenge: string | undefined
  method: 'S256' | 'plain'
  fits: boolean
}[] = [
  { name: 'the pair of the RFC', verifier, challenge, method: 'S256', fits: true },
  { name: 'another verifier', verifier: verifier.replace('d', 'e'), challenge, method: 'S256', fits: false },
  { name: 'the challenge sent as verifier', verifier: challenge, challenge, method: 'S256', fits: false },
  { name: 'plain, equal', verifier, challenge: verifier, method: 'plain', fits: true },
  { name: 'plain, different', verifier, challenge, method: 'plain', fits: false },
  { name: 'no verifier', verifier: undefined, challenge, method: 'S256', fits: false },
  { name: 'no challenge', verifier, challenge: undefined, method: 'plain', fits: false },
  { name: 'neither', verifier: undefined, challenge: undefined, method: 'plain', fits: true },
]

describe('a code verifier', () => {
  it.each(cases)('$name: $fits', ({ verifier: sent, challenge: kept, method, fits }) =>
    expect(verifierFits(sent, kept, method)).toBe(fits),
  )
})
