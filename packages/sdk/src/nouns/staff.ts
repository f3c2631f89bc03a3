/** Staff: the people of the vendor who use the console. They belong to the installation and not to an environment. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import type { StaffMember, StaffMemberWithAddress, StaffSession, StaffSettings } from '../contract/staff.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['staff']

/** Staff: the people of the vendor who use the console. */
export interface Staff {
  /**
   * Lists the staff.
   *
   * HTTP: `GET /v1/staff`, with the installation key.
   *
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { email, role } of gatehouse.staff.list()) {
   *   console.log(email, role)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<StaffMember>

  /**
   * Reads a staff member.
   *
   * HTTP: `GET /v1/staff/{staff_id}`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param options signal and timeout
   * @returns the staff member
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { role } = await gatehouse.staff.get('staff_01jd2x3y4z5a6b7c8d9e0f1g30')
   * ```
   */
  get(staff_id: string, options?: RequestOptions): Promise<StaffMember>

  /**
   * Invites somebody to the console.
   *
   * HTTP: `POST /v1/staff`, with the installation key.
   *
   * @param body email, role and name
   * @param options idempotency key, signal and timeout
   * @returns the staff member with the address of the invitation, which is shown once
   * @throws ValidationError `values_invalid`
   * @throws ConflictError `already_exists`
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.staff.invite({ email: 'grace@example.com', role: 'support' })
   * ```
   */
  invite(body: Body<Ops['invite']>, options?: RequestOptions): Promise<StaffMemberWithAddress>

  /**
   * Makes a new invitation for somebody who is not bound to an identity. The old one no longer works.
   *
   * HTTP: `POST /v1/staff/{staff_id}/resend`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param options idempotency key, signal and timeout
   * @returns the staff member with the new address
   * @throws NotFoundError `resource_missing`
   * @throws ConflictError `state_conflict` for somebody who is bound
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.staff.resend('staff_01jd2x3y4z5a6b7c8d9e0f1g30')
   * ```
   */
  resend(staff_id: string, options?: RequestOptions): Promise<StaffMemberWithAddress>

  /**
   * Changes the name or the role. A new role counts from the next request.
   *
   * HTTP: `PATCH /v1/staff/{staff_id}`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param body the fields to change
   * @param options `if_match`, signal and timeout
   * @returns the changed staff member
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws ConflictError `staff_last_owner`, `precondition_failed`
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.staff.update('staff_01jd2x3y4z5a6b7c8d9e0f1g30', { role: 'developer' })
   * ```
   */
  update(staff_id: string, body: Body<Ops['update']>, options?: RequestOptions): Promise<StaffMember>

  /**
   * Removes a staff member. The sessions end at once.
   *
   * HTTP: `DELETE /v1/staff/{staff_id}`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param options `if_match`, signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws ConflictError `staff_last_owner`, `precondition_failed`
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.staff.delete('staff_01jd2x3y4z5a6b7c8d9e0f1g30')
   * ```
   */
  delete(staff_id: string, options?: RequestOptions): Promise<void>

  /**
   * Lists the browsers in which a staff member is signed in.
   *
   * HTTP: `GET /v1/staff/{staff_id}/sessions`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { address } of gatehouse.staff.listSessions('staff_01jd2x3y4z5a6b7c8d9e0f1g30')) {
   *   console.log(address)
   * }
   * ```
   */
  listSessions(
    staff_id: string,
    query?: ListQuery<Ops['listSessions']>,
    options?: RequestOptions,
  ): Paginated<StaffSession>

  /**
   * Ends a staff session.
   *
   * HTTP: `DELETE /v1/staff/{staff_id}/sessions/{staff_session_id}`, with the installation key.
   *
   * @param staff_id id of the staff member
   * @param staff_session_id id of the session
   * @param options signal and timeout
   * @throws NotFoundError `resource_missing`
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.staff.endSession(
   *   'staff_01jd2x3y4z5a6b7c8d9e0f1g30',
   *   'stses_01jd2x3y4z5a6b7c8d9e0f1g31',
   * )
   * ```
   */
  endSession(staff_id: string, staff_session_id: string, options?: RequestOptions): Promise<void>

  /**
   * Reads through which organization staff sign in.
   *
   * HTTP: `GET /v1/staff_settings`, with the installation key.
   *
   * @param options signal and timeout
   * @returns the settings
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { organization_id } = await gatehouse.staff.getSettings()
   * ```
   */
  getSettings(options?: RequestOptions): Promise<StaffSettings>

  /**
   * Chooses the organization of the default environment through which staff sign in.
   *
   * HTTP: `PATCH /v1/staff_settings`, with the installation key.
   *
   * @param body the organization
   * @param options signal and timeout
   * @returns the changed settings
   * @throws ValidationError `values_invalid`
   * @throws PermissionError `staff_role_too_weak`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.staff.updateSettings({ organization_id: 'org_01jd2x3y4z5a6b7c8d9e0f1g2h' })
   * ```
   */
  updateSettings(body: Body<Ops['updateSettings']>, options?: RequestOptions): Promise<StaffSettings>
}

export function staff({ call, list }: Client): Staff {
  const ops = routesOf('staff')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (staff_id, options) => call(ops.get, { params: { staff_id } }, options),
    invite: (body, options) => call(ops.invite, { body }, options),
    resend: (staff_id, options) => call(ops.resend, { params: { staff_id }, body: {} }, options),
    update: (staff_id, body, options) => call(ops.update, { params: { staff_id }, body }, options),
    delete: (staff_id, options) => call(ops.delete, { params: { staff_id } }, options),
    listSessions: (staff_id, query = {}, options) => list(ops.listSessions, { params: { staff_id }, query }, options),
    endSession: (staff_id, staff_session_id, options) =>
      call(ops.endSession, { params: { staff_id, staff_session_id } }, options),
    getSettings: (options) => call(ops.getSettings, {}, options),
    updateSettings: (body, options) => call(ops.updateSettings, { body }, options),
  }
}
