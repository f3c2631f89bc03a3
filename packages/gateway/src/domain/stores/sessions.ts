/** Browser sessions, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

export interface SessionRecord {
  readonly id: Id<'sess'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly user_id: Id<'user'>
  readonly connection_id: Id<'conn'>
  readonly token_hash: string
  /** Seconds since 1970, only if the identity provider proved it. */
  readonly auth_time: number | null
  readonly amr: readonly string[] | null
  readonly acr: string | null
  readonly upstream_sid: string | null
  /** The profile of the person, where the user row has none (people/passed-profile.ts). */
  readonly profile_sealed: string | null
  /** The application whose sign-in opened it; `null` for one of before. */
  readonly application_id: Id<'app'> | null
  /** Seconds since 1970, if the identity provider named an end. Nothing that the session gives outlives it. */
  readonly session_expiry: number | null
  /** The hints for a logout at the identity provider (logout-hints.ts); `null` if no logout goes on to it. */
  readonly logout_hints_sealed: string | null
  readonly created_at: number
  /** Written at most every five minutes. */
  readonly last_used_at: number
  readonly expires_at: number
  readonly ended_at: number | null
  readonly ended_because: string | null
}

export interface SessionQuery extends ListQuery {
  /** `ended`: somebody or something has ended it. */
  readonly state?: 'open' | 'ended' | undefined
}

export interface SessionStore {
  get(id: string): Promise<SessionRecord | undefined>
  /** The sessions that sign-ins from `first` on have opened (work/lifetimes.ts). */
  ofUser(user_id: Id<'user'>, first: Id<'signin'>, query: SessionQuery): Promise<RecordPage<SessionRecord>>
  ofConnection(connection_id: Id<'conn'>, first: Id<'signin'>, query: SessionQuery): Promise<RecordPage<SessionRecord>>
  /** Those of the connections that the organization has now. */
  ofOrganization(
    organization_id: Id<'org'>,
    first: Id<'signin'>,
    query: SessionQuery,
  ): Promise<RecordPage<SessionRecord>>
  /** The open sessions for which the identity provider has this name, of all connections. */
  byUpstreamSid(upstream_sid: string): Promise<readonly SessionRecord[]>
  /** Expects that the connection is active. */
  insert(record: SessionRecord): Write
  /** Writes the changes of another sign-in of the same person. Expects that the session has not ended. */
  renew(record: SessionRecord): Write
  /** Has no effect on one that has ended. */
  end(id: Id<'sess'>, ended_at: number, ended_because: string): Write
  /** Ends the sessions that `ofUser` finds. */
  endOfUser(user_id: Id<'user'>, first: Id<'signin'>, ended_at: number, ended_because: string): Write
  endOfConnection(connection_id: Id<'conn'>, first: Id<'signin'>, ended_at: number, ended_because: string): Write
  touch(id: Id<'sess'>, last_used_at: number): Write
}
