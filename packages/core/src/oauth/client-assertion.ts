/** The claims of a client assertion: RFC 7523, section 3; OpenID Connect Core 1.0, section 9. */

import { besideOurClock, boundByOurClock } from '../clock-difference.ts'
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { millisecondsOf } from '../time.ts'

export interface AssertionChecks {
  /** The assertion must have exactly one audience, and it must be one of these. The first is named in a refusal. */
  readonly audiences: readonly string[]
  readonly algorithms: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Clients make an assertion for each request. We remember each one until it expires, so its lifetime is bounded. */
const maximumLifetimeSeconds = 10 * 60
const toleranceSeconds = 120

/**
 * Checks everything but the signature and replay.
 * @returns the id of the assertion, and the time until which it must be remembered (milliseconds since 1970)
 * @throws Failure client_authentication_failed
 */
export function checkClientAssertion(
  { header, claims }: UnverifiedJwt,
  { audiences, algorithms, now }: AssertionChecks,
): { readonly jti: string; readonly expires_at: number } {
  const refuse = (expected: string, received?: string): never => {
    const evidence = { param: 'client_assertion', expected, ...(received === undefined ? {} : { received }) }
    throw new Failure('client_authentication_failed', evidence)
  }
  if (!algorithms.includes(header.alg)) refuse(algorithms.join(', '))
  const { aud, exp, iat, nbf, jti } = claims
  // An assertion with several audiences is good at each of them, so that one of the others could use it here.
  const named: unknown = Array.isArray(aud) && aud.length === 1 ? aud[0] : aud
  if (typeof named !== 'string' || !audiences.includes(named)) refuse(`aud ${audiences[0]}, and no other audience`)
  const seconds = now / 1000
  if (typeof exp !== 'number') return refuse('exp')
  const beside = (time: number): string => besideOurClock(millisecondsOf(time), now)
  if (exp <= seconds - toleranceSeconds) refuse(`exp ${boundByOurClock('after', now, toleranceSeconds)}`, beside(exp))
  if (exp > seconds + maximumLifetimeSeconds + toleranceSeconds) {
    refuse(`exp at most ${maximumLifetimeSeconds} s ahead`, beside(exp))
  }
  for (const time of [iat, nbf]) {
    if (time !== undefined && typeof time !== 'number') refuse('iat and nbf as numbers')
    if (typeof time === 'number' && !(time <= seconds + toleranceSeconds)) {
      refuse(`iat and nbf ${boundByOurClock('at most', now, toleranceSeconds)}`, beside(time))
    }
  }
  if (typeof jti !== 'string' || jti === '' || jti.length > 512) return refuse('jti')
  return { jti, expires_at: millisecondsOf(exp + toleranceSeconds) }
}
