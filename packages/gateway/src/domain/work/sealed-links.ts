/**
 * Sealed links: a link that carries its own meaning and end, sealed, and needs no row. It cannot be made or changed by
 * others, nor taken back before its end. So it may only lead to something harmless.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Ports } from '../ports/ports.ts'

const minuteMs = 60_000

/** @param context the purpose of the link, and its environment: only the same one opens it */
export function sealLink(
  { keys, now }: Ports,
  context: string,
  value: object,
  expires_in_minutes: number,
): { readonly token: string; readonly expires_at: number } {
  const expires_at = now() + expires_in_minutes * minuteMs
  return { token: keys.seal(JSON.stringify({ ...value, expires_at }), context), expires_at }
}

/** @throws Failure of this code, for a link that is not ours, not whole, for something else, or over */
export function openLink<V extends object>(
  { keys, now }: Ports,
  context: string,
  unverified_token: string,
  code: FailureCode,
): V {
  try {
    const sealed = JSON.parse(keys.open(unverified_token, context)) as V & { readonly expires_at: number }
    if (sealed.expires_at > now()) return sealed
  } catch (error) {
    if (!isFailure(error)) throw error
  }
  throw new Failure(code)
}
