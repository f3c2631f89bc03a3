/** Tests, consent and explanations of a connection, and its candidate. */
import type { Client, RequestOptions } from '../client.ts'
import type { Connection, ConnectionTestLink } from '../contract/connection.ts'
import type { ConnectionCheck } from '../contract/connection-check.ts'
import type { ConnectionConsentLink } from '../contract/connection-consent.ts'
import type { ConnectionExplanation } from '../contract/connection-explanation.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body } from '../contract/operation.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['connections']

/** The part of {@link Connections} that finds out whether a connection works, and its candidate. */
export interface ConnectionTests {
  /**
   * Makes a link that tests the connection by a sign-in. A test creates no user and counts nowhere.
   *
   * HTTP: `POST /v1/connections/{connection_id}/test`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param body `expires_in_minutes`
   * @param options idempotency key, signal and timeout
   * @returns the link. Its `url` is shown only once
   * @throws ConflictError `connection_incomplete`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.connections.test('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  test(connection_id: string, body?: Body<Ops['test']>, options?: RequestOptions): Promise<ConnectionTestLink>

  /**
   * Makes a link that tests the candidate by a sign-in.
   *
   * HTTP: `POST /v1/connections/{connection_id}/candidate/test`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param body `expires_in_minutes`
   * @param options idempotency key, signal and timeout
   * @returns the link. Its `url` is shown only once
   * @throws ConflictError `state_conflict`, `connection_incomplete`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.connections.testCandidate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  testCandidate(
    connection_id: string,
    body?: Body<Ops['testCandidate']>,
    options?: RequestOptions,
  ): Promise<ConnectionTestLink>

  /**
   * Puts the candidate into force, after a test has passed.
   *
   * HTTP: `POST /v1/connections/{connection_id}/candidate/activate`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param body `without_test` activates it although no test has passed
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws ConflictError `state_conflict`, `candidate_untested`, `connection_incomplete`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.activateCandidate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  activateCandidate(
    connection_id: string,
    body?: Body<Ops['activateCandidate']>,
    options?: RequestOptions,
  ): Promise<Connection>

  /**
   * Drops the candidate.
   *
   * HTTP: `POST /v1/connections/{connection_id}/candidate/discard`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws ConflictError `state_conflict`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.discardCandidate('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  discardCandidate(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Restores the settings and the mapping from before the last activation of a candidate.
   *
   * HTTP: `POST /v1/connections/{connection_id}/rollback`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param options idempotency key, signal and timeout
   * @returns the connection
   * @throws ConflictError `state_conflict`, `connection_incomplete`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.connections.rollback('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * ```
   */
  rollback(connection_id: string, options?: RequestOptions): Promise<Connection>

  /**
   * Makes a link with which the customer's administrator consents for the organization. A sign-in completes it. The
   * result then stands in `consent` of the connection.
   *
   * HTTP: `POST /v1/connections/{connection_id}/consent`, scope `connections:write`.
   *
   * @param connection_id id of the connection
   * @param body the permissions, and for how long the link works
   * @param options idempotency key, signal and timeout
   * @returns the link. Register its `consent_redirect_uri` at the identity provider first
   * @throws ConflictError `consent_unsupported`, `connection_incomplete`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.connections.consent('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', { permissions: 'all' })
   * ```
   */
  consent(connection_id: string, body?: Body<Ops['consent']>, options?: RequestOptions): Promise<ConnectionConsentLink>

  /**
   * Checks every value of a connection live, without a person. That is: the documents of the identity provider, the client
   * and the redirect URI, each credential and its days, the consent, the clocks, and the claims of the last test.
   *
   * HTTP: `POST /v1/connections/{connection_id}/check`, scope `connections:read`.
   *
   * @param connection_id id of the connection
   * @param body `of`: the settings to check. Default: the candidate, if there is one
   * @param options idempotency key, signal and timeout
   * @returns each value with what was expected and received, and who must do what where; after ten seconds at most
   * @throws ConflictError `state_conflict`
   * @throws NotFoundError `resource_missing`
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { checks } = await gatehouse.connections.check('conn_01jd2x3y4z5a6b7c8d9e0f1g2j')
   * for (const { id, result, message, remedy } of checks) {
   *   if (result !== 'ok') console.log(`${id}: ${message} ${remedy ?? ''}`)
   * }
   * ```
   */
  check(connection_id: string, body?: Body<Ops['check']>, options?: RequestOptions): Promise<ConnectionCheck>

  /**
   * Explains a code of the identity provider, or the text of its own page. Such a failure never comes back.
   *
   * HTTP: `POST /v1/connections/{connection_id}/explain`, scope `connections:read`.
   *
   * @param connection_id id of the connection
   * @param body a code or the text of the page. Without `text`: the usual causes when people do not come back
   * @param options idempotency key, signal and timeout
   * @returns the codes, and for each who must act, why, and what to do on which page
   * @throws ValidationError `values_invalid`
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { hints } = await gatehouse.connections.explain('conn_01jd2x3y4z5a6b7c8d9e0f1g2j', { text: 'AADSTS50105' })
   * for (const { who, what, where } of hints) console.log(`${who}: ${what} ${where}`)
   * ```
   */
  explain(connection_id: string, body: Body<Ops['explain']>, options?: RequestOptions): Promise<ConnectionExplanation>
}

export function connectionTests({ call }: Client): ConnectionTests {
  const ops = routesOf('connections')
  return {
    test: (connection_id, body = {}, options) => call(ops.test, { params: { connection_id }, body }, options),
    testCandidate: (connection_id, body = {}, options) =>
      call(ops.testCandidate, { params: { connection_id }, body }, options),
    activateCandidate: (connection_id, body = {}, options) =>
      call(ops.activateCandidate, { params: { connection_id }, body }, options),
    discardCandidate: (connection_id, options) =>
      call(ops.discardCandidate, { params: { connection_id }, body: {} }, options),
    rollback: (connection_id, options) => call(ops.rollback, { params: { connection_id }, body: {} }, options),
    consent: (connection_id, body = {}, options) => call(ops.consent, { params: { connection_id }, body }, options),
    check: (connection_id, body = {}, options) => call(ops.check, { params: { connection_id }, body }, options),
    explain: (connection_id, body, options) => call(ops.explain, { params: { connection_id }, body }, options),
  }
}
