/** Groups of an organization's directory, and the roles that they give. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Group } from '../contract/groups.ts'
import type { Body, Query } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['groups']

/** Groups of an organization's directory, and the roles that they give. */
export interface Groups {
  /**
   * Lists groups.
   *
   * HTTP: `GET /v1/groups`, scope `groups:read`.
   *
   * @param query limit, cursors and order, and the filters `organization_id` and `source`; `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const groups = await gatehouse.groups.list({ organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' }).toArray()
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Group>

  /**
   * Reads a group.
   *
   * HTTP: `GET /v1/groups/{group_id}`, scope `groups:read`.
   *
   * @param group_id id of the group
   * @param query `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the group
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { roles } = await gatehouse.groups.get('grp_01jd2x3y4z5a6b7c8d9e0f1g2t')
   * ```
   */
  get(group_id: string, query?: Query<Ops['get']>, options?: RequestOptions): Promise<Group>

  /**
   * Creates a group with the roles that it gives.
   *
   * HTTP: `POST /v1/groups`, scope `groups:write`.
   *
   * @param body organization, id of the group in claims, name, and slugs of roles
   * @param options idempotency key, signal and timeout
   * @returns the group
   * @throws ConflictError `already_exists`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.groups.create({
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   idp_id: '6f9b1c2d-3e4f-4a5b-8c6d-7e8f9a0b1c2d',
   *   name: 'Engineering',
   *   roles: ['editor'],
   * })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Group>

  /**
   * Changes a group, or maps one that was seen at sign-ins. The roles take effect at the next sign-in of its members.
   *
   * HTTP: `PATCH /v1/groups/{group_id}`, scope `groups:write`.
   *
   * @param group_id id of the group
   * @param body the members to change
   * @param options `if_match`, signal and timeout
   * @returns the group after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.groups.update('grp_01jd2x3y4z5a6b7c8d9e0f1g2t', { roles: ['admin'] })
   * ```
   */
  update(group_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Group>

  /**
   * Deletes a group. Its members lose the roles that it gives at their next sign-in.
   *
   * HTTP: `DELETE /v1/groups/{group_id}`, scope `groups:write`.
   *
   * @param group_id id of the group
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.groups.delete('grp_01jd2x3y4z5a6b7c8d9e0f1g2t')
   * ```
   */
  delete(group_id: string, options?: RequestOptions): Promise<void>
}

export function groups({ call, list }: Client): Groups {
  const ops = routesOf('groups')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (group_id, query = {}, options) => call(ops.get, { params: { group_id }, query }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (group_id, body, options) => call(ops.update, { params: { group_id }, body }, options),
    delete: (group_id, options) => call(ops.delete, { params: { group_id } }, options),
  }
}
