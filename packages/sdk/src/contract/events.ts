/**
 * Events. Each has a type, an actor, the source of the request, and the changed fields. The same record serves the feed
 * and the audit log. An event is never changed or deleted.
 */
import { z } from 'zod'
import { type EventData, eventData } from './event-data.ts'
import { type EventType, eventTypes } from './event-types.ts'
import { id, none, time } from './fields.ts'
import { listOf, listQuery } from './list.ts'
import { operation } from './operation.ts'

export { type EventType, eventTypes } from './event-types.ts'

/** The types of the events of one resource: `EventTypeOf<'user'>` is `'user.created' | 'user.updated' | …`. */
export type EventTypeOf<O extends EventData['object']> = Extract<EventType, `${O}.${string}`>

export const actorTypes = [
  'api_key',
  'installation_key',
  'staff',
  'application',
  'user',
  'setup_link',
  'system',
] as const

/** The party that caused the event. The system itself has no id. */
export const actor = z.strictObject({ type: z.enum(actorTypes), id: z.string().nullable() })

/** The request that caused the event. */
export const source = z.strictObject({
  request_id: z.string(),
  address: z.string().nullable(),
  user_agent: z.string().nullable(),
})

export const fieldChange = z.strictObject({
  field: z.string().meta({ description: 'JSON pointer', example: '/name' }),
  before: z.unknown(),
  after: z.unknown(),
})

export const event = z
  .strictObject({
    object: z.literal('event'),
    id: id('evt'),
    type: z.enum(eventTypes),
    organization_id: id('org').nullable(),
    actor,
    source: source.nullable(),
    data: eventData.meta({
      description:
        'The resource after the event; for a deleted resource, before the event. The email of a sign-in is hidden. Without ' +
        'the scope `users:read`, so is what says who a user is, here and in `changes`',
    }),
    changes: z.array(fieldChange),
    created_at: time,
  })
  .refine(({ type, data }) => type.startsWith(`${data.object}.`), {
    path: ['data', 'object'],
    message: 'is not the resource that the type names',
  })
  .meta({ id: 'Event' })

export type Actor = z.infer<typeof actor>
export type Source = z.infer<typeof source>
export type FieldChange = z.infer<typeof fieldChange>
export type Event = z.infer<typeof event>

export const events = {
  list: operation('events.list', {
    summary: 'List events: the newest first as an audit log, or `order=asc` with `after` as a feed',
    scope: 'events:read',
    params: none,
    query: listQuery('evt').extend({
      organization_id: id('org').optional(),
      object_id: z.string().max(100).optional().meta({ description: 'Id of the changed resource' }),
      actor_id: z.string().max(100).optional(),
      type: z.enum(eventTypes).optional(),
    }),
    body: undefined,
    output: listOf(event),
    example: { order: 'asc' },
  }),
}
