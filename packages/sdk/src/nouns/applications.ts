/** Applications of yours, which are clients of the OpenID Provider, and their client secrets. */
import type { Client, RequestOptions } from '../client.ts'
import type { Application, ApplicationSecretWithValue, ClaimsPreview } from '../contract/applications.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body, Query } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['applications']

/** Applications of yours, which are clients of the OpenID Provider, and their client secrets. */
export interface Applications {
  /**
   * Lists applications, the newest first.
   *
   * HTTP: `GET /v1/applications`, scope `applications:read`.
   *
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { name, client_id } of gatehouse.applications.list()) console.log(name, client_id)
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Application>

  /**
   * Reads an application.
   *
   * HTTP: `GET /v1/applications/{application_id}`, scope `applications:read`.
   *
   * @param application_id id of the application
   * @param options signal and timeout
   * @returns the application
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { redirect_uris } = await gatehouse.applications.get('app_01jd2x3y4z5a6b7c8d9e0f1g2k')
   * ```
   */
  get(application_id: string, options?: RequestOptions): Promise<Application>

  /**
   * Creates an application. Add a secret next, unless it is a public client.
   *
   * HTTP: `POST /v1/applications`, scope `applications:write`.
   *
   * @param body name and redirect URIs, and anything that differs from the defaults
   * @param options idempotency key, signal and timeout
   * @returns the application with its `client_id`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const application = await gatehouse.applications.create({
   *   name: 'Web',
   *   redirect_uris: ['https://app.example/callback'],
   * })
   * const { client_secret } = await gatehouse.applications.createSecret(application.id)
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Application>

  /**
   * Changes an application.
   *
   * HTTP: `PATCH /v1/applications/{application_id}`, scope `applications:write`.
   *
   * @param application_id id of the application
   * @param body the members to change. A list replaces the whole list
   * @param options `if_match`, signal and timeout
   * @returns the application after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.applications.update('app_01jd2x3y4z5a6b7c8d9e0f1g2k', {
   *   redirect_uris: ['https://app.example/callback2'],
   * })
   * ```
   */
  update(application_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Application>

  /**
   * Deletes an application. Its tokens stop working.
   *
   * HTTP: `DELETE /v1/applications/{application_id}`, scope `applications:write`.
   *
   * @param application_id id of the application
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.applications.delete('app_01jd2x3y4z5a6b7c8d9e0f1g2k')
   * ```
   */
  delete(application_id: string, options?: RequestOptions): Promise<void>

  /**
   * Shows the claims that the application would get for a user now.
   *
   * HTTP: `GET /v1/applications/{application_id}/claims/{user_id}`, scope `users:read`.
   *
   * @param application_id id of the application
   * @param user_id id of the user
   * @param query `scope`: the scopes of the request, `openid profile email` by default
   * @param options signal and timeout
   * @returns the claims of the ID token and of userinfo
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const user_id = 'user_01jd2x3y4z5a6b7c8d9e0f1g2n'
   * const { id_token } = await gatehouse.applications.previewClaims('app_01jd2x3y4z5a6b7c8d9e0f1g2k', user_id)
   * ```
   */
  previewClaims(
    application_id: string,
    user_id: string,
    query?: Query<Ops['previewClaims']>,
    options?: RequestOptions,
  ): Promise<ClaimsPreview>

  /**
   * Creates a client secret. An application may have two, so that you can rotate without an outage.
   *
   * HTTP: `POST /v1/applications/{application_id}/secrets`, scope `applications:write`.
   *
   * @param application_id id of the application
   * @param options idempotency key, signal and timeout
   * @returns the secret. Its `client_secret` is shown only once
   * @throws ConflictError `limit_reached`, `state_conflict`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { client_secret } = await gatehouse.applications.createSecret('app_01jd2x3y4z5a6b7c8d9e0f1g2k')
   * ```
   */
  createSecret(application_id: string, options?: RequestOptions): Promise<ApplicationSecretWithValue>

  /**
   * Revokes a client secret.
   *
   * HTTP: `DELETE /v1/applications/{application_id}/secrets/{secret_id}`, scope `applications:write`.
   *
   * @param application_id id of the application
   * @param secret_id id of the client secret
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.applications.revokeSecret('app_01jd2x3y4z5a6b7c8d9e0f1g2k', 'secret_01jd2x3y4z5a6b7c8d9e0f1g2r')
   * ```
   */
  revokeSecret(application_id: string, secret_id: string, options?: RequestOptions): Promise<void>
}

export function applications({ call, list }: Client): Applications {
  const ops = routesOf('applications')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (application_id, options) => call(ops.get, { params: { application_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (application_id, body, options) => call(ops.update, { params: { application_id }, body }, options),
    delete: (application_id, options) => call(ops.delete, { params: { application_id } }, options),
    previewClaims: (application_id, user_id, query = {}, options) =>
      call(ops.previewClaims, { params: { application_id, user_id }, query }, options),
    createSecret: (application_id, options) =>
      call(ops.createSecret, { params: { application_id }, body: {} }, options),
    revokeSecret: (application_id, secret_id, options) =>
      call(ops.revokeSecret, { params: { application_id, secret_id } }, options),
  }
}
