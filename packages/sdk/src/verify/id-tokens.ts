/** ID tokens of the gateway for one application, by the keys of its discovery document (OpenID Connect Core, 3.1.3.7). */
import { besideOurClock, boundByOurClock } from '@gatehouse-sso/core/clock-difference'
import { Failure } from '@gatehouse-sso/core/failure'
import { decodeJwt, type UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import { accessToleranceSeconds } from '@gatehouse-sso/core/oauth/access-token-checks'
import { issuedTokenAlgorithms } from '@gatehouse-sso/core/oauth/issued-access-token'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import { checkUpstreamIdToken } from '@gatehouse-sso/core/oidc/upstream-id-token'
import { millisecondsOf } from '@gatehouse-sso/core/time'
import { textOf } from './base64url.ts'
import type { IssuerKeys } from './key-sets.ts'

export interface IdTokenRules {
  readonly issuer: string
  readonly client_id: string
  readonly nonce: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/**
 * Verifies an ID token.
 * @returns its claims
 * @throws Failure token_nonce_wrong, and other codes of ID tokens and of keys
 */
export async function verifyIdToken(unverified_token: string, keys: IssuerKeys, rules: IdTokenRules): Promise<Claims> {
  const token = decodeJwt(unverified_token, textOf)
  const tolerance_seconds = accessToleranceSeconds
  const { now } = rules
  checkUpstreamIdToken(token, { algorithms: issuedTokenAlgorithms, now, tolerance_seconds, auth_time_required: false })
  checkParties(token, rules)
  checkEnd(token, now)
  await keys.signer(token, { keepAlive: undefined, early: undefined })
  return token.claims
}

/** The gateway issues a token to one application, so another audience or another `azp` is never right. */
function checkParties({ claims }: UnverifiedJwt, { issuer, client_id, nonce }: IdTokenRules): void {
  const { iss, aud, azp } = claims
  if (iss !== issuer) throw new Failure('token_issuer_wrong', { expected: issuer, received: String(iss).slice(0, 300) })
  const [first, ...others] = [aud].flat()
  if (first !== client_id || others.length > 0 || (azp !== undefined && azp !== client_id)) {
    throw new Failure('token_audience_wrong', { expected: client_id, received: String(aud).slice(0, 300) })
  }
  if (claims.nonce !== nonce) throw new Failure('token_nonce_wrong')
}

function checkEnd({ claims: { exp, nbf } }: UnverifiedJwt, now: number): void {
  const tolerance = accessToleranceSeconds
  const [earliest, latest] = [now / 1000 - tolerance, now / 1000 + tolerance]
  const isEarly = typeof nbf === 'number' && nbf > latest
  if (!isEarly && typeof exp === 'number' && exp > earliest) return
  const [name, bound, time] = isEarly ? (['nbf', 'at most', nbf] as const) : (['exp', 'after', exp] as const)
  throw new Failure('token_expired', {
    expected: `${name} ${boundByOurClock(bound, now, tolerance, 'this server')}`,
    received: besideOurClock(millisecondsOf(Number(time)), now, 'this server'),
  })
}
