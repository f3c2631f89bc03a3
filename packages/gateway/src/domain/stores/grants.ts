/** Grants, as they are stored. One statement redeems a code and checks every condition. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { RequestedClaims } from '@gatehouse-sso/core/oauth/claims-parameter'
import type { CustomAttributes, OutputClaims } from '@gatehouse-sso/core/oidc/output-claims'
import type { Unit, Write } from './unit.ts'

/** An access token for userinfo, as its grant keeps it. */
export interface AccessTokenRecord {
  readonly hash: string
  /** `null`: those of the grant. */
  readonly scopes: readonly string[] | null
  readonly issued_at: number
  readonly expires_at: number
}

export interface GrantRecord {
  readonly id: Id<'grant'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly user_id: Id<'user'>
  readonly session_id: Id<'sess'>
  readonly connection_id: Id<'conn'>
  readonly sign_in_id: Id<'signin'> | null
  readonly scopes: readonly string[]
  readonly requested_claims: RequestedClaims
  /** Outlives the session: `offline_access` was granted. */
  readonly offline: boolean
  readonly auth_time: number | null
  readonly amr: readonly string[] | null
  readonly acr: string | null
  readonly profile_sealed: string | null
  /** The `session_expiry` of its ID tokens. Seconds since 1970. */
  readonly session_expiry: number | null
  /** The API that its access tokens are for; `null`: userinfo. */
  readonly api_resource_id: Id<'res'> | null
  /** The last access token for userinfo. */
  readonly access_token: AccessTokenRecord | null
  readonly redirect_uri: string
  readonly nonce: string | null
  readonly code_challenge: string | null
  readonly code_hash: string
  readonly code_expires_at: number
  readonly code_redeemed_at: number | null
  readonly revoked_at: number | null
  readonly revoked_because: string | null
  readonly created_at: number
  /** When everything made from the grant has expired. */
  readonly expires_at: number
}

/** Everything that a token request must match; all of it stands in the statement's WHERE. */
export interface Redemption {
  readonly id: string
  readonly code_hash: string
  readonly application_id: Id<'app'>
  readonly redirect_uri: string
  readonly code_challenge: string | null
  readonly now: number
  /** Kept as the access token for userinfo. */
  readonly access_token: AccessTokenRecord
}

/** A grant with its person and its session, all of them live. */
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
  readonly profile_sealed: string | null
  readonly session_expiry: number | null
  readonly api_resource_id: Id<'res'> | null
  readonly access_token: AccessTokenRecord | null
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
  readonly external_id: string | null
  readonly identifier: string | null
  readonly custom_attributes: CustomAttributes
  /** Of the application. */
  readonly output_claims: OutputClaims
}

export interface GrantStore {
  get(id: string): Promise<GrantRecord | undefined>
  /** Only while user, application and session (unless offline) are live and the grant is not revoked. */
  live(id: string, now: number): Promise<LiveGrant | undefined>
  insert(record: GrantRecord): Write
  /** Marks the code as redeemed and reads its grant; refused unless every condition holds at commit. */
  redeem(redemption: Redemption): Unit<LiveGrant>
  /** Keeps a new access token in place of the last one. */
  keepAccessToken(id: Id<'grant'>, token: AccessTokenRecord): Write
  /** Makes a code useless without redeeming it. */
  burn(id: Id<'grant'>, now: number): Write
  revoke(id: Id<'grant'>, revoked_at: number, revoked_because: string): Write
  /** Revokes the offline grants of a user: those that sign-ins from `first` on have made, and those without a sign-in. */
  revokeOfUser(user_id: Id<'user'>, first: Id<'signin'>, revoked_at: number, revoked_because: string): Write
  /** Revokes the offline grants that sign-ins through a connection, from `first` on, have made. */
  revokeOfConnection(connection_id: Id<'conn'>, first: Id<'signin'>, revoked_at: number, revoked_because: string): Write
  /** Revokes those of one session. */
  revokeOfSession(
    user_id: Id<'user'>,
    session_id: Id<'sess'>,
    first: Id<'signin'>,
    revoked_at: number,
    revoked_because: string,
  ): Write
}
