/** Groups, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Unit, Write } from './unit.ts'
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

/** A group as sign-ins need it. */
export type KnownGroup = Pick<GroupRecord, 'idp_id' | 'name' | 'roles'>

/** Groups of one organization that nothing names, and that the same number of sign-ins brought. */
export interface SeenGroups {
  readonly organization_id: Id<'org'>
  /** In the form in which ids are compared, each once. */
  readonly idp_ids: readonly string[]
  /** The number of sign-ins. */
  readonly seen_count: number
  readonly last_seen_at: number
}

export interface NewSeenGroups extends Omit<SeenGroups, 'idp_ids'> {
  readonly groups: readonly Pick<GroupRecord, 'id' | 'idp_id'>[]
}

/** Groups of an organization that are only seen, at most. Further ones are not remembered. */
export const maximumSeenGroups = 500

export interface GroupStore {
  get(id: Id<'grp'>): Promise<GroupRecord | undefined>
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
  /** Adds to the counts of those that are remembered. @returns the `idp_id` of these */
  countSeen(seen: SeenGroups): Unit<readonly string[]>
  /** Remembers groups, up to `maximumSeenGroups`. Those that are known stay as they are. */
  rememberSeen(seen: NewSeenGroups): Write
}
