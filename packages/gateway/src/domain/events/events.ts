/**
 * Events: the audit log and the feed. An event is written in the unit of its change, so there is never one without the
 * other. It holds the public form of the thing (`present.ts` of its room), so nothing secret is in it.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { EventData } from '@gatehouse-sso/sdk/contract/event-data'
import type { EventTypeOf, FieldChange } from '@gatehouse-sso/sdk/contract/events'
import type { Ports } from '../ports/ports.ts'
import type { EventQuery, EventRecord } from '../stores/events.ts'
import type { RecordPage } from '../stores/list.ts'
import type { Write } from '../stores/unit.ts'
import type { Caller } from './caller.ts'

/** A new event about one kind of resource. Type and object belong together: a `user.created` holds a user. */
export interface NewEventOf<O extends EventData['object']> {
  readonly type: EventTypeOf<O>
  readonly environment_id: Id<'env'>
  readonly organization_id?: Id<'org'> | null
  /** The public form of the resource after the change; of a deleted resource, before it. */
  readonly object: Extract<EventData, { object: O }>
  /** The public form before the change, where there was one. */
  readonly before?: Extract<EventData, { object: O }>
}

export type NewEvent = { [O in EventData['object']]: NewEventOf<O> }[EventData['object']]

/** The event as a write, for the unit of the change that it is about. */
export function insertEvent(ports: Ports, caller: Caller, event: NewEvent): Write {
  const { type, environment_id, organization_id = null, object, before } = event
  const record: EventRecord = {
    id: ports.keys.newId('evt'),
    environment_id,
    type,
    organization_id,
    // A sign-in is found by its own id. An index entry for each would cost time and find nothing more.
    object_id: object.object === 'sign_in' && type !== 'sign_in.revealed' ? null : object.id,
    actor_type: caller.actor.type,
    actor_id: caller.actor.id,
    source: caller.source,
    data: object,
    changes: before ? differences(before, object) : [],
    created_at: ports.now(),
  }
  return ports.stores.in(environment_id).events.insert(record)
}

/** Fields that every change touches, or that explain others, and that alone are no change. */
const uninteresting = ['/updated_at', '/last_sign_in_at', '/last_used_at', '/role_reasons']

/** The fields that differ; of plain objects, member by member. */
export function differences(before: object, after: object, path = ''): readonly FieldChange[] {
  const [old, now] = [before as Readonly<Record<string, unknown>>, after as Readonly<Record<string, unknown>>]
  const names = [...Object.keys(old), ...Object.keys(now).filter((name) => !(name in old))]
  return names.flatMap((name) => {
    if (old[name] === now[name]) return []
    const field = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const [a = null, b = null] = [old[name], now[name]]
    if (uninteresting.includes(field) || JSON.stringify(a) === JSON.stringify(b)) return []
    return isPlain(a) && isPlain(b) ? differences(a, b, field) : [{ field, before: a, after: b }]
  })
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The feed holds events back this long, because another process may commit an older event a moment later. */
const feedDelayMs = 3_000

/**
 * A page of events. In ascending order it ends a moment before now, so that no event appears before a cursor that was
 * given out.
 */
export function listEvents(
  ports: Ports,
  environment_id: Id<'env'>,
  query: EventQuery,
): Promise<RecordPage<EventRecord>> {
  const until = query.order === 'asc' ? ports.now() - feedDelayMs : undefined
  return ports.stores.in(environment_id).events.list({ ...query, until })
}
