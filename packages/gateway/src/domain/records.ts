/**
 * What is stored, in the words of the domain: one interface for each noun, the same field names as in the tables, the
 * API and the SDK. Times are milliseconds since 1970. Secrets are sealed or hashed before they become a part of a
 * record; a field that ends in `_sealed` or `_hash` says which.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ClientAuthenticationMethod } from '@gatehouse-sso/core/oauth/client-authentication'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { GrantType } from '@gatehouse-sso/core/oauth/token-request'
import type { Connection, ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connections'
import type { Actor, EventType, FieldChange, Source } from '@gatehouse-sso/sdk/contract/events'
import type { Scope } from '@gatehouse-sso/sdk/contract/scopes'

export interface Versioned {
  /** Counts the changes; the ETag, and what an update expects. */
  readonly version: number
  readonly created_at: number
  readonly updated_at: number
}

export interface EnvironmentRecord extends Versioned {
  readonly id: Id<'env'>
  readonly name: string
  readonly slug: string
  readonly kind: 'test' | 'live'
  readonly is_default: boolean
}

export interface OrganizationRecord extends Versioned {
  readonly id: Id<'org'>
  readonly environment_id: Id<'env'>
  readonly name: string
  readonly external_id: string | null
  readonly metadata: Readonly<Record<string, string>>
}

export interface DomainRecord {
  readonly id: Id<'dom'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly domain: string
  readonly state: 'pending' | 'verified' | 'failed'
  readonly verified_at: number | null
  readonly created_at: number
}

export type ConnectionType = Connection['type']
export type ConnectionState = Connection['state']

export interface ConnectionRecord extends Versioned {
  readonly id: Id<'conn'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly type: ConnectionType
  readonly name: string
  readonly state: ConnectionState
  /** Checked by the provider of the type. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Only what differs from the provider's default. */
  readonly mapping: ClaimMap
  readonly policy: ConnectionPolicy
}

export interface CredentialRecord {
  readonly id: Id<'cred'>
  readonly environment_id: Id<'env'>
  readonly connection_id: Id<'conn'>
  readonly type: 'client_secret'
  readonly active: boolean
  readonly secret_sealed: string
  readonly hint: string | null
  readonly not_after: number | null
  readonly last_used_at: number | null
  readonly created_at: number
}

export interface ApplicationRecord extends Versioned {
  readonly id: Id<'app'>
  readonly environment_id: Id<'env'>
  readonly name: string
  readonly state: 'active' | 'inactive'
  readonly type: 'web' | 'native'
  readonly redirect_uris: readonly string[]
  readonly post_logout_redirect_uris: readonly string[]
  readonly token_endpoint_auth_methods: readonly ClientAuthenticationMethod[]
  readonly require_pkce: boolean
  readonly grant_types: readonly GrantType[]
  /** Public keys for `private_key_jwt`: a JWK set, or where one is. */
  readonly jwks: Readonly<Record<string, unknown>> | null
  readonly jwks_uri: string | null
  readonly id_token_signed_response_alg: IdTokenAlgorithm
  readonly initiate_login_uri: string | null
}

export interface ApplicationSecretRecord {
  readonly id: Id<'secret'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly secret_hash: string
  readonly hint: string
  readonly last_used_at: number | null
  readonly created_at: number
}

export interface RoleRecord extends Versioned {
  readonly id: Id<'role'>
  readonly environment_id: Id<'env'>
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly position: number
  readonly is_default: boolean
}

export interface GroupRecord extends Versioned {
  readonly id: Id<'grp'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly source: 'api'
  readonly idp_id: string
  readonly name: string
  /** Slugs; one that is no role any more has no effect. */
  readonly roles: readonly string[]
}

export interface UserRecord extends Versioned {
  readonly id: Id<'user'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly kind: 'person' | 'service'
  readonly state: 'invited' | 'active' | 'suspended'
  readonly source: 'jit' | 'invite' | 'import' | 'api' | 'scim' | 'access_token'
  readonly email: string | null
  /** The form in which emails are compared; see core/email. */
  readonly email_key: string | null
  readonly email_verified: boolean
  readonly name: string | null
  readonly given_name: string | null
  readonly family_name: string | null
  readonly preferred_username: string | null
  readonly external_id: string | null
  readonly role: string | null
  readonly roles: readonly string[]
  readonly groups: readonly string[]
  readonly is_admin: boolean
  readonly metadata: Readonly<Record<string, string>>
  readonly last_sign_in_at: number | null
}

export interface IdentityRecord {
  readonly id: Id<'idn'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly user_id: Id<'user'>
  readonly authority: string
  readonly subject: string
  readonly identifier: string | null
  /** Where it was last seen. */
  readonly connection_id: Id<'conn'> | null
  /** Why this identity belongs to this user. */
  readonly linked_because: string
  readonly created_at: number
}

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
  /** Of the handle that travels as `state`. */
  readonly state_hash: string
  /** Of the key in the browser's cookie. */
  readonly browser_hash: string
  /** Nonce, PKCE verifier, the application's request and the first steps of the record, sealed. */
  readonly flow_sealed: string
  /** Whether it was started again because another browser came back. */
  readonly restarted: boolean
  readonly error_code: string | null
  /** What it gave, when it succeeded. */
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
  /** Steps, and what else has no personal data. */
  readonly entry: unknown
  /** Claims and mapped values, sealed. */
  readonly entry_sealed: string | null
  readonly created_at: number
}

/** What happened; never changed. */
export interface EventRecord {
  readonly id: Id<'evt'>
  readonly environment_id: Id<'env'>
  readonly type: EventType
  readonly organization_id: Id<'org'> | null
  /** The thing that changed; a sign-in is looked up by itself. */
  readonly object_id: string | null
  readonly actor_type: Actor['type']
  readonly actor_id: string | null
  readonly source: Source | null
  readonly data: Readonly<Record<string, unknown>>
  readonly changes: readonly FieldChange[]
  readonly created_at: number
}

export interface JobRecord {
  readonly id: Id<'job'>
  /** What is to be done: the name of a handler. */
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly state: 'waiting' | 'dead'
  /** Not before. */
  readonly run_at: number
  /** For a row that keeps a schedule. */
  readonly every_ms: number | null
  /** Times it was begun since it last succeeded. */
  readonly attempts: number
  /** Of whoever is at it, until `lease_until`. */
  readonly lease_token: string | null
  readonly lease_until: number | null
  /** Code of the failure, or name of the error. */
  readonly last_error: string | null
  readonly created_at: number
}

export interface ApiKeyRecord {
  readonly id: Id<'key'>
  /** `null` for the installation key. */
  readonly environment_id: Id<'env'> | null
  readonly name: string
  readonly key_hash: string
  readonly hint: string
  readonly scopes: readonly Scope[]
  readonly expires_at: number | null
  readonly last_used_at: number | null
  readonly last_used_address: string | null
  readonly revoked_at: number | null
  readonly created_at: number
}

/** A request with an `Idempotency-Key`. */
export interface IdempotencyRecord {
  /** Hash of the key and of whom it belongs to. */
  readonly id: string
  readonly request_hash: string
  /** Known to whoever carries the request out. */
  readonly attempt: string
  readonly lease_until: number
  /** When the work was made; `null` while it is not. */
  readonly committed_at: number | null
  /** `null` as well where the answer has a secret. */
  readonly answer_sealed: string | null
  readonly created_at: number
  readonly expires_at: number
}
