/** API resources: APIs of yours that accept access tokens from customers' Entra tenants. */
import type { Client, RequestOptions } from '../client.ts'
import type { AccessTest } from '../contract/access-test.ts'
import type { ApiResourcePolicy } from '../contract/api-resource-policy.ts'
import type { ApiResourceTenant } from '../contract/api-resource-tenants.ts'
import type { ApiResource } from '../contract/api-resources.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['apiResources']

/** API resources: APIs of yours that accept access tokens from customers' Entra tenants. */
export interface ApiResources {
  /**
   * Lists API resources.
   *
   * HTTP: `GET /v1/api_resources`, scope `api_resources:read`.
   *
   * @param query limit, cursors and order; `organization_id` is that of the resource
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const resources = await gatehouse.apiResources.list().toArray()
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<ApiResource>

  /**
   * Reads an API resource.
   *
   * HTTP: `GET /v1/api_resources/{api_resource_id}`, scope `api_resources:read`.
   *
   * @param api_resource_id id of the API resource
   * @param options signal and timeout
   * @returns the API resource
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { enabled } = await gatehouse.apiResources.get('res_01jd2x3y4z5a6b7c8d9e0f1g34')
   * ```
   */
  get(api_resource_id: string, options?: RequestOptions): Promise<ApiResource>

  /**
   * Creates an API resource. It accepts nothing until it is enabled and has clients and tenants.
   *
   * HTTP: `POST /v1/api_resources`, scope `api_resources:write`.
   *
   * @param body name and application ID of the API, and what it asks of tokens
   * @param options idempotency key, signal and timeout
   * @returns the API resource
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.apiResources.create({
   *   name: 'Orders API',
   *   application_id: '5d6e7f80-9a1b-4c2d-8e3f-405162738495',
   *   allowed_clients: ['36a0b1c2-d3e4-4f50-8617-28394a5b6c7d'],
   *   required_scopes: ['access_as_user'],
   *   enabled: true,
   * })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<ApiResource>

  /**
   * Changes an API resource. The change takes effect at once, on every process.
   *
   * HTTP: `PATCH /v1/api_resources/{api_resource_id}`, scope `api_resources:write`.
   *
   * @param api_resource_id id of the API resource
   * @param body the members to change. A list replaces the whole list; `claims` may name some claims only
   * @param options `if_match`, signal and timeout
   * @returns the API resource after the change
   * @throws ConflictError `state_conflict`, `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.apiResources.update('res_01jd2x3y4z5a6b7c8d9e0f1g34', { enabled: false })
   * ```
   */
  update(api_resource_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<ApiResource>

  /**
   * Deletes an API resource. Its tokens are refused.
   *
   * HTTP: `DELETE /v1/api_resources/{api_resource_id}`, scope `api_resources:write`.
   *
   * @param api_resource_id id of the API resource
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.apiResources.delete('res_01jd2x3y4z5a6b7c8d9e0f1g34')
   * ```
   */
  delete(api_resource_id: string, options?: RequestOptions): Promise<void>

  /**
   * Reads the policy by which an API verifies access tokens itself. Send `If-None-Match` to poll it.
   *
   * HTTP: `GET /v1/api_resources/{api_resource_id}/policy`, scope `api_resources:verify`.
   *
   * @param api_resource_id id of the API resource
   * @param options signal and timeout
   * @returns the policy. With the mode `introspect` it lists neither tenants nor suspended subjects
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { tenants, suspended } = await gatehouse.apiResources.policy('res_01jd2x3y4z5a6b7c8d9e0f1g34')
   * ```
   */
  policy(api_resource_id: string, options?: RequestOptions): Promise<ApiResourcePolicy>

  /**
   * Judges an access token rule by rule, as a call of the API would be judged. Nothing is written: no user is created.
   *
   * HTTP: `POST /v1/api_resources/{api_resource_id}/test`, scope `api_resources:verify`.
   *
   * @param api_resource_id id of the API resource
   * @param body the access token from Entra. It is neither stored nor logged
   * @param options idempotency key, signal and timeout
   * @returns the rules with what was expected and received, and the user of the call if it would be allowed
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const id = 'res_01jd2x3y4z5a6b7c8d9e0f1g34'
   * const { steps } = await gatehouse.apiResources.test(id, { access_token: 'eyJ0eXAiOiJKV1Qi…' })
   * const failed = steps.find(({ passed }) => !passed)
   * ```
   */
  test(api_resource_id: string, body: Body<Ops['test']>, options?: RequestOptions): Promise<AccessTest>

  /**
   * Lists the tenants that may call an API.
   *
   * HTTP: `GET /v1/api_resources/{api_resource_id}/tenants`, scope `api_resources:read`.
   *
   * @param api_resource_id id of the API resource
   * @param query limit, cursors and order; `organization_id` of the tenants
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const tenants = await gatehouse.apiResources.listTenants('res_01jd2x3y4z5a6b7c8d9e0f1g34').toArray()
   * ```
   */
  listTenants(
    api_resource_id: string,
    query?: ListQuery<Ops['listTenants']>,
    options?: RequestOptions,
  ): Paginated<ApiResourceTenant>

  /**
   * Lets a tenant call an API. At one API a tenant belongs to one organization.
   *
   * HTTP: `POST /v1/api_resources/{api_resource_id}/tenants`, scope `api_resources:write`.
   *
   * @param api_resource_id id of the API resource
   * @param body `organization_id` and `tenant_id`, or a `connection_id` whose last sign-in proves both
   * @param options idempotency key, signal and timeout
   * @returns the tenant
   * @throws ConflictError `already_exists`, `tenant_not_proved`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.apiResources.addTenant('res_01jd2x3y4z5a6b7c8d9e0f1g34', {
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   tenant_id: '8f1c2b3a-4d5e-4f60-8a7b-9c0d1e2f3a4b',
   * })
   * ```
   */
  addTenant(api_resource_id: string, body: Body<Ops['addTenant']>, options?: RequestOptions): Promise<ApiResourceTenant>

  /**
   * Changes the clients of a tenant.
   *
   * HTTP: `PATCH /v1/api_resources/{api_resource_id}/tenants/{api_resource_tenant_id}`, scope `api_resources:write`.
   *
   * @param api_resource_id id of the API resource
   * @param api_resource_tenant_id id of the tenant at this API resource (`rten_…`)
   * @param body the application IDs that may call from the tenant, besides those of the API resource
   * @param options `if_match`, signal and timeout
   * @returns the tenant after the change
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const id = 'res_01jd2x3y4z5a6b7c8d9e0f1g34'
   * await gatehouse.apiResources.updateTenant(id, 'rten_01jd2x3y4z5a6b7c8d9e0f1g35', { allowed_clients: [] })
   * ```
   */
  updateTenant(
    api_resource_id: string,
    api_resource_tenant_id: string,
    body: Body<Ops['updateTenant']>,
    options?: RequestOptions,
  ): Promise<ApiResourceTenant>

  /**
   * Removes a tenant from an API resource. Its programs and people can call no longer; its users stay.
   *
   * HTTP: `DELETE /v1/api_resources/{api_resource_id}/tenants/{api_resource_tenant_id}`, scope `api_resources:write`.
   *
   * @param api_resource_id id of the API resource
   * @param api_resource_tenant_id id of the tenant at this API resource (`rten_…`)
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const id = 'res_01jd2x3y4z5a6b7c8d9e0f1g34'
   * await gatehouse.apiResources.removeTenant(id, 'rten_01jd2x3y4z5a6b7c8d9e0f1g35')
   * ```
   */
  removeTenant(api_resource_id: string, api_resource_tenant_id: string, options?: RequestOptions): Promise<void>
}

export function apiResources({ call, list }: Client): ApiResources {
  const ops = routesOf('apiResources')
  const tenant = (api_resource_id: string, api_resource_tenant_id: string) => ({
    params: { api_resource_id, api_resource_tenant_id },
  })
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (api_resource_id, options) => call(ops.get, { params: { api_resource_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (api_resource_id, body, options) => call(ops.update, { params: { api_resource_id }, body }, options),
    delete: (api_resource_id, options) => call(ops.delete, { params: { api_resource_id } }, options),
    policy: (api_resource_id, options) => call(ops.policy, { params: { api_resource_id } }, options),
    test: (api_resource_id, body, options) => call(ops.test, { params: { api_resource_id }, body }, options),
    listTenants: (api_resource_id, query = {}, options) =>
      list(ops.listTenants, { params: { api_resource_id }, query }, options),
    addTenant: (api_resource_id, body, options) => call(ops.addTenant, { params: { api_resource_id }, body }, options),
    updateTenant: (api_resource_id, id, body, options) =>
      call(ops.updateTenant, { ...tenant(api_resource_id, id), body }, options),
    removeTenant: (api_resource_id, id, options) => call(ops.removeTenant, tenant(api_resource_id, id), options),
  }
}
