/** Signing keys of an environment, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { Write } from './unit.ts'

export interface SigningKeyRecord {
  readonly id: Id<'skey'>
  readonly environment_id: Id<'env'>
  readonly alg: IdTokenAlgorithm
  readonly state: 'next' | 'current' | 'previous'
  readonly public_jwk: Readonly<Record<string, unknown>>
  readonly private_sealed: string
  readonly created_at: number
  /** When its state changed last. */
  readonly changed_at: number
}

export interface SigningKeyStore {
  all(): Promise<readonly SigningKeyRecord[]>
  insert(record: SigningKeyRecord): Write
  /** Expects that it still has the state of the record. */
  setState(record: SigningKeyRecord, state: SigningKeyRecord['state'], changed_at: number): Write
  delete(record: SigningKeyRecord): Write
}
