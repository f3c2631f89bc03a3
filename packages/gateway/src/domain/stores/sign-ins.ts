/** Sign-ins and their traces, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

export type SignInState = 'in_progress' | 'succeeded' | 'failed' | 'abandoned' | 'test_succeeded' | 'test_failed'

export interface SignInRecord {
  readonly id: Id<'signin'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly user_id: Id<'user'> | null
  readonly email_key: string | null
  readonly state: SignInState
  /** Hash of the handle that travels with the browser; `null` for a sign-in that a session answered. */
  readonly state_hash: string | null
  /** Hash of the key in the browser's cookie. */
  readonly browser_hash: string
  /** Its memory while it is in flight (sign-in/flow.ts), sealed; `null` for a sign-in that a session answered. */
  readonly flow_sealed: string | null
  /** Whether it was started again because another browser came back. */
  readonly restarted: boolean
  readonly error_code: string | null
  /** The session that it opened, and the grant, when it succeeded. */
  readonly session_id: Id<'sess'> | null
  readonly grant_id: Id<'grant'> | null
  readonly created_at: number
  readonly expires_at: number
  readonly finished_at: number | null
}

export interface TraceRecord {
  readonly id: Id<'trace'>
  readonly environment_id: Id<'env'>
  readonly sign_in_id: Id<'signin'>
  /** The part without personal data. */
  readonly entry: unknown
  /** Claims and mapped values, sealed. */
  readonly entry_sealed: string | null
  readonly created_at: number
}

/** The outcome of a sign-in that succeeds. */
export interface SignInSuccess {
  readonly user_id: Id<'user'>
  readonly email_key: string | null
  readonly session_id: Id<'sess'>
  readonly grant_id: Id<'grant'>
  readonly finished_at: number
}

export interface SignInStore {
  get(id: string): Promise<SignInRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly connection_id?: Id<'conn'> | undefined
      readonly user_id?: Id<'user'> | undefined
      readonly state?: SignInState | undefined
      readonly email_key?: string | undefined
    },
  ): Promise<RecordPage<SignInRecord>>
  insert(record: SignInRecord): Write
  /**
   * Expects that it is in progress: of two at the same moment one wins. A sign-in that failed only because the identity
   * provider saw its code twice counts as in progress, because the other callback caused that.
   */
  succeed(id: Id<'signin'>, success: SignInSuccess): Write
  /** Expects that it is in progress. */
  fail(id: Id<'signin'>, error_code: string, email_key: string | null, finished_at: number): Write
  traces(id: Id<'signin'>): Promise<readonly TraceRecord[]>
  insertTrace(record: TraceRecord): Write
}
