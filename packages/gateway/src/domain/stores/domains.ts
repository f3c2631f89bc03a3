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
}

export interface DomainStore {
  get(organization_id: Id<'org'>, id: Id<'dom'>): Promise<DomainRecord | undefined>
  /** The verified domain of this name, if any organization has it. */
  verified(domain: string): Promise<DomainRecord | undefined>
  /** The oldest claim to this name that is not verified. */
  claimed(domain: string): Promise<DomainRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly DomainRecord[]>
  list(organization_id: Id<'org'>, query: ListQuery): Promise<RecordPage<DomainRecord>>
  insert(record: DomainRecord): Write
  verify(record: DomainRecord): Write
  delete(record: DomainRecord): Write
}
