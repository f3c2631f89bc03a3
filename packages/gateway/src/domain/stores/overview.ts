/** The questions of the console about many sign-ins and connections at once. Each reads a bounded number of rows. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { SignInRecord } from './sign-ins.ts'
import type { Write } from './unit.ts'

export interface Cause {
  readonly error_code: string
  readonly count: number
}

export interface SignInCounts {
  readonly succeeded: number
  readonly failed: number
  /** The most frequent first. */
  readonly causes: readonly Cause[]
}

/** The counts of a day or an hour. */
export interface SignInSpan extends SignInCounts {
  /** `2026-11-26` or `2026-11-26T14`, in UTC. */
  readonly name: string
}

/** A sign-in through a connection that has ended. */
export type EndedThrough = Pick<SignInRecord, 'id' | 'state' | 'error_code' | 'finished_at'>

export interface ExpiringCredentialRow {
  readonly credential_id: Id<'cred'>
  readonly connection_id: Id<'conn'>
  readonly connection_name: string
  readonly organization_id: Id<'org'>
  readonly organization_name: string
  readonly not_after: number
}

export interface OverviewStore {
  /** Counts the sign-ins that began in a time, by their ids: from the first on, before the second. */
  count(from: Id<'signin'>, before: Id<'signin'>): Promise<SignInCounts>
  /** The days and hours that are kept, from this day on. */
  spans(from: string): Promise<readonly SignInSpan[]>
  /** Keeps the counts of a day or an hour, unless they are kept already. */
  keepSpan(span: SignInSpan): Write
  /** Deletes the days before this one, and their hours. */
  deleteDays(before: string): Write
  /** Deletes the hours before this one. */
  deleteHours(before: string): Write
  /** The latest sign-ins through a connection that succeeded or failed, the latest first. */
  latestEnded(connection_id: Id<'conn'>, limit: number): Promise<readonly EndedThrough[]>
  /** The connections of the latest failures, from this sign-in on. */
  failedConnections(from: Id<'signin'>, limit: number): Promise<readonly Id<'conn'>[]>
  /** @param most no more are counted */
  countActiveConnections(most: number): Promise<number>
  /** Credentials in use by active connections that expire in a time, the first to expire first. */
  expiringCredentials(after: number, until: number, limit: number): Promise<readonly ExpiringCredentialRow[]>
}
