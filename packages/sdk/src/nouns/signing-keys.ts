/** Keys that sign the tokens of this environment. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Page } from '../contract/list.ts'
import type { Body } from '../contract/operation.ts'
import type { SigningKey } from '../contract/signing-keys.ts'
import type { Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['signingKeys']

/** Keys that sign the tokens of this environment. */
export interface SigningKeys {
  /**
   * Lists the signing keys of this environment.
   *
   * HTTP: `GET /v1/signing_keys`, scope `signing_keys:read`.
   *
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { alg, state } of gatehouse.signingKeys.list()) console.log(alg, state)
   * ```
   */
  list(options?: RequestOptions): Paginated<SigningKey>

  /**
   * Publishes the next key, or signs with it now. Without this call, keys change every 90 days.
   *
   * HTTP: `POST /v1/signing_keys/rotate`, scope `signing_keys:write`.
   *
   * @param body the algorithm, and whether to sign at once or to forget the older keys
   * @param options idempotency key, signal and timeout
   * @returns all signing keys after the change
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.signingKeys.rotate({ alg: 'RS256' })
   * ```
   */
  rotate(body: Body<Ops['rotate']>, options?: RequestOptions): Promise<Page<SigningKey>>
}

export function signingKeys({ call, list }: Client): SigningKeys {
  const ops = routesOf('signingKeys')
  return {
    list: (options) => list(ops.list, {}, options),
    rotate: (body, options) => call(ops.rotate, { body }, options),
  }
}
