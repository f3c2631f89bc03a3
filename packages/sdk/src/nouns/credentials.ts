/** Credentials of a connection at its identity provider. A connection may have two, of which one is active. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Credential } from '../contract/credentials.ts'
import type { Body } from '../contract/operation.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['credentials']

/** Credentials of a connection at its identity provider. A connection may have two, of which one is active. */
export interface Credentials {
  /**
   * Lists the credentials of a connection.
   *
   * HTTP: `GET /v1/connections/{connection_id}/credentials`, scope `credentials:read`.
   *
   * @param connection_id id of the connection
   * @param query limit, cursors and order
   * @param options signal and timeout
   * @returns the list. `await` gives its first page, and `for await` all items
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * for await (const { hint, active, not_after } of gatehouse.credentials.list('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')) {
   *   console.log(hint, active, not_after)
   * }
   * ```
   */
  list(connection_id: string, query?: ListQuery<Ops['list']>, options?: RequestOptions): Paginated<Credential>

  /**
   * Adds a credential. The first is active at once, the second after you activate it. A certificate is made by the
   * gateway: upload `certificate.pem` at the identity provider. A federated one has no secret: enter `federation` at Entra.
   *
   * HTTP: `POST /v1/connections/{connection_id}/credentials`, scope `credentials:write`.
   *
   * @param connection_id id of the connection
   * @param body the type, and for a secret its value and expiry
   * @param options idempotency key, signal and timeout
   * @returns the credential, without its secret. `trial` is the answer of the identity provider to it
   * @throws ConflictError `limit_reached`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { trial } = await gatehouse.credentials.create('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', {
   *   type: 'client_secret',
   *   client_secret: 'the column Value of Entra, not the Secret ID',
   *   not_after: '2028-11-21T00:00:00Z',
   * })
   * if (trial?.result === 'refused') console.log(trial.error?.remedy)
   * ```
   */
  create(connection_id: string, body: Body<Ops['create']>, options?: RequestOptions): Promise<Credential>

  /**
   * Makes this credential the active one. The other stays, so that you can go back.
   *
   * HTTP: `POST /v1/connections/{connection_id}/credentials/{credential_id}/activate`, scope `credentials:write`.
   *
   * @param connection_id id of the connection
   * @param credential_id id of the credential
   * @param options idempotency key, signal and timeout
   * @returns the active credential
   * @throws ConflictError `credential_refused`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.credentials.activate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', 'cred_01jd2x3y4z5a6b7c8d9e0f1g2q')
   * ```
   */
  activate(connection_id: string, credential_id: string, options?: RequestOptions): Promise<Credential>

  /**
   * Deletes a credential, but not the active one of an active connection.
   *
   * HTTP: `DELETE /v1/connections/{connection_id}/credentials/{credential_id}`, scope `credentials:write`.
   *
   * @param connection_id id of the connection
   * @param credential_id id of the credential
   * @param options signal and timeout
   * @throws ConflictError `state_conflict`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.credentials.delete('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', 'cred_01jd2x3y4z5a6b7c8d9e0f1g2q')
   * ```
   */
  delete(connection_id: string, credential_id: string, options?: RequestOptions): Promise<void>
}

export function credentials({ call, list }: Client): Credentials {
  const ops = routesOf('credentials')
  return {
    list: (connection_id, query = {}, options) => list(ops.list, { params: { connection_id }, query }, options),
    create: (connection_id, body, options) => call(ops.create, { params: { connection_id }, body }, options),
    activate: (connection_id, credential_id, options) =>
      call(ops.activate, { params: { connection_id, credential_id }, body: {} }, options),
    delete: (connection_id, credential_id, options) =>
      call(ops.delete, { params: { connection_id, credential_id } }, options),
  }
}
