/** Email domains of organizations, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

export interface DomainRecord {
  readonly id: Id<'dom'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly domain: string
  readonly state: 'pending' | 'verified' | 'failed'
  readonly verified_at: number | null
  /** `null` until it is verified. */
  readonly verified_by: 'dns' | 'operator' | null
  readonly created_at: number
  /** The secret in the TXT record. It proves nothing to anybody who merely knows it. */
  readonly proof_token: string
  /** When the record was looked up last, and when it will be next; `null`: not by itself. */
  readonly checked_at: number | null
  readonly check_at: number | null
  /** The TXT records at the last look-up. */
  readonly records: readonly string[]
  /** Since when the claim waits for its proof; `null` unless it is pending. */
  readonly pending_since: number | null
  /** Since when the record of a verified domain is gone. */
  readonly proof_missing_since: number | null
}

/** A verified domain as sign-ins need it. */
export type VerifiedDomain = Pick<DomainRecord, 'domain' | 'verified_by'>

export interface DomainStore {
  get(organization_id: Id<'org'>, id: Id<'dom'>): Promise<DomainRecord | undefined>
  /** The verified domain of this name, if any organization has it. */
  verified(domain: string): Promise<DomainRecord | undefined>
  /** The owner of the verified domain of this name, if it has an open connection. */
  routed(domain: string): Promise<Pick<DomainRecord, 'organization_id'> | undefined>
  /** The oldest claim to this name that is not verified. */
  claimed(domain: string): Promise<DomainRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly DomainRecord[]>
  list(organization_id: Id<'org'>, query: ListQuery): Promise<RecordPage<DomainRecord>>
  insert(record: DomainRecord): Write
  verify(record: DomainRecord): Write
  /** Keeps the answer to a look-up. Expects the state before it. */
  keepCheck(record: DomainRecord, before: DomainRecord['state']): Write
  delete(record: DomainRecord): Write
}
