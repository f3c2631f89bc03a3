/**
 * What is stored of what tokens hang on: sessions, grants, refresh tokens, signing keys, pushed requests.
 * As in records.ts.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { RequestedClaims } from '@gatehouse-sso/core/oauth/claims-parameter'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'

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
  readonly created_at: number
  /** Written at most every five minutes. */
  readonly last_used_at: number
  readonly expires_at: number
  readonly ended_at: number | null
  readonly ended_because: string | null
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
  readonly redirect_uri: string
  readonly nonce: string | null
  readonly code_challenge: string | null
  readonly code_hash: string
  readonly code_expires_at: number
  readonly code_redeemed_at: number | null
  readonly revoked_at: number | null
  readonly revoked_because: string | null
  readonly created_at: number
  /** When nothing made from it can be valid any more. */
  readonly expires_at: number
}

export interface RefreshTokenRecord {
  readonly id: Id<'rtok'>
  readonly environment_id: Id<'env'>
  readonly grant_id: Id<'grant'>
  readonly token_hash: string
  readonly created_at: number
  /** When it is too old to be used; the grant's own end comes on top. */
  readonly expires_at: number
  readonly used_at: number | null
}

export interface PushedRequestRecord {
  readonly id: Id<'par'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly handle_hash: string
  readonly parameters_sealed: string
  readonly created_at: number
  readonly expires_at: number
}

export interface SigningKeyRecord {
  readonly id: Id<'skey'>
  readonly environment_id: Id<'env'>
  readonly alg: IdTokenAlgorithm
  readonly state: 'next' | 'current' | 'previous'
  readonly public_jwk: Readonly<Record<string, unknown>>
  readonly private_sealed: string
  readonly created_at: number
  /** When it came into its state. */
  readonly changed_at: number
}
