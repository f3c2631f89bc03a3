/** Setup links: each lets a customer's administrator work on one organization in the setup portal. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body, Query } from '../contract/operation.ts'
import type { SetupLink, SetupLinkWithAddress } from '../contract/setup-links.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['setupLinks']

/** Setup links: each lets a customer's administrator work on one organization in the setup portal. */
export interface SetupLinks {
  /**
   * Lists setup links.
   *
   * HTTP: `GET /v1/setup_links`, scope `setup_links:read`.
   *
   * @param query filters `organization_id` and `state`; `expand`, limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { id, state } of gatehouse.setupLinks.list({ state: 'open' })) {
   *   console.log(id, state)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<SetupLink>

  /**
   * Reads a setup link.
   *
   * HTTP: `GET /v1/setup_links/{setup_link_id}`, scope `setup_links:read`.
   *
   * @param setup_link_id id of the setup link
   * @param query `expand`
   * @param options signal and timeout
   * @returns the setup link and its uses, without its address
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { uses } = await gatehouse.setupLinks.get('setup_01jd2x3y4z5a6b7c8d9e0f1g2z')
   * ```
   */
  get(setup_link_id: string, query?: Query<Ops['get']>, options?: RequestOptions): Promise<SetupLink>

  /**
   * Creates a link with which a customer's administrator sets single sign-on up.
   *
   * HTTP: `POST /v1/setup_links`, scope `setup_links:write`.
   *
   * @param body organization, intents, days until it expires, and where the portal leads back to
   * @param options idempotency key, signal and timeout
   * @returns the setup link with its address, which is shown once
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.setupLinks.create({
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   admin_emails: ['ada@contoso.example'],
   * })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<SetupLinkWithAddress>

  /**
   * Revokes a setup link. A browser that works with it is out at the next request.
   *
   * HTTP: `POST /v1/setup_links/{setup_link_id}/revoke`, scope `setup_links:write`.
   *
   * @param setup_link_id id of the setup link
   * @param options idempotency key, signal and timeout
   * @returns the revoked setup link
   * @throws ConflictError `state_conflict` for one that was completed
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.setupLinks.revoke('setup_01jd2x3y4z5a6b7c8d9e0f1g2z')
   * ```
   */
  revoke(setup_link_id: string, options?: RequestOptions): Promise<SetupLink>
}

export function setupLinks({ call, list }: Client): SetupLinks {
  const ops = routesOf('setupLinks')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (setup_link_id, query = {}, options) => call(ops.get, { params: { setup_link_id }, query }, options),
    create: (body, options) => call(ops.create, { body }, options),
    revoke: (setup_link_id, options) => call(ops.revoke, { params: { setup_link_id }, body: {} }, options),
  }
}
