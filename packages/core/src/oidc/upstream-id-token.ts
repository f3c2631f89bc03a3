/**
 * Checks of an ID token from an identity provider, on top of those in the certified library. The library checks issuer,
 * audience, `azp`, `exp`, `nbf`, nonce and the presence of `iat` and `sub`. The code is pure: the token is already
 * decoded, and nothing here fetches or verifies a signature. OpenID Connect Core 1.0, 3.1.3.7; RFC 8725.
 */
import { besideOurClock, boundByOurClock, timeText } from '../clock-difference.ts'
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { millisecondsOf } from '../time.ts'
import type { Claims } from './claims.ts'

export interface IdTokenChecks {
  /** The algorithms that this connection accepts, for instance `['RS256']`. */
  readonly algorithms: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tolerance_seconds: number
  /** Whether the token must have `auth_time`, because the application asked for the age of the authentication. */
  readonly auth_time_required: boolean
  /** It came for a refresh token: no nonce was sent, so none comes back (OpenID Connect Core, 12.2). */
  readonly is_refreshed?: boolean
  /** The time at which we asked for a new authentication. An `auth_time`, if sent, must not be older. */
  readonly authenticated_after?: number | null
  /** base64url of the left half of the SHA-256 of the access token, if the response had one. */
  readonly access_token_hash?: string | undefined
}

/**
 * Runs the checks that come before the signature check.
 * @throws Failure token_algorithm_refused, token_kind_wrong, token_claim_missing, token_nonce_wrong,
 *   authentication_too_old, token_expired, token_malformed, token_signature_wrong
 */
export function checkUpstreamIdToken(token: UnverifiedJwt, checks: IdTokenChecks): void {
  const { header, claims } = token
  // RFC 8725, 3.1: our list decides, never the token. It has neither `none` in any spelling nor HS256.
  if (!checks.algorithms.includes(header.alg)) {
    throw new Failure('token_algorithm_refused', { expected: checks.algorithms.join(', '), received: header.alg })
  }
  const type = header.typ?.toLowerCase().replace(/^application\//, '')
  if (type !== undefined && type !== 'jwt') {
    throw new Failure('token_kind_wrong', { expected: 'typ JWT', received: header.typ ?? 'no typ' })
  }
  if ('events' in claims) throw new Failure('token_kind_wrong', { expected: 'an ID token', received: 'a logout token' })
  for (const name of ['iat', 'exp'] as const) {
    if (typeof claims[name] !== 'number') throw new Failure('token_claim_missing', { expected: name })
  }
  for (const name of ['iat', 'exp', 'nbf', 'auth_time'] as const) {
    const time = claims[name]
    if (typeof time === 'number' && !(Math.abs(time) < 2 ** 53)) {
      throw new Failure('token_malformed', { expected: `${name} below 2^53`, received: `${time}` })
    }
  }
  for (const name of ['iss', 'aud'] as const) {
    if (claims[name] === undefined) throw new Failure('token_claim_missing', { expected: name })
  }
  if (claims.nonce === undefined && !checks.is_refreshed)
    throw new Failure('token_nonce_wrong', { expected: 'nonce', received: 'none' })
  if (checks.auth_time_required && typeof claims.auth_time !== 'number') {
    throw new Failure('authentication_too_old', { expected: 'auth_time', received: 'none' })
  }
  checkTimes(claims, checks)
  checkSubject(claims.sub)
  if (claims.at_hash !== undefined && checks.access_token_hash !== undefined) {
    if (claims.at_hash !== checks.access_token_hash) {
      throw new Failure('token_signature_wrong', { expected: 'at_hash of the access token that came with it' })
    }
  }
}

/**
 * When the identity provider wants the session to end at the latest (`session_expiry`, IPSIE SL1).
 * @param claims of a verified ID token
 * @param now milliseconds since 1970
 * @returns whole seconds since 1970; `undefined` if it names no end
 * @throws Failure token_malformed, session_expiry_past
 */
export function sessionExpiryOf({ session_expiry }: Claims, now: number): number | undefined {
  if (session_expiry === undefined) return undefined
  if (typeof session_expiry !== 'number' || !(Math.abs(session_expiry) < 2 ** 53)) {
    throw new Failure('token_malformed', { expected: 'session_expiry in seconds since 1970' })
  }
  const seconds = Math.floor(session_expiry)
  if (millisecondsOf(seconds) > now) return seconds
  const received = besideOurClock(millisecondsOf(seconds), now)
  throw new Failure('session_expiry_past', { expected: 'session_expiry in the future', received })
}

/** `iat` and `auth_time` must not be in the future. `auth_time` must not be before a requested authentication. */
function checkTimes({ iat, auth_time }: Claims, { now, tolerance_seconds, authenticated_after }: IdTokenChecks): void {
  const latest = now / 1000 + tolerance_seconds
  for (const [name, time] of Object.entries({ iat, auth_time })) {
    if (typeof time === 'number' && time > latest) {
      const expected = `${name} ${boundByOurClock('at most', now, tolerance_seconds)}`
      throw new Failure('token_expired', { expected, received: besideOurClock(millisecondsOf(time), now) })
    }
  }
  if (typeof auth_time !== 'number' || authenticated_after === undefined || authenticated_after === null) return
  const earliest = authenticated_after / 1000 - tolerance_seconds
  if (auth_time < earliest) {
    const expected = `auth_time ${timeText(authenticated_after)} or later, when a new authentication was asked for`
    throw new Failure('authentication_too_old', { expected, received: timeText(millisecondsOf(auth_time)) })
  }
}

/** At most 255 ASCII characters (OpenID Connect Core, section 2), and printable, because we store and show it. */
function checkSubject(sub: unknown): void {
  if (typeof sub !== 'string' || sub === '') throw new Failure('token_claim_missing', { expected: 'sub' })
  if (!/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(sub)) {
    throw new Failure('token_malformed', { expected: 'sub of at most 255 printable ASCII characters' })
  }
}
