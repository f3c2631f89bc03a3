/**
 * Logout tokens: an OpenID provider tells a client that a session has ended. OpenID Connect Back-Channel Logout 1.0, 2.4.
 * We send them to applications, and receive them from identity providers (upstream-logout-token.ts).
 */
import type { Id } from '../ids.ts'
import { secondsOf } from '../time.ts'

/** The `typ` of a logout token, by which nothing else can be taken for one. */
export const logoutTokenType = 'logout+jwt'

/** The member of `events` that makes a JWT a logout token. */
export const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Section 4 recommends at most two minutes, so that a stolen token is soon worth nothing. */
const lifetimeSeconds = 120

export interface LogoutTokenFields {
  readonly issuer: string
  readonly client_id: string
  readonly sub: Id<'user'>
  readonly sid: Id<'sess'>
  /** New for every token. */
  readonly jti: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The payload of a logout token. It has both `sub` and `sid`, and never a `nonce`. */
export function logoutTokenClaims({
  issuer,
  client_id,
  sub,
  sid,
  jti,
  now,
}: LogoutTokenFields): Record<string, unknown> {
  const iat = secondsOf(now)
  return { iss: issuer, aud: client_id, iat, exp: iat + lifetimeSeconds, jti, events: { [logoutEvent]: {} }, sub, sid }
}
