/** Groups, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface GroupRecord extends Versioned {
  readonly id: Id<'grp'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  /** `sign_in`: only seen so far; nobody has mapped it. */
  readonly source: 'api' | 'sign_in'
  readonly idp_id: string
  readonly name: string
  /** Slugs. The slug of a role that was deleted has no effect. */
  readonly roles: readonly string[]
  /** Sign-ins that brought the group while it was not mapped. */
  readonly seen_count: number
  readonly last_seen_at: number | null
}

/** A group that was seen at sign-ins and that nothing names. */
export interface SeenGroup {
  readonly id: Id<'grp'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  /** In the form in which ids are compared. */
  readonly idp_id: string
  readonly seen_count: number
  readonly last_seen_at: number
}

/** Groups of an organization that are only seen, at most. Further ones are not remembered. */
export const maximumSeenGroups = 500

export interface GroupStore {
  get(id: Id<'grp'>): Promise<GroupRecord | undefined>
  /** Without those that are only seen. */
  ofOrganization(organization_id: Id<'org'>): Promise<readonly GroupRecord[]>
  byIdpId(organization_id: Id<'org'>, idp_id: string): Promise<GroupRecord | undefined>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly source?: GroupRecord['source'] | undefined
    },
  ): Promise<RecordPage<GroupRecord>>
  insert(record: GroupRecord): Write
  update(record: GroupRecord, version: number): Write
  delete(record: GroupRecord): Write
  /** Adds to the count of a group that is only seen, or remembers it. */
  noteSeen(seen: SeenGroup): readonly Write[]
}
