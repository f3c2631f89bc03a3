/** Applications and their secrets, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClientAuthenticationMethod } from '@gatehouse-sso/core/oauth/client-authentication'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { GrantType } from '@gatehouse-sso/core/oauth/token-request'
import type { OutputClaims } from '@gatehouse-sso/core/oidc/output-claims'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

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
  /** Public keys for `private_key_jwt`: a JWK set here, or its address in `jwks_uri`. */
  readonly jwks: Readonly<Record<string, unknown>> | null
  readonly jwks_uri: string | null
  readonly id_token_signed_response_alg: IdTokenAlgorithm
  readonly initiate_login_uri: string | null
  readonly output_claims: OutputClaims
  /** Where logout tokens go. */
  readonly backchannel_logout_uri: string | null
  readonly backchannel_logout_session_required: boolean
  /** The page that is loaded in a frame at a logout in the browser. */
  readonly frontchannel_logout_uri: string | null
  readonly frontchannel_logout_session_required: boolean
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

export interface ApplicationStore {
  get(id: string): Promise<ApplicationRecord | undefined>
  list(query: ListQuery): Promise<RecordPage<ApplicationRecord>>
  /** Redirect URIs of all active public clients. */
  publicRedirectUris(): Promise<readonly string[]>
  /** The active ones that want to be told when a session ends. */
  toldOfLogout(): Promise<readonly ApplicationRecord[]>
  insert(record: ApplicationRecord): Write
  update(record: ApplicationRecord, version: number): Write
  delete(id: Id<'app'>): Write
  secrets(application_id: Id<'app'>): Promise<readonly ApplicationSecretRecord[]>
  /** Expects that fewer than `limit` exist. */
  insertSecret(record: ApplicationSecretRecord, limit: number): Write
  deleteSecret(application_id: Id<'app'>, id: Id<'secret'>): Write
  touchSecret(id: Id<'secret'>, last_used_at: number): Write
}
