/** The federation issuer of the installation: its address and its keys, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export interface FederationKeyRecord {
  readonly id: Id<'fkey'>
  readonly state: 'next' | 'current' | 'previous'
  /** RSA 2048, for RS256. */
  readonly public_jwk: Readonly<Record<string, unknown>>
  readonly private_sealed: string
  readonly created_at: number
  /** When its state changed last. */
  readonly changed_at: number
}

export interface FederationStore {
  /** The stored address; `null` before the first use. */
  issuer(): Promise<string | null>
  /** Expects the address that was read. */
  setIssuer(issuer: string, before: string | null): Write
  /** Whether a connection of any environment has a federated credential. */
  inUse(): Promise<boolean>
  keys(): Promise<readonly FederationKeyRecord[]>
  insertKey(record: FederationKeyRecord): Write
  /** Expects that the key still has the state of the record. */
  setKeyState(record: FederationKeyRecord, state: FederationKeyRecord['state'], changed_at: number): Write
  deleteKey(record: FederationKeyRecord): Write
}
