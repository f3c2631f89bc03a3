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
   * @param query limit, cursors and order; `state` is open or ended; `expand` adds resources beside their ids
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
   * Lists the sessions of the people of an organization.
   *
   * HTTP: `GET /v1/organizations/{organization_id}/sessions`, scope `users:read`.
   *
   * @param organization_id id of the organization
   * @param query limit, cursors and order; `state` is open or ended; `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const open = await gatehouse.sessions.listOfOrganization('org_01jd2x3y4z5a6b7c8d9e0f1g2j', { state: 'open' }).toArray()
   * ```
   */
  listOfOrganization(
    organization_id: string,
    query?: ListQuery<Ops['listOfOrganization']>,
    options?: RequestOptions,
  ): Paginated<Session>

  /**
   * Lists the sessions that a connection has opened.
   *
   * HTTP: `GET /v1/connections/{connection_id}/sessions`, scope `users:read`.
   *
   * @param connection_id id of the connection
   * @param query limit, cursors and order; `state` is open or ended; `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const open = await gatehouse.sessions.listOfConnection('conn_01jd2x3y4z5a6b7c8d9e0f1g2k', { state: 'open' }).toArray()
   * ```
   */
  listOfConnection(
    connection_id: string,
    query?: ListQuery<Ops['listOfConnection']>,
    options?: RequestOptions,
  ): Paginated<Session>

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

  /**
   * Ends all sessions of a user, and all access that outlives them (`offline_access`).
   *
   * HTTP: `DELETE /v1/users/{user_id}/sessions`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.sessions.endAll('user_01jd2x3y4z5a6b7c8d9e0f1g2m')
   * ```
   */
  endAll(user_id: string, options?: RequestOptions): Promise<void>

  /**
   * Ends all sessions of the people of an organization, and all access that outlives them.
   *
   * HTTP: `DELETE /v1/organizations/{organization_id}/sessions`, scope `users:write`.
   *
   * @param organization_id id of the organization
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.sessions.endAllOfOrganization('org_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  endAllOfOrganization(organization_id: string, options?: RequestOptions): Promise<void>

  /**
   * Ends all sessions that a connection has opened, and all access that outlives them.
   *
   * HTTP: `DELETE /v1/connections/{connection_id}/sessions`, scope `users:write`.
   *
   * @param connection_id id of the connection
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.sessions.endAllOfConnection('conn_01jd2x3y4z5a6b7c8d9e0f1g2k')
   * ```
   */
  endAllOfConnection(connection_id: string, options?: RequestOptions): Promise<void>
}

export function sessions({ call, list }: Client): Sessions {
  const ops = routesOf('sessions')
  return {
    list: (user_id, query = {}, options) => list(ops.list, { params: { user_id }, query }, options),
    listOfOrganization: (organization_id, query = {}, options) =>
      list(ops.listOfOrganization, { params: { organization_id }, query }, options),
    listOfConnection: (connection_id, query = {}, options) =>
      list(ops.listOfConnection, { params: { connection_id }, query }, options),
    end: (user_id, session_id, options) => call(ops.end, { params: { user_id, session_id } }, options),
    endAll: (user_id, options) => call(ops.endAll, { params: { user_id } }, options),
    endAllOfOrganization: (organization_id, options) =>
      call(ops.endAllOfOrganization, { params: { organization_id } }, options),
    endAllOfConnection: (connection_id, options) =>
      call(ops.endAllOfConnection, { params: { connection_id } }, options),
  }
}
