/**
 * Checks of the two tokens by which an identity provider ends sessions: a logout token (OpenID Connect Back-Channel Logout
 * 1.0, 2.6), and the bearer token of a global revocation (draft-parecki-oauth-global-token-revocation; Okta calls it
 * Universal Logout). The code is pure: the token is decoded, and the signature, the issuer and the person are checked
 * elsewhere.
 */
import { boundByOurClock, timeText } from '../clock-difference.ts'
import { Failure } from '../failure.ts'
import type { UnverifiedJwt } from '../jwt.ts'
import { millisecondsOf } from '../time.ts'
import { type Claims, isClaims, textClaim } from './claims.ts'
import { logoutEvent, logoutTokenType } from './logout-token.ts'

export const revocationTokenType = 'global-token-revocation+jwt'

export interface SignalChecks {
  /** The algorithms of ID tokens of this connection. */
  readonly algorithms: readonly string[]
  /** The client ID for a logout token, our own address for a revocation. */
  readonly audience: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly tolerance_seconds: number
}

export interface CheckedSignal {
  readonly jti: string
  /** Milliseconds since 1970: until then a replay is possible. */
  readonly expires_at: number
}

/** The longest lifetimes that are accepted. Replays are remembered for as long. */
const longestLogoutSeconds = 24 * 60 * 60
const longestRevocationSeconds = 10 * 60

/**
 * @throws Failure token_algorithm_refused, token_kind_wrong, token_claim_missing, token_malformed, token_expired,
 *   token_audience_wrong
 */
export function checkUpstreamLogoutToken(token: UnverifiedJwt, checks: SignalChecks): CheckedSignal {
  const { claims } = token
  // Older providers send `JWT`, or nothing. Then `events` and the missing nonce tell a logout token from an ID token.
  checkHeader(token, [undefined, 'jwt', logoutTokenType], checks)
  if ('nonce' in claims) throw new Failure('token_kind_wrong', { expected: 'a logout token', received: 'a nonce' })
  const events = isClaims(claims.events) ? claims.events : {}
  if (!isClaims(events[logoutEvent])) throw new Failure('token_kind_wrong', { expected: `events with ${logoutEvent}` })
  if (textClaim(claims, 'sid') === undefined && textClaim(claims, 'sub') === undefined) {
    throw new Failure('token_claim_missing', { expected: 'sid or sub' })
  }
  return checkCommon(claims, longestLogoutSeconds, checks)
}

/**
 * @param checks.audience exactly the address that was called, without a query
 * @throws Failure as {@link checkUpstreamLogoutToken}
 */
export function checkRevocationToken(token: UnverifiedJwt, client_id: string, checks: SignalChecks): CheckedSignal {
  const { claims } = token
  checkHeader(token, [revocationTokenType], checks)
  const sub = textClaim(claims, 'sub')
  if (sub === undefined) throw new Failure('token_claim_missing', { expected: 'sub' })
  if (sub !== client_id) throw new Failure('token_subject_wrong', { expected: client_id, received: sub.slice(0, 200) })
  return checkCommon(claims, longestRevocationSeconds, checks)
}

function checkHeader(
  { header }: UnverifiedJwt,
  types: readonly (string | undefined)[],
  { algorithms }: SignalChecks,
): void {
  // RFC 8725, 3.1 and 3.11
  if (!algorithms.includes(header.alg)) {
    throw new Failure('token_algorithm_refused', { expected: algorithms.join(', '), received: header.alg })
  }
  const type = header.typ?.toLowerCase().replace(/^application\//, '')
  if (types.includes(type)) return
  throw new Failure('token_kind_wrong', { expected: `typ ${types.at(-1)}`, received: header.typ ?? 'no typ' })
}

function checkCommon(
  claims: Claims,
  longest_seconds: number,
  { audience, now, tolerance_seconds }: SignalChecks,
): CheckedSignal {
  const { iat, exp, nbf, aud } = claims
  if (typeof iat !== 'number') throw new Failure('token_claim_missing', { expected: 'iat' })
  if (typeof exp !== 'number') throw new Failure('token_claim_missing', { expected: 'exp' })
  if (nbf !== undefined && typeof nbf !== 'number') throw new Failure('token_malformed', { expected: 'nbf in seconds' })
  const jti = textClaim(claims, 'jti')
  if (jti === undefined || jti.length > 255) throw new Failure('token_claim_missing', { expected: 'jti' })
  if (![aud].flat().includes(audience)) {
    throw new Failure('token_audience_wrong', {
      expected: audience,
      received: JSON.stringify(aud)?.slice(0, 300) ?? 'none',
    })
  }
  const seconds = now / 1000
  const earliest = Math.max(iat, nbf ?? iat)
  if (!(earliest <= seconds + tolerance_seconds)) {
    const expected = `iat and nbf ${boundByOurClock('at most', now, tolerance_seconds)}`
    throw new Failure('token_expired', { expected, received: String(earliest) })
  }
  if (!(exp > seconds - tolerance_seconds)) {
    const expected = `exp ${boundByOurClock('after', now, tolerance_seconds)}`
    throw new Failure('token_expired', { expected, received: timeText(millisecondsOf(exp)) })
  }
  if (exp > seconds + longest_seconds + tolerance_seconds) {
    throw new Failure('token_expired', { expected: `exp within ${longest_seconds} seconds`, received: String(exp) })
  }
  return { jti, expires_at: millisecondsOf(exp + tolerance_seconds) }
}
