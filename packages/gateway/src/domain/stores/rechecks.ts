/** The question whether the person of a session still has access, as it is stored (sessions/recheck.ts). */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export interface RecheckRecord {
  /** Of the session. */
  readonly id: Id<'sess'>
  readonly environment_id: Id<'env'>
  readonly connection_id: Id<'conn'>
  /** The identity provider's refresh token; `null` if it gave none, or refuses it. */
  readonly token_sealed: string | null
  /** When the identity provider last let the person in. */
  readonly checked_at: number
  /** Until then nobody else asks. */
  readonly lease_until: number | null
  /** Why the person must sign in before anything else is given. */
  readonly sign_in_needed_because: string | null
  readonly expires_at: number
}

/** A check that was read; each change below expects that no sign-in and no other check came meanwhile. */
export type SeenRecheck = Pick<RecheckRecord, 'id' | 'checked_at'>

export interface RecheckStore {
  get(id: Id<'sess'>): Promise<RecheckRecord | undefined>
  /** After a sign-in: replaces what an earlier sign-in of the same session left. */
  put(record: RecheckRecord): Write
  /** Expects that nobody has a lease. */
  begin(seen: SeenRecheck, now: number, lease_until: number): Write
  pass(seen: SeenRecheck, token_sealed: string, checked_at: number): Write
  needSignIn(seen: SeenRecheck, because: string): Write
}
