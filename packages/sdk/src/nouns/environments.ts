/** Environments. These methods need the installation key: `new Gatehouse({ api_key: "sk_inst_…" })`. */
import type { Client, RequestOptions } from '../client.ts'
import type { ApiKeyWithSecret } from '../contract/api-keys.ts'
import type { Contract } from '../contract/contract.ts'
import type { Environment } from '../contract/environments.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['environments']

/** Environments. These methods need the installation key: `new Gatehouse({ api_key: "sk_inst_…" })`. */
export interface Environments {
  /**
   * Lists the environments.
   *
   * HTTP: `GET /v1/environments`, with the installation key.
   *
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { slug, issuer } of gatehouse.environments.list()) console.log(slug, issuer)
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Environment>

  /**
   * Reads an environment.
   *
   * HTTP: `GET /v1/environments/{environment_id}`, with the installation key.
   *
   * @param environment_id id of the environment
   * @param options signal and timeout
   * @returns the environment
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { issuer } = await gatehouse.environments.get('env_01jd2x3y4ze00a0b1c2d3e4f5g')
   * ```
   */
  get(environment_id: string, options?: RequestOptions): Promise<Environment>

  /**
   * Creates an environment with its own issuer and signing keys. The first one is the default.
   *
   * HTTP: `POST /v1/environments`, with the installation key.
   *
   * @param body name, slug, kind, `trace_days` and `suggested_application_name`. The slug is a part of the issuer and never changes
   * @param options idempotency key, signal and timeout
   * @returns the environment
   * @throws ConflictError `already_exists`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const staging = await gatehouse.environments.create({ name: 'Staging', slug: 'staging', kind: 'test' })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Environment>

  /**
   * Changes the name of an environment, or how long its traces keep personal data.
   *
   * HTTP: `PATCH /v1/environments/{environment_id}`, with the installation key.
   *
   * @param environment_id id of the environment
   * @param body the new name, the new `trace_days`
   * @param options `if_match`, signal and timeout
   * @returns the environment after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.environments.update('env_01jd2x3y4ze00a0b1c2d3e4f5g', { name: 'Staging, Europe' })
   * ```
   */
  update(environment_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Environment>

  /**
   * Creates an API key for an environment. Everything but environments needs such a key.
   *
   * HTTP: `POST /v1/environments/{environment_id}/api_keys`, with the installation key.
   *
   * @param environment_id id of the environment
   * @param body name, scopes (default: all) and expiry
   * @param options idempotency key, signal and timeout
   * @returns the key. Its `secret` is shown only once
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { secret } = await gatehouse.environments.createApiKey('env_01jd2x3y4ze00a0b1c2d3e4f5g', { name: 'Backend' })
   * ```
   */
  createApiKey(
    environment_id: string,
    body: Body<Ops['createApiKey']>,
    options?: RequestOptions,
  ): Promise<ApiKeyWithSecret>
}

export function environments({ call, list }: Client): Environments {
  const ops = routesOf('environments')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (environment_id, options) => call(ops.get, { params: { environment_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (environment_id, body, options) => call(ops.update, { params: { environment_id }, body }, options),
    createApiKey: (environment_id, body, options) =>
      call(ops.createApiKey, { params: { environment_id }, body }, options),
  }
}
