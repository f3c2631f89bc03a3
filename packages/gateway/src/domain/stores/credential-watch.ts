/** The credentials of all environments, as the background jobs see them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { CredentialRecord } from './credentials.ts'
import type { Unit, Write } from './unit.ts'

/** Days before the expiry of a credential with a warning each, the longest first. */
export const warningDays = [60, 30, 14, 7, 1] as const

/** A credential and the shortest warning that was given about it, in days. */
export interface ExpiringCredential {
  readonly credential: CredentialRecord
  readonly warned_days: number | null
}

export interface CredentialWatchStore {
  /** Takes credentials that are due for a trial, the longest due first. No two processes take the same one. */
  takeDue(now: number, next_at: number, limit: number): Unit<readonly CredentialRecord[]>
  postpone(id: Id<'cred'>, until: number): Write
  /** Credentials of active connections about which a warning is due, the first to expire first. */
  expiring(now: number, limit: number): Promise<readonly ExpiringCredential[]>
  /** Expects that no other process gave this warning. */
  noteWarning(expiring: ExpiringCredential, days: number): Write
}
