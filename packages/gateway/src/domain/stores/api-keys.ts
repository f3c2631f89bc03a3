/** API keys, as they are stored: their hash, never the key. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Scope } from '@gatehouse-sso/sdk/contract/scopes'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

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

export interface ApiKeyStore {
  /** Never a revoked key. */
  get(environment_id: Id<'env'>, id: Id<'key'>): Promise<ApiKeyRecord | undefined>
  byHash(key_hash: string): Promise<ApiKeyRecord | undefined>
  list(environment_id: Id<'env'>, query: ListQuery): Promise<RecordPage<ApiKeyRecord>>
  insert(record: ApiKeyRecord): Write
  revoke(environment_id: Id<'env'>, id: Id<'key'>, revoked_at: number): Write
  setExpiry(environment_id: Id<'env'>, id: Id<'key'>, expires_at: number): Write
  touch(id: Id<'key'>, last_used_at: number, last_used_address: string): Write
}
