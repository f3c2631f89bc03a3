/** Events: the feed of all changes, and the audit log. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Event } from '../contract/events.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['events']

/** Events: the feed of all changes, and the audit log. */
export interface Events {
  /**
   * Lists events: the newest first as an audit log, or in the order `asc` with `after` as a feed. The email of a sign-in
   * is hidden. Without the scope `users:read`, so is what says who a user is.
   *
   * HTTP: `GET /v1/events`, scope `events:read`.
   *
   * @param query limit, cursors and order, and the filters `organization_id`, `object_id`, `actor_id`, `type`
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const last: string | null = null // the cursor that you stored
   * for await (const page of gatehouse.events.list({ order: 'asc', after: last, limit: 100 }).pages()) {
   *   for (const event of page.data) console.log(event.type, event.data.id)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Event>
}

export function events({ list }: Client): Events {
  const ops = routesOf('events')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
  }
}
