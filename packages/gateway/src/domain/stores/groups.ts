/** Groups, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface GroupRecord extends Versioned {
  readonly id: Id<'grp'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly source: 'api'
  readonly idp_id: string
  readonly name: string
  /** Slugs. The slug of a role that was deleted has no effect. */
  readonly roles: readonly string[]
}

export interface GroupStore {
  get(id: Id<'grp'>): Promise<GroupRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly GroupRecord[]>
  list(query: ListQuery & { readonly organization_id?: Id<'org'> | undefined }): Promise<RecordPage<GroupRecord>>
  insert(record: GroupRecord): Write
  update(record: GroupRecord, version: number): Write
  delete(record: GroupRecord): Write
}
