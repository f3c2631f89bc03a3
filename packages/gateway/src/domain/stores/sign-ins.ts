/** Sign-ins and their traces, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

export type SignInState =
  | 'in_progress'
  | 'succeeded'
  | 'failed'
  | 'abandoned'
  /** A test of a connection: it creates no user and no session. */
  | TestState

export type TestState = 'test_in_progress' | 'test_succeeded' | 'test_failed'

export interface SignInRecord {
  readonly id: Id<'signin'>
  readonly environment_id: Id<'env'>
  /** This and the next two are `null` in a refused request that named none, or one that does not exist. */
  readonly application_id: Id<'app'> | null
  readonly organization_id: Id<'org'> | null
  readonly connection_id: Id<'conn'> | null
  readonly user_id: Id<'user'> | null
  /** The email of the person; until the identity provider has said who it is, the one of `login_hint`. */
  readonly email_key: string | null
  readonly state: SignInState
  /** Hash of the handle that travels with the browser; `null` for a sign-in that a session answered. */
  readonly state_hash: string | null
  /** Hash of the key in the browser's cookie; `null` for a refused request of a browser without one, or of a server. */
  readonly browser_hash: string | null
  /** Its memory while it is in flight (sign-ins/flow.ts), sealed; `null` for a sign-in that a session answered. */
  readonly flow_sealed: string | null
  /** Whether it was started again because another browser came back. */
  readonly restarted: boolean
  /** Why it failed. Of a sign-in that succeeded: why a token request for its code was refused. */
  readonly error_code: string | null
  /** The session that it opened, and the grant, when it succeeded. */
  readonly session_id: Id<'sess'> | null
  readonly grant_id: Id<'grant'> | null
  readonly created_at: number
  readonly expires_at: number
  readonly finished_at: number | null
  /** How many refused requests it stands for; 1 for everything else. */
  readonly occurrences: number
}

/** A sign-in that began: application, organization, connection and browser are known. */
export type BegunSignIn = SignInRecord & {
  readonly application_id: Id<'app'>
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly browser_hash: string
}

/** A test of a connection: organization, connection and browser are known, and there is no application. */
export type TestSignIn = SignInRecord & {
  readonly state: TestState
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly browser_hash: string
}

export interface TraceRecord {
  readonly id: Id<'trace'>
  readonly environment_id: Id<'env'>
  readonly sign_in_id: Id<'signin'>
  /** The part without personal data. */
  readonly entry: unknown
  /** Claims, mapped values and the email that was typed, sealed. */
  readonly entry_sealed: string | null
  /** The request that failed, so that its id finds the sign-in; `null` if nothing failed. */
  readonly request_id: string | null
  /** The references of the identity provider, in lower case, when it reported an error. */
  readonly upstream_correlation_id: string | null
  readonly upstream_trace_id: string | null
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

/** The next leg of a test. */
export interface TestNext {
  readonly state_hash: string
  readonly flow_sealed: string
}

/** The end of a test of a connection. */
export interface TestEnd {
  readonly state: 'test_succeeded' | 'test_failed'
  readonly error_code: string | null
  readonly email_key: string | null
  readonly finished_at: number
}

/** As much of a sign-in as shows whether its person came back. */
export type LatestSignIn = Pick<SignInRecord, 'state' | 'state_hash' | 'browser_hash' | 'error_code' | 'created_at'>

/** The people whose sessions ended: a user, or those of a connection. */
export type Ended = { readonly user_id: Id<'user'> } | { readonly connection_id: Id<'conn'> }

/** A sign-in to an application whose session, or whose grant, has ended. */
export interface EndedSignIn {
  readonly id: Id<'signin'>
  readonly application_id: Id<'app'>
  readonly session_id: Id<'sess'>
  readonly user_id: Id<'user'>
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
      /** Began at this time or later. Milliseconds since 1970. */
      readonly from?: number | undefined
      /** Began before this time. Milliseconds since 1970. */
      readonly to?: number | undefined
      readonly error_code?: string | undefined
      readonly request_id?: string | undefined
      /** Either reference of the identity provider. */
      readonly upstream_id?: string | undefined
    },
  ): Promise<RecordPage<SignInRecord>>
  /** The latest ones through a connection, whatever came of them. */
  latestOf(connection_id: Id<'conn'>, limit: number): Promise<readonly LatestSignIn[]>
  /**
   * The sign-ins after `after` whose session ended, or whose grant was revoked, at exactly this time.
   * @returns the oldest first
   */
  ended(of: Ended, ended_at: number, after: Id<'signin'>, limit: number): Promise<readonly EndedSignIn[]>
  insert(record: SignInRecord): Write
  /**
   * Expects that it is in progress: of two at the same moment one wins. A sign-in that failed only because the identity
   * provider saw its code twice counts as in progress, because the other callback caused that.
   */
  succeed(id: Id<'signin'>, success: SignInSuccess): Write
  /** Expects that it is in progress. */
  fail(id: Id<'signin'>, error_code: string, email_key: string | null, finished_at: number): Write
  /**
   * Goes on with a test after the consent of its administrator; expects that it is in progress with this hash, so that of
   * two answers one counts.
   */
  continueTest(id: Id<'signin'>, state_hash: string, next: TestNext): Write
  /** Ends a test; expects that it is in progress. */
  endTest(id: Id<'signin'>, end: TestEnd): Write
  /** Notes why the first token request for its code was refused. Changes nothing unless the sign-in succeeded. */
  noteRefusedTokens(id: Id<'signin'>, error_code: string): Write
  /** One more refused request that this record stands for. */
  countOccurrence(id: Id<'signin'>): Write
  traces(id: Id<'signin'>): Promise<readonly TraceRecord[]>
  insertTrace(record: TraceRecord): Write
}
