/**
 * What the domain needs of storage for what tokens hang on: sessions, grants, refresh tokens, signing keys. What must
 * happen once is decided by the conditions of one statement.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { RequestedClaims } from '@gatehouse-sso/core/oauth/claims-parameter'
import type { Unit, Write } from './ports.ts'
import type { ListQuery, RecordPage } from './stores.ts'
import type {
  GrantRecord,
  PushedRequestRecord,
  RefreshTokenRecord,
  SessionRecord,
  SigningKeyRecord,
} from './token-records.ts'

export interface SessionStore {
  get(id: string): Promise<SessionRecord | undefined>
  /** Those that sign-ins have given, from the `first` on whose gift may live (lifetimes.ts). */
  ofUser(user_id: Id<'user'>, first: Id<'signin'>, query: ListQuery): Promise<RecordPage<SessionRecord>>
  /** Expects that the connection is active. */
  insert(record: SessionRecord): Write
  /** Writes what another sign-in of the same person changes. Expects that it has not ended. */
  renew(record: SessionRecord): Write
  /** Has no effect on one that has ended. */
  end(id: Id<'sess'>, ended_at: number, ended_because: string): Write
  /** Of those that `ofUser` finds. */
  endOfUser(user_id: Id<'user'>, first: Id<'signin'>, ended_at: number, ended_because: string): Write
  endOfConnection(connection_id: Id<'conn'>, ended_at: number, ended_because: string): Write
  touch(id: Id<'sess'>, last_used_at: number): Write
}

/** What a token request must match; all of it stands in the statement's WHERE. */
export interface Redemption {
  readonly id: string
  readonly code_hash: string
  readonly application_id: Id<'app'>
  readonly redirect_uri: string
  readonly code_challenge: string | null
  readonly now: number
}

/** A grant with the person and the session behind it, of which everything still holds. */
export interface LiveGrant {
  readonly grant_id: Id<'grant'>
  readonly sign_in_id: Id<'signin'> | null
  readonly application_id: Id<'app'>
  readonly scopes: readonly string[]
  readonly nonce: string | null
  readonly requested_claims: RequestedClaims
  readonly offline: boolean
  /** When the grant itself ends. */
  readonly expires_at: number
  readonly session_id: Id<'sess'>
  readonly connection_id: Id<'conn'>
  readonly auth_time: number | null
  readonly amr: readonly string[] | null
  readonly acr: string | null
  readonly user_id: Id<'user'>
  readonly organization_id: Id<'org'>
  readonly email: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
}

export interface GrantStore {
  get(id: string): Promise<GrantRecord | undefined>
  /** Only while user, application and session (unless offline) are live and the grant is not revoked. */
  live(id: string, now: number): Promise<LiveGrant | undefined>
  insert(record: GrantRecord): Write
  /** Marks the code as redeemed and reads what it stands for; refused unless every condition holds at commit. */
  redeem(redemption: Redemption): Unit<LiveGrant>
  /** Uses a code up without giving anything for it. */
  burn(id: Id<'grant'>, now: number): Write
  revoke(id: Id<'grant'>, revoked_at: number, revoked_because: string): Write
  /** Revokes what outlives the sessions of a user, from the `first` sign-in on whose grant may live. */
  revokeOfUser(user_id: Id<'user'>, first: Id<'signin'>, revoked_at: number, revoked_because: string): Write
}

/** What a refresh request must match; all of it stands in the statement's WHERE. */
export interface Rotation {
  readonly id: Id<'rtok'>
  readonly token_hash: string
  readonly application_id: Id<'app'>
  readonly now: number
}

export interface RefreshTokenStore {
  get(id: Id<'rtok'>): Promise<RefreshTokenRecord | undefined>
  /** Written only for a grant that outlives its session; in the unit that redeems its code. */
  issue(record: RefreshTokenRecord): Write
  /**
   * Marks the token as used, writes the next one, and reads what it stands for; refused unless user, organization,
   * connection and application are live at commit.
   */
  rotate(rotation: Rotation, next: Omit<RefreshTokenRecord, 'grant_id'>): Unit<LiveGrant>
}

export interface PushedRequestStore {
  get(id: Id<'par'>): Promise<PushedRequestRecord | undefined>
  insert(record: PushedRequestRecord): Write
  /** Expects that it is there: a pushed request serves for one sign-in. */
  consume(id: Id<'par'>): Write
}

export interface AssertionStore {
  /** Expects that this assertion has never been seen (RFC 7523, 3, `jti`). */
  useOnce(key_hash: string, expires_at: number): Write
}

export interface SigningKeyStore {
  all(): Promise<readonly SigningKeyRecord[]>
  insert(record: SigningKeyRecord): Write
  /** Expects that it is in the state it is thought to be in. */
  setState(record: SigningKeyRecord, state: SigningKeyRecord['state'], changed_at: number): Write
  delete(record: SigningKeyRecord): Write
}
