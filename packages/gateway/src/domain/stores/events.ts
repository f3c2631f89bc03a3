/** Events, as they are stored. An event is never changed. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { EventData } from '@gatehouse-sso/sdk/contract/event-data'
import type { Actor, EventType, FieldChange, Source } from '@gatehouse-sso/sdk/contract/events'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'

/** An event. */
export interface EventRecord {
  readonly id: Id<'evt'>
  readonly environment_id: Id<'env'>
  readonly type: EventType
  readonly organization_id: Id<'org'> | null
  /** The resource that changed; `null` for a sign-in, which is found by its own id. */
  readonly object_id: string | null
  readonly actor_type: Actor['type']
  readonly actor_id: string | null
  readonly source: Source | null
  /** As it was shown when the event was made. */
  readonly data: EventData
  readonly changes: readonly FieldChange[]
  readonly created_at: number
}

export interface EventQuery extends ListQuery {
  readonly organization_id?: Id<'org'> | undefined
  readonly object_id?: string | undefined
  readonly actor_id?: string | undefined
  readonly type?: EventType | undefined
}

export interface EventStore {
  insert(record: EventRecord): Write
  /** @param query `until`: leaves out later events; milliseconds since 1970 */
  list(query: EventQuery & { readonly until?: number | undefined }): Promise<RecordPage<EventRecord>>
}
