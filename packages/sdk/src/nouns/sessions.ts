/** Sessions of a person at the gateway. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Session } from '../contract/sessions.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['sessions']

/** Sessions of a person at the gateway. */
export interface Sessions {
  /**
   * Lists the sessions of a user.
   *
   * HTTP: `GET /v1/users/{user_id}/sessions`, scope `users:read`.
   *
   * @param user_id id of the user
   * @param query limit, cursors and order; `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const sessions = await gatehouse.sessions.list('user_01jd2x3y4z5a6b7c8d9e0f1g2m').toArray()
   * ```
   */
  list(user_id: string, query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Session>

  /**
   * Ends a session. Its tokens stop working, and the person must sign in again.
   *
   * HTTP: `DELETE /v1/users/{user_id}/sessions/{session_id}`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param session_id id of the session
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.sessions.end('user_01jd2x3y4z5a6b7c8d9e0f1g2m', 'sess_01jd2x3y4z5a6b7c8d9e0f1g2w')
   * ```
   */
  end(user_id: string, session_id: string, options?: RequestOptions): Promise<void>
}

export function sessions({ call, list }: Client): Sessions {
  const ops = routesOf('sessions')
  return {
    list: (user_id, query = {}, options) => list(ops.list, { params: { user_id }, query }, options),
    end: (user_id, session_id, options) => call(ops.end, { params: { user_id, session_id } }, options),
  }
}
