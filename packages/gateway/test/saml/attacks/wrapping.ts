/**
 * Signature wrapping: the signed element is moved to where nobody reads it, and another one stands in its place.
 * XSW1 to XSW8 are numbered as in "On Breaking SAML" (USENIX Security 2012) and SAML Raider.
 */
import { type Attack, attack } from './attack.ts'
import { parts } from './forged.ts'
import { wrappedAssertions } from './wrapped-assertions.ts'
import { wrappedResponses } from './wrapped-responses.ts'

const paper = 'On Breaking SAML, USENIX Security 2012'
const refusals = ['saml_structure_invalid', 'saml_signature_refused', 'saml_unsigned'] as const

export const wrapping: readonly Attack[] = [
  ...wrappedAssertions.map(([name, forge]) =>
    attack(`wrapping, assertion signed: ${name}`, paper, refusals, (style) => ({
      signs: 'assertion',
      encrypts: false,
      changed: () => forge(parts(style, 'assertion')),
    })),
  ),
  ...wrappedResponses.map(([name, forge]) =>
    attack(`wrapping, response signed: ${name}`, paper, refusals, (style) => ({
      signs: 'response',
      encrypts: false,
      changed: () => forge(parts(style, 'response')),
    })),
  ),
]
