/** Email domains of organizations. A verified domain routes its people to the connection of the organization. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Domain } from '../contract/domains.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['domains']

/** Email domains of organizations. A verified domain routes its people to the connection of the organization. */
export interface Domains {
  /**
   * Lists the domains of an organization.
   *
   * HTTP: `GET /v1/organizations/{organization_id}/domains`, scope `domains:read`.
   *
   * @param organization_id id of the organization
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { domain, state } of gatehouse.domains.list('org_01jd2x3y4z5a6b7c8d9e0f1g2h')) {
   *   console.log(domain, state)
   * }
   * ```
   */
  list(organization_id: string, query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Domain>

  /**
   * Adds a domain to an organization.
   *
   * HTTP: `POST /v1/organizations/{organization_id}/domains`, scope `domains:write`.
   *
   * @param organization_id id of the organization
   * @param body the domain, and whether you vouch that it belongs to the organization
   * @param options idempotency key, signal and timeout
   * @returns the domain
   * @throws ConflictError `already_exists`, `domain_taken`, `limit_reached`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.domains.create('org_01jd2x3y4z5a6b7c8d9e0f1g2h', { domain: 'contoso.example', verified: true })
   * ```
   */
  create(organization_id: string, body: Body<Ops['create']>, options?: RequestOptions): Promise<Domain>

  /**
   * Looks the DNS record of a domain up now. The record verifies the domain.
   *
   * HTTP: `POST /v1/organizations/{organization_id}/domains/{domain_id}/check`, scope `domains:write`.
   *
   * @param organization_id id of the organization
   * @param domain_id id of the domain
   * @param options idempotency key, signal and timeout
   * @returns the domain, with the DNS answer
   * @throws ConflictError `domain_taken`
   * @throws NotFoundError `resource_missing`
   * @throws ServerError `dns_unavailable`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state } = await gatehouse.domains.check('org_01jd2x3y4z5a6b7c8d9e0f1g2h', 'dom_01jd2x3y4z5a6b7c8d9e0f1g2p')
   * ```
   */
  check(organization_id: string, domain_id: string, options?: RequestOptions): Promise<Domain>

  /**
   * Marks a domain as verified. With this call you vouch that it belongs to the organization.
   *
   * HTTP: `POST /v1/organizations/{organization_id}/domains/{domain_id}/verify`, scope `domains:write`.
   *
   * @param organization_id id of the organization
   * @param domain_id id of the domain
   * @param options idempotency key, signal and timeout
   * @returns the verified domain
   * @throws ConflictError `domain_taken`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.domains.verify('org_01jd2x3y4z5a6b7c8d9e0f1g2h', 'dom_01jd2x3y4z5a6b7c8d9e0f1g2p')
   * ```
   */
  verify(organization_id: string, domain_id: string, options?: RequestOptions): Promise<Domain>

  /**
   * Removes a domain from its organization.
   *
   * HTTP: `DELETE /v1/organizations/{organization_id}/domains/{domain_id}`, scope `domains:write`.
   *
   * @param organization_id id of the organization
   * @param domain_id id of the domain
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.domains.delete('org_01jd2x3y4z5a6b7c8d9e0f1g2h', 'dom_01jd2x3y4z5a6b7c8d9e0f1g2p')
   * ```
   */
  delete(organization_id: string, domain_id: string, options?: RequestOptions): Promise<void>
}

export function domains({ call, list }: Client): Domains {
  const ops = routesOf('domains')
  return {
    list: (organization_id, query = {}, options) => list(ops.list, { params: { organization_id }, query }, options),
    create: (organization_id, body, options) => call(ops.create, { params: { organization_id }, body }, options),
    check: (organization_id, domain_id, options) =>
      call(ops.check, { params: { organization_id, domain_id }, body: {} }, options),
    verify: (organization_id, domain_id, options) =>
      call(ops.verify, { params: { organization_id, domain_id }, body: {} }, options),
    delete: (organization_id, domain_id, options) =>
      call(ops.delete, { params: { organization_id, domain_id } }, options),
  }
}
