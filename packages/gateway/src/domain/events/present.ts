/** The public form of an event. */
import { isoTime } from '@gatehouse-sso/core/time'
import type { Event } from '@gatehouse-sso/sdk/contract/events'
import type { EventRecord } from '../stores/events.ts'

export function presentEvent(record: EventRecord): Event {
  const { id, type, organization_id, actor_type, actor_id, source, data, changes, created_at } = record
  return {
    object: 'event',
    id,
    type,
    organization_id,
    actor: { type: actor_type, id: actor_id },
    source,
    data,
    changes: [...changes],
    created_at: isoTime(created_at),
  }
}
