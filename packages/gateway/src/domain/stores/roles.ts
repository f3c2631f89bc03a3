/** Roles, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface RoleRecord extends Versioned {
  readonly id: Id<'role'>
  readonly environment_id: Id<'env'>
  readonly slug: string
  readonly name: string
  readonly description: string | null
  readonly position: number
  readonly is_default: boolean
  /** Whether a customer's administrator may give it. */
  readonly assignable_by_customer: boolean
  readonly claim_values: readonly string[]
}

export interface RoleStore {
  get(id: Id<'role'>): Promise<RoleRecord | undefined>
  /** All of the environment, the highest first. */
  all(): Promise<readonly RoleRecord[]>
  list(query: ListQuery): Promise<RecordPage<RoleRecord>>
  insert(record: RoleRecord): Write
  update(record: RoleRecord, version: number): Write
  /** Never the default role. */
  delete(id: Id<'role'>): Write
}
