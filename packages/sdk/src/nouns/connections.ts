/** Connections. Each is one identity provider of one organization. */
import type { Client, RequestOptions } from '../client.ts'
import type { Connection } from '../contract/connection.ts'
import type { ConnectionTypes } from '../contract/connection-form.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body, Query } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'
import { type ConnectionTests, connectionTests } from './connection-tests.ts'

type Ops = Contract['connections']

/** Connections. Each is one identity provider of one organization. */
export interface Connections extends ConnectionTests {
  /**
   * Lists connections, the newest first.
   *
   * HTTP: `GET /v1/connections`, scope `connections:read`.
   *
   * @param query limit, cursors and order, and the filters `organization_id`, `type`, `state`; `expand` adds
   *   resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const organization_id = 'org_01jd2x3y4z5a6b7c8d9e0f1g2h'
   * const active = await gatehouse.connections.list({ organization_id, state: 'active' }).toArray()
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Connection>

  /**
   * Lists the types of connections, with the form of each.
   *
   * HTTP: `GET /v1/connection_types`, scope `connections:read`.
   *
   * @param options signal and timeout
   * @returns the types, the usual one first
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { data } = await gatehouse.connections.types()
   * ```
   */
  types(options?: RequestOptions): Promise<ConnectionTypes>

  /**
   * Reads a connection.
   *
   * HTTP: `GET /v1/connections/{connection_id}`, scope `connections:read`.
   *
   * @param connection_id id of the connection
   * @param query `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the connection
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state, redirect_uri } = await gatehouse.connections.get('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  get(connection_id: string, query?: Query<Ops['get']>, options?: RequestOptions): Promise<Connection>

  /**
   * Creates a connection, as a draft. Add a credential next, then activate it.
   *
   * HTTP: `POST /v1/connections`, scope `connections:write`.
   *
   * @param body organization, type, and the settings that the type needs
   * @param options idempotency key, signal and timeout
   * @returns the connection. Register its `redirect_uri` at the identity provider
   * @throws ValidationError `values_invalid`, `address_refused`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const connection = await gatehouse.connections.create({
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   type: 'entra_oidc',
   *   settings: {
   *     tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
   *     client_id: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
   *   },
   * })
   * console.log(connection.redirect_uri)
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Connection>

  /**
   * Changes a connection. Omitted members of `settings`, `mapping` and `policy` stay as they are.
   *
   * HTTP: `PATCH /v1/connections/{connection_id}`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param body the members to change
   * @param options `if_match`, signal and timeout
   * @returns the connection after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`, `address_refused`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.update('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', { mapping: { email: ['email', 'upn'] } })
   * ```
   */
  update(connection_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Connection>

  /**
   * Switches a connection on.
   *
   * HTTP: `POST /v1/connections/{connection_id}/activate`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the active connection
   * @throws ConflictError `connection_incomplete`, `credential_refused`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state } = await gatehouse.connections.activate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  activate(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Switches a connection off. It refuses sign-ins until it is activated again.
   *
   * HTTP: `POST /v1/connections/{connection_id}/deactivate`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the inactive connection
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.deactivate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  deactivate(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Arms a draft: the first successful sign-in of the organization tests and activates it.
   *
   * HTTP: `POST /v1/connections/{connection_id}/arm`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws ConflictError `state_conflict`, `connection_incomplete`, `credential_refused`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.arm('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  arm(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Lets a draft that was armed wait for its activation again.
   *
   * HTTP: `POST /v1/connections/{connection_id}/disarm`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.disarm('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  disarm(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Lets sign-ins use the other endpoints that the identity provider has published since (`endpoints.held`). Until then
   * they use the endpoints before. Ask the administrator of the identity provider first whether it has moved.
   *
   * HTTP: `POST /v1/connections/{connection_id}/confirm_endpoints`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws ConflictError `endpoints_changed` if the document names others than those that are held
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { endpoints } = await gatehouse.connections.confirmEndpoints('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  confirmEndpoints(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Deletes a connection and its credentials. Users stay.
   *
   * HTTP: `DELETE /v1/connections/{connection_id}`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.delete('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  delete(connection_id: string, options?: RequestOptions): Promise<void>
}

export function connections(client: Client): Connections {
  const { call, list } = client
  const ops = routesOf('connections')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    types: (options) => call(ops.types, {}, options),
    get: (connection_id, query = {}, options) => call(ops.get, { params: { connection_id }, query }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (connection_id, body, options) => call(ops.update, { params: { connection_id }, body }, options),
    activate: (connection_id, options) => call(ops.activate, { params: { connection_id }, body: {} }, options),
    deactivate: (connection_id, options) => call(ops.deactivate, { params: { connection_id }, body: {} }, options),
    arm: (connection_id, options) => call(ops.arm, { params: { connection_id }, body: {} }, options),
    disarm: (connection_id, options) => call(ops.disarm, { params: { connection_id }, body: {} }, options),
    confirmEndpoints: (connection_id, options) =>
      call(ops.confirmEndpoints, { params: { connection_id }, body: {} }, options),
    ...connectionTests(client),
    delete: (connection_id, options) => call(ops.delete, { params: { connection_id } }, options),
  }
}
