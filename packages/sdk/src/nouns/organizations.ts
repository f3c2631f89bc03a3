/** Organizations: your customers. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import type { Organization } from '../contract/organizations.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['organizations']

/** Organizations: your customers. */
export interface Organizations {
  /**
   * Lists organizations, the newest first.
   *
   * HTTP: `GET /v1/organizations`, scope `organizations:read`.
   *
   * @param query limit, cursors and order, and the filters `domain`, `external_id`, `search`
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const [contoso] = await gatehouse.organizations.list({ domain: 'contoso.example' }).toArray()
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Organization>

  /**
   * Reads an organization.
   *
   * HTTP: `GET /v1/organizations/{organization_id}`, scope `organizations:read`.
   *
   * @param organization_id id of the organization
   * @param options signal and timeout
   * @returns the organization
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const organization = await gatehouse.organizations.get('org_01jd2x3y4z5a6b7c8d9e0f1g2h')
   * console.log(organization.name, organization.metadata.plan)
   * ```
   */
  get(organization_id: string, options?: RequestOptions): Promise<Organization>

  /**
   * Reads an organization by your own id for it.
   *
   * HTTP: `GET /v1/organizations/by_external_id/{external_id}`, scope `organizations:read`.
   *
   * @param external_id your own id for the organization
   * @param options signal and timeout
   * @returns the organization
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { id } = await gatehouse.organizations.getByExternalId('crm-4711')
   * ```
   */
  getByExternalId(external_id: string, options?: RequestOptions): Promise<Organization>

  /**
   * Creates an organization.
   *
   * HTTP: `POST /v1/organizations`, scope `organizations:write`.
   *
   * @param body name, your own id, domains and metadata
   * @param options idempotency key, signal and timeout
   * @returns the organization
   * @throws ConflictError `already_exists`, `domain_taken`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const organization = await gatehouse.organizations.create({
   *   name: 'Contoso',
   *   external_id: 'crm-4711',
   *   domains: [{ domain: 'contoso.example', verified: true }],
   * })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<Organization>

  /**
   * Changes an organization. Omitted members stay as they are, and `null` clears one.
   *
   * HTTP: `PATCH /v1/organizations/{organization_id}`, scope `organizations:write`.
   *
   * @param organization_id id of the organization
   * @param body the members to change
   * @param options `if_match`, signal and timeout
   * @returns the organization after the change
   * @throws ConflictError `already_exists`, `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const organization = await gatehouse.organizations.get('org_01jd2x3y4z5a6b7c8d9e0f1g2h')
   * await gatehouse.organizations.update(
   *   organization.id,
   *   { name: 'Contoso Ltd', metadata: { plan: null } },
   *   { if_match: etagOf(organization) },
   * )
   * ```
   */
  update(organization_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<Organization>

  /**
   * Deletes an organization with its connections, users and sessions.
   *
   * HTTP: `DELETE /v1/organizations/{organization_id}`, scope `organizations:write`.
   *
   * @param organization_id id of the organization
   * @param options `if_match`, signal and timeout
   * @throws ConflictError `precondition_failed`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.organizations.delete('org_01jd2x3y4z5a6b7c8d9e0f1g2h')
   * ```
   */
  delete(organization_id: string, options?: RequestOptions): Promise<void>
}

export function organizations({ call, list }: Client): Organizations {
  const ops = routesOf('organizations')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (organization_id, options) => call(ops.get, { params: { organization_id } }, options),
    getByExternalId: (external_id, options) => call(ops.getByExternalId, { params: { external_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    update: (organization_id, body, options) => call(ops.update, { params: { organization_id }, body }, options),
    delete: (organization_id, options) => call(ops.delete, { params: { organization_id } }, options),
  }
}
