/** Credentials of connections, as they are stored: sealed. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

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

/** Where the sealed secret of a credential stands; binds it to its row. */
export function credentialContext(id: Id<'cred'>): string {
  return `credentials.secret:${id}`
}

export interface CredentialStore {
  ofConnection(connection_id: Id<'conn'>): Promise<readonly CredentialRecord[]>
  insert(record: CredentialRecord): Write
  /** Makes one active and all others of the connection inactive. */
  activate(connection_id: Id<'conn'>, id: Id<'cred'>): readonly Write[]
  /** Changes nothing; refused when none of the connection is active at the commit. */
  expectActive(connection_id: Id<'conn'>): Write
  /** Only one that is not active, or of a connection that is not. */
  delete(connection_id: Id<'conn'>, id: Id<'cred'>): Write
  touch(id: Id<'cred'>, last_used_at: number): Write
}
