/**
 * Handles stand for rows outside: as `state`, code, refresh token and session cookie. A handle is the row's id and a
 * secret, and the row has the secret's hash. The id finds the row by its time-ordered primary key, so no random index
 * is needed. Without the secret a handle is worth nothing.
 */
import { type Id, type IdPrefix, isId } from '@gatehouse-sso/core/ids'
import type { Keys } from '../ports/keys.ts'

export interface NewHandle {
  readonly handle: string
  /** The hash of the secret, for the row. */
  readonly hash: string
}

/** A handle as it came; `hash` must still be compared with the row's. */
export interface PresentedHandle<P extends IdPrefix> {
  readonly id: Id<P>
  readonly hash: string
}

const secretLength = { 128: 22, 256: 43 }

/** @param bits of the secret: 128 for a handle that lives minutes, 256 for one that lives longer */
export function newHandle(keys: Keys, id: Id, bits: 128 | 256): NewHandle {
  const secret = keys.newSecret(bits)
  return { handle: `${id.slice(id.indexOf('_') + 1)}${secret}`, hash: keys.sha256(secret) }
}

/** Takes a handle apart; `undefined` for anything that cannot be one. */
export function parseHandle<P extends IdPrefix>(
  keys: Keys,
  prefix: P,
  handle: string | undefined,
  bits: 128 | 256,
): PresentedHandle<P> | undefined {
  if (handle === undefined || handle.length !== 26 + secretLength[bits]) return undefined
  const id = `${prefix}_${handle.slice(0, 26)}`
  return isId(prefix, id) ? { id, hash: keys.sha256(handle.slice(26)) } : undefined
}
