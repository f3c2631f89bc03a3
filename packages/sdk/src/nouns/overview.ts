/** The overview of the console: how sign-ins go, and which connections fail or expire. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { ConnectionHealth, OrganizationSummary, Overview as OverviewResult } from '../contract/overview.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['overview']

/** The overview of the console: how sign-ins go, and which connections fail or expire. */
export interface Overview {
  /**
   * Reads how sign-ins go, what fails and what expires.
   *
   * HTTP: `GET /v1/overview`, scope `sign_ins:read`.
   *
   * @param options signal and timeout
   * @returns counts of 30 days, failing connections, expiring credentials, and the checklist
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { failing_connections } = await gatehouse.overview.get()
   * ```
   */
  get(options?: RequestOptions): Promise<OverviewResult>

  /**
   * Lists organizations with the health of their connections.
   *
   * HTTP: `GET /v1/overview/organizations`, scope `organizations:read`.
   *
   * @param query `search` for a beginning, `state` and `type` of a connection; limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { name, connections } of gatehouse.overview.listOrganizations({ search: 'cont' })) {
   *   console.log(name, connections.length)
   * }
   * ```
   */
  listOrganizations(
    query?: ListQuery<Ops['listOrganizations']>,
    options?: RequestOptions,
  ): Paginated<OrganizationSummary>

  /**
   * Reads whether the sign-ins through a connection succeed.
   *
   * HTTP: `GET /v1/overview/connections/{connection_id}`, scope `connections:read`.
   *
   * @param connection_id id of the connection
   * @param options signal and timeout
   * @returns the health
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state } = await gatehouse.overview.connectionHealth('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  connectionHealth(connection_id: string, options?: RequestOptions): Promise<ConnectionHealth>
}

export function overview({ call, list }: Client): Overview {
  const ops = routesOf('overview')
  return {
    get: (options) => call(ops.get, {}, options),
    listOrganizations: (query = {}, options) => list(ops.listOrganizations, { query }, options),
    connectionHealth: (connection_id, options) => call(ops.connectionHealth, { params: { connection_id } }, options),
  }
}
