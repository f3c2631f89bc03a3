/** Proof Key for Code Exchange, RFC 7636, with S256 only (RFC 9700, 2.1.1). */
import { Failure } from '../failure.ts'

const challengeShape = /^[A-Za-z0-9_-]{43}$/
const verifierShape = /^[A-Za-z0-9._~-]{43,128}$/

/**
 * Checks the challenge of an authorization request.
 * @returns the challenge, or `null` if none was sent and none is required
 * @throws Failure pkce_required, pkce_method_unsupported, pkce_challenge_malformed
 */
export function checkCodeChallenge(
  request: { readonly code_challenge?: string; readonly code_challenge_method?: string },
  required: boolean,
): string | null {
  const { code_challenge, code_challenge_method } = request
  if (code_challenge === undefined) {
    if (required || code_challenge_method !== undefined) throw new Failure('pkce_required', { param: 'code_challenge' })
    return null
  }
  // RFC 7636, 4.3: without a method the challenge is `plain`, which protects nothing.
  if (code_challenge_method !== 'S256') {
    throw new Failure('pkce_method_unsupported', {
      param: 'code_challenge_method',
      expected: 'S256',
      received: code_challenge_method ?? 'plain',
    })
  }
  if (!challengeShape.test(code_challenge)) throw new Failure('pkce_challenge_malformed', { param: 'code_challenge' })
  return code_challenge
}

/**
 * Computes the challenge of a verifier, to compare it with the stored one.
 * @param sha256 SHA-256 in base64url without padding
 * @returns `null` if no verifier was sent
 * @throws Failure verifier_wrong if the text does not have the form of a verifier (RFC 7636, 4.1)
 */
export function challengeOf(verifier: string | undefined, sha256: (text: string) => string): string | null {
  if (verifier === undefined) return null
  if (!verifierShape.test(verifier)) throw new Failure('verifier_wrong', { param: 'code_verifier' })
  return sha256(verifier)
}
