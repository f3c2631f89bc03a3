import { createHash, timingSafeEqual } from 'node:crypto'

/**
 * Checks the verifier (RFC 7636 section 4.6). A verifier without a challenge is also refused: nothing binds it to the
 * code.
 * @param challenge undefined if none was sent to /authorize
 */
export function verifierFits(
  verifier: string | undefined,
  challenge: string | undefined,
  method: 'S256' | 'plain',
): boolean {
  if (verifier === undefined || challenge === undefined) return verifier === challenge
  const computed = method === 'S256' ? createHash('sha256').update(verifier).digest('base64url') : verifier
  const [a, b] = [Buffer.from(computed), Buffer.from(challenge)]
  // In constant time, as with every secret.
  return a.length === b.length && timingSafeEqual(a, b)
}
