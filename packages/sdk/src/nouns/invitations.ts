/** Invitations: each lets one person become a user of one organization, by a sign-in that matches it. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Invitation, InvitationWithLink } from '../contract/invitations.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['invitations']

/** Invitations: each lets one person become a user of one organization, by a sign-in that matches it. */
export interface Invitations {
  /**
   * Lists invitations.
   *
   * HTTP: `GET /v1/invitations`, scope `users:read`.
   *
   * @param query filters `organization_id`, `email` and `state`; limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { email, expires_at } of gatehouse.invitations.list({ state: 'pending' })) {
   *   console.log(email, expires_at)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Invitation>

  /**
   * Reads an invitation.
   *
   * HTTP: `GET /v1/invitations/{invitation_id}`, scope `users:read`.
   *
   * @param invitation_id id of the invitation
   * @param options signal and timeout
   * @returns the invitation, without its link
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state } = await gatehouse.invitations.get('inv_01jd2x3y4z5a6b7c8d9e0f1g2y')
   * ```
   */
  get(invitation_id: string, options?: RequestOptions): Promise<Invitation>

  /**
   * Invites a person into an organization.
   *
   * HTTP: `POST /v1/invitations`, scope `users:write`.
   *
   * @param body organization, email, and the application in which the person begins
   * @param options idempotency key, signal and timeout
   * @returns the invitation with its link, which is shown once
   * @throws ConflictError `already_exists`, `mail_not_configured`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.invitations.create({
   *   organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h',
   *   email: 'ada@contoso.example',
   *   application_id: 'app_01jd2x3y4z5a6b7c8d9e0f1g2k',
   * })
   * ```
   */
  create(body: Body<Ops['create']>, options?: RequestOptions): Promise<InvitationWithLink>

  /**
   * Gives an invitation a new link and a new end. The old link stops working.
   *
   * HTTP: `POST /v1/invitations/{invitation_id}/resend`, scope `users:write`.
   *
   * @param invitation_id id of the invitation
   * @param body days until it expires
   * @param options idempotency key, signal and timeout
   * @returns the invitation with its new link, which is shown once
   * @throws ConflictError `state_conflict` for one that was accepted or revoked; `mail_not_configured`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.invitations.resend('inv_01jd2x3y4z5a6b7c8d9e0f1g2y')
   * ```
   */
  resend(invitation_id: string, body?: Body<Ops['resend']>, options?: RequestOptions): Promise<InvitationWithLink>

  /**
   * Revokes an invitation.
   *
   * HTTP: `POST /v1/invitations/{invitation_id}/revoke`, scope `users:write`.
   *
   * @param invitation_id id of the invitation
   * @param options idempotency key, signal and timeout
   * @returns the revoked invitation
   * @throws ConflictError `state_conflict` for one that was accepted
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.invitations.revoke('inv_01jd2x3y4z5a6b7c8d9e0f1g2y')
   * ```
   */
  revoke(invitation_id: string, options?: RequestOptions): Promise<Invitation>
}

export function invitations({ call, list }: Client): Invitations {
  const ops = routesOf('invitations')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (invitation_id, options) => call(ops.get, { params: { invitation_id } }, options),
    create: (body, options) => call(ops.create, { body }, options),
    resend: (invitation_id, body = {}, options) => call(ops.resend, { params: { invitation_id }, body }, options),
    revoke: (invitation_id, options) => call(ops.revoke, { params: { invitation_id }, body: {} }, options),
  }
}
