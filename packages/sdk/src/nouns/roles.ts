/** Roles of your product. The first in `position` is the highest. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import type { Role } from '../contract/roles.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['roles']

/** Roles of your product. The first in `position` is the highest. */
export interface Roles {
  /**
   * Lists roles by position, the highest first.
   *
   * HTTP: `GET /v1/roles`, scope `roles:read`.
   *
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const roles = await gatehouse.roles.list().toArray()
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Role>

  /**
   * Reads a role.
   *
   * HTTP: `GET /v1/roles/{role_id}`, scope `roles:read`.
   *
   * @param role_id id of the role
   * @param options signal and timeout
   * @returns the role
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { slug } = await gatehouse.roles.get('role_01jd2x3y4z5a6b7c8d9e0f1g2s')
   * ```
   */
  get(role_id: string, options?: RequestOptions): Promise<Role>

  /**
   * Creates a role.
   *
   * HTTP: `POST /v1/roles`, scope `roles:write`.
   *
   * @param body slug and name. The slug stands in tokens and never changes
   * @param options idempotency key, signal and timeout
   * @returns the role
   * @throws ConflictError `already_exists`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.roles.create({ slug: 'admin', name: 'Administrator', position: 0 })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Role>

  /**
   * Changes a role.
   *
   * HTTP: `PATCH /v1/roles/{role_id}`, scope `roles:write`.
   *
   * @param role_id id of the role
   * @param body the members to change
   * @param options `if_match`, signal and timeout
   * @returns the role after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.roles.update('role_01jd2x3y4z5a6b7c8d9e0f1g2s', { is_default: true })
   * ```
   */
  update(role_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Role>

  /**
   * Deletes a role. People lose it at their next sign-in.
   *
   * HTTP: `DELETE /v1/roles/{role_id}`, scope `roles:write`.
   *
   * @param role_id id of the role
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `state_conflict`, `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.roles.delete('role_01jd2x3y4z5a6b7c8d9e0f1g2s')
   * ```
   */
  delete(role_id: string, options?: RequestOptions): Promise<void>
}

export function roles({ call, list }: Client): Roles {
  const ops = routesOf('roles')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (role_id, options) => call(ops.get, { params: { role_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (role_id, body, options) => call(ops.update, { params: { role_id }, body }, options),
    delete: (role_id, options) => call(ops.delete, { params: { role_id } }, options),
  }
}
