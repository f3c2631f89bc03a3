/** Sign-ins: one record for each attempt, with its trace. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Query } from '../contract/operation.ts'
import type { SignIn, SignInWithTrace } from '../contract/sign-ins.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['signIns']

/** Sign-ins: one record for each attempt, with its trace. */
export interface SignIns {
  /**
   * Lists sign-ins, the latest first. Of an email only its domain is shown; the filter `email` takes the whole one.
   *
   * HTTP: `GET /v1/sign_ins`, scope `sign_ins:read`.
   *
   * @param query limit, cursors and order, and the filters `organization_id`, `connection_id`, `user_id`, `state`,
   *   `email`, `from` (included) and `to` (excluded) of its beginning, `error_code`, `correlation_id`, `request_id`;
   *   `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { id, error_code } of gatehouse.signIns.list({ state: 'failed' })) {
   *   console.log(id, error_code)
   * }
   * ```
   */
  list(query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<SignIn>

  /**
   * Reads a sign-in with its trace: steps, claims, mapping, decision and error. Personal data is redacted.
   *
   * HTTP: `GET /v1/sign_ins/{sign_in_id}`, scope `sign_ins:read`.
   *
   * @param sign_in_id id of the sign-in
   * @param query `expand` adds resources beside their ids
   * @param options signal and timeout
   * @returns the sign-in with its trace
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { steps, error } = await gatehouse.signIns.get('signin_01jd2x3y4z5a6b7c8d9e0f1g2x')
   * console.log(steps.length, error?.title, error?.remedy)
   * ```
   */
  get(sign_in_id: string, query?: Query<Ops['get']>, options?: RequestOptions): Promise<SignInWithTrace>

  /**
   * Reads a sign-in with the personal data in its trace. The event `sign_in.revealed` says who has read it.
   *
   * HTTP: `POST /v1/sign_ins/{sign_in_id}/reveal`, scope `sign_ins:reveal`.
   *
   * @param sign_in_id id of the sign-in
   * @param options idempotency key, signal and timeout
   * @returns the sign-in with its trace
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { claims } = await gatehouse.signIns.reveal('signin_01jd2x3y4z5a6b7c8d9e0f1g2x')
   * console.log(claims?.id_token)
   * ```
   */
  reveal(sign_in_id: string, options?: RequestOptions): Promise<SignInWithTrace>
}

export function signIns({ call, list }: Client): SignIns {
  const ops = routesOf('signIns')
  return {
    list: (query = {}, options) => list(ops.list, { query }, options),
    get: (sign_in_id, query = {}, options) => call(ops.get, { params: { sign_in_id }, query }, options),
    reveal: (sign_in_id, options) => call(ops.reveal, { params: { sign_in_id }, body: {} }, options),
  }
}
