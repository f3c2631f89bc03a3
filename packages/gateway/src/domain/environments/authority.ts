/**
 * How much a caller of the management API may do, and until when. A caller makes, ends and replaces keys that are no
 * stronger than itself. Otherwise a leaked key could outlive its end, or lock out the people who would revoke it.
 */
import { timeText } from '@gatehouse-sso/core/clock-difference'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Scope } from '@gatehouse-sso/sdk/contract/scopes'

/** The reach of a caller or of a key. Every kind of principal has one. */
export interface Authority {
  readonly scopes: readonly Scope[]
  /** Milliseconds since 1970; `null` for no end. */
  readonly expires_at: number | null
}

/**
 * Checks that a key is no stronger than the caller who makes, ends or replaces it. A key is stronger when it has a
 * scope that the caller lacks, or ends later.
 * @throws Failure scope_missing, api_key_outlives_caller
 */
export function checkAuthority(caller: Authority, key: Authority): void {
  const missing = key.scopes.filter((scope) => !caller.scopes.includes(scope))
  if (missing.length > 0) throw new Failure('scope_missing', { expected: missing.join(' '), param: 'scopes' })
  if (caller.expires_at === null || endOf(key) <= caller.expires_at) return
  const expected = `an end at ${timeText(caller.expires_at)} or before`
  throw new Failure('api_key_outlives_caller', { expected, param: 'expires_at' })
}

/** An end that was meant, or the end of the caller when that is earlier. */
export function endWithin(caller: Authority, expires_at: number | null): number | null {
  const end = Math.min(endOf(caller), endOf({ expires_at }))
  return Number.isFinite(end) ? end : null
}

function endOf({ expires_at }: Pick<Authority, 'expires_at'>): number {
  return expires_at ?? Number.POSITIVE_INFINITY
}
