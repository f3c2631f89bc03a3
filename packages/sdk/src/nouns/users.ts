/** Users: the people of an organization. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body, Query } from '../contract/operation.ts'
import type { UserImport } from '../contract/user-import.ts'
import type { Identity, User } from '../contract/users.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['users']

/** Users: the people of an organization. */
export interface Users {
  /**
   * Lists users, the newest first.
   *
   * HTTP: `GET /v1/users`, scope `users:read`.
   *
   * @param query limit, cursors and order, and the filters `organization_id`, `email`, `external_id`, `preferred_username`,
   *   `search`, `state`; `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { id, name } of gatehouse.users.list({ state: 'active' })) console.log(id, name)
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<User>

  /**
   * Reads a user.
   *
   * HTTP: `GET /v1/users/{user_id}`, scope `users:read`.
   *
   * @param user_id id of the user
   * @param query `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the user
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const user = await gatehouse.users.get('user_01jd2x3y4z5a6b7c8d9e0f1g2m', { expand: ['organization'] })
   * console.log(user.email, user.organization?.name)
   * ```
   */
  get(user_id: string, query?: Query<Ops['get']>, options?: RequestOptions): Promise<User>

  /**
   * Creates a user before the first sign-in.
   *
   * HTTP: `POST /v1/users`, scope `users:write`.
   *
   * @param body organization, and one of email, user name and external id; and your own fields
   * @param options idempotency key, signal and timeout
   * @returns the user, with the state `invited`
   * @throws ConflictError `already_exists`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.create({ organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h', email: 'ada@contoso.example' })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<User>

  /**
   * Imports a piece of known people: at most 1,000 rows and 200 KiB. A row finds its user by `external_id`, else by
   * `preferred_username`, else by `email`. A user who has not signed in yet gets all fields of the row; after that only
   * `external_id` and `metadata` change. Each row has an outcome of its own, and the same piece again changes nothing.
   *
   * HTTP: `POST /v1/users/import`, scope `users:write`.
   *
   * @param body `organization_id`, `rows`, and `dry_run` to change nothing
   * @param options idempotency key, signal and timeout
   * @returns the outcome of each row, and how many there are of each outcome
   * @throws ConflictError `changed_meanwhile`: send the piece again, with a new key
   * @throws ValidationError `values_invalid`, `body_too_large`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { created, rows } = await gatehouse.users.import({
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   rows: [{ email: 'ada@contoso.example', metadata: { seat: '12' } }],
   * })
   * console.log(created, rows.filter(({ outcome }) => outcome === 'refused'))
   * ```
   */
  import(body: Body<Ops['import']>, options?: RequestOptions): Promise<UserImport>

  /**
   * Changes your own fields of a user. Names and roles come from the identity provider.
   *
   * HTTP: `PATCH /v1/users/{user_id}`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param body `external_id` and `metadata`
   * @param options `if_match`, signal and timeout
   * @returns the user after the change
   * @throws ConflictError `already_exists`, `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.update('user_01jd2x3y4z5a6b7c8d9e0f1g2m', { external_id: '4711', metadata: { seat: '12' } })
   * ```
   */
  update(user_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<User>

  /**
   * Suspends a user. All sessions end now, and sign-ins are refused.
   *
   * HTTP: `POST /v1/users/{user_id}/suspend`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param options idempotency key, signal and timeout
   * @returns the suspended user
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.suspend('user_01jd2x3y4z5a6b7c8d9e0f1g2m')
   * ```
   */
  suspend(user_id: string, options?: RequestOptions): Promise<User>

  /**
   * Reactivates a suspended user.
   *
   * HTTP: `POST /v1/users/{user_id}/reactivate`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param options idempotency key, signal and timeout
   * @returns the active user
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.reactivate('user_01jd2x3y4z5a6b7c8d9e0f1g2m')
   * ```
   */
  reactivate(user_id: string, options?: RequestOptions): Promise<User>

  /**
   * Deletes a user. All sessions end now. A sign-in alone does not bring the person back: invite them, or create the
   * user again.
   *
   * HTTP: `DELETE /v1/users/{user_id}`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.delete('user_01jd2x3y4z5a6b7c8d9e0f1g2m')
   * ```
   */
  delete(user_id: string, options?: RequestOptions): Promise<void>

  /**
   * Takes an identity from a user. All sessions of the user end now.
   *
   * HTTP: `DELETE /v1/users/{user_id}/identities/{identity_id}`, scope `users:write`.
   *
   * @param user_id id of the user
   * @param identity_id id of the identity
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.unlinkIdentity('user_01jd2x3y4z5a6b7c8d9e0f1g2m', 'idn_01jd2x3y4z5a6b7c8d9e0f1g2v')
   * ```
   */
  unlinkIdentity(user_id: string, identity_id: string, options?: RequestOptions): Promise<void>

  /**
   * Gives an identity to another user of the organization. All sessions of the old user end now.
   *
   * HTTP: `POST /v1/users/{user_id}/identities/{identity_id}/move`, scope `users:write`.
   *
   * @param user_id id of the user who has the identity
   * @param identity_id id of the identity
   * @param body `user_id` of the user who gets it
   * @param options idempotency key, signal and timeout
   * @returns the identity
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.users.moveIdentity('user_01jd2x3y4z5a6b7c8d9e0f1g2m', 'idn_01jd2x3y4z5a6b7c8d9e0f1g2v', {
   *   user_id: 'user_01jd2x3y4z5a6b7c8d9e0f1g2q',
   * })
   * ```
   */
  moveIdentity(
    user_id: string,
    identity_id: string,
    body: Body<Ops['moveIdentity']>,
    options?: RequestOptions,
  ): Promise<Identity>

  /**
   * Lists the identities of a user at identity providers.
   *
   * HTTP: `GET /v1/users/{user_id}/identities`, scope `users:read`.
   *
   * @param user_id id of the user
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { authority, subject } of gatehouse.users.identities('user_01jd2x3y4z5a6b7c8d9e0f1g2m')) {
   *   console.log(authority, subject)
   * }
   * ```
   */
  identities(user_id: string, query?: ListQuery<Ops['identities']>, options?: RequestOptions): Paginated<Identity>
}

export function users({ call, list }: Client): Users {
  const ops = routesOf('users')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (user_id, query = {}, options) => call(ops.get, { params: { user_id }, query }, options),
    create: (body, options) => call(ops.create, { body }, options),
    import: (body, options) => call(ops.import, { body }, options),
    update: (user_id, body, options) => call(ops.update, { params: { user_id }, body }, options),
    suspend: (user_id, options) => call(ops.suspend, { params: { user_id }, body: {} }, options),
    reactivate: (user_id, options) => call(ops.reactivate, { params: { user_id }, body: {} }, options),
    delete: (user_id, options) => call(ops.delete, { params: { user_id } }, options),
    unlinkIdentity: (user_id, identity_id, options) =>
      call(ops.unlinkIdentity, { params: { user_id, identity_id } }, options),
    moveIdentity: (user_id, identity_id, body, options) =>
      call(ops.moveIdentity, { params: { user_id, identity_id }, body }, options),
    identities: (user_id, query = {}, options) => list(ops.identities, { params: { user_id }, query }, options),
  }
}
