/** Keys of the management API, for the environment of the key that asks. */
import type { Client, RequestOptions } from '../client.ts'
import type { ApiKey, ApiKeyWithSecret } from '../contract/api-keys.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['apiKeys']

/** Keys of the management API, for the environment of the key that asks. */
export interface ApiKeys {
  /**
   * Lists the API keys of this environment, without the keys themselves.
   *
   * HTTP: `GET /v1/api_keys`, scope `api_keys:read`.
   *
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { name, hint, last_used_at } of gatehouse.apiKeys.list()) {
   *   console.log(name, hint, last_used_at)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<ApiKey>

  /**
   * Reads an API key, without the key itself.
   *
   * HTTP: `GET /v1/api_keys/{api_key_id}`, scope `api_keys:read`.
   *
   * @param api_key_id id of the API key
   * @param options signal and timeout
   * @returns the API key
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { scopes } = await gatehouse.apiKeys.get('key_01jd2x3y4z5a6b7c8d9e0f1g2n')
   * ```
   */
  get(api_key_id: string, options?: RequestOptions): Promise<ApiKey>

  /**
   * Creates an API key. It can do no more than the key that creates it, for no longer.
   *
   * HTTP: `POST /v1/api_keys`, scope `api_keys:write`.
   *
   * @param body name, scopes and expiry
   * @param options idempotency key, signal and timeout
   * @returns the API key. Its `secret` is shown only once
   * @throws PermissionError `scope_missing`, `api_key_outlives_caller`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { secret } = await gatehouse.apiKeys.create({ name: 'Nightly import', scopes: ['users:read'] })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<ApiKeyWithSecret>

  /**
   * Creates a key with the same name and scopes. The old key keeps working for a while.
   *
   * HTTP: `POST /v1/api_keys/{api_key_id}/rotate`, scope `api_keys:write`.
   *
   * @param api_key_id id of the API key
   * @param body how long the old key keeps working, and the expiry of the new one
   * @param options idempotency key, signal and timeout
   * @returns the new API key. Its `secret` is shown only once
   * @throws NotFoundError `resource_missing`
   * @throws PermissionError `scope_missing`, `api_key_outlives_caller`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { secret } = await gatehouse.apiKeys.rotate('key_01jd2x3y4z5a6b7c8d9e0f1g2n', { overlap_seconds: 3600 })
   * ```
   */
  rotate(api_key_id: string, body?: Body<Ops['rotate']>, options?: RequestOptions): Promise<ApiKeyWithSecret>

  /**
   * Revokes an API key that can do no more than the key that asks.
   *
   * HTTP: `DELETE /v1/api_keys/{api_key_id}`, scope `api_keys:write`.
   *
   * @param api_key_id id of the API key
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws PermissionError `scope_missing`, `api_key_outlives_caller`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.apiKeys.revoke('key_01jd2x3y4z5a6b7c8d9e0f1g2n')
   * ```
   */
  revoke(api_key_id: string, options?: RequestOptions): Promise<void>
}

export function apiKeys({ call, list }: Client): ApiKeys {
  const ops = routesOf('apiKeys')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (api_key_id, options) => call(ops.get, { params: { api_key_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    rotate: (api_key_id, body = {}, options) => call(ops.rotate, { params: { api_key_id }, body: body ?? {} }, options),
    revoke: (api_key_id, options) => call(ops.revoke, { params: { api_key_id } }, options),
  }
}
