/** The setup portal's own calls. Only a browser with a setup session can make them: see `@gatehouse-sso/sdk/browser`. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Body, Output, Query } from '../contract/operation.ts'
import type { SetupGuide } from '../contract/setup-guide.ts'
import type { SetupLinkWithAddress } from '../contract/setup-links.ts'
import type { SetupSession } from '../contract/setup-session.ts'
import type { SetupTest } from '../contract/setup-test.ts'
import type { ValueCheck } from '../contract/value-check.ts'
import type { ListQuery, Paginated } from '../paginated.ts'
import { routesOf } from '../routes.ts'

export type SetupGuess = Output<Ops['guess']>

type Ops = Contract['setup']

/** The setup portal's own calls. Only a browser with a setup session can make them: see `@gatehouse-sso/sdk/browser`. */
export interface Setup {
  /**
   * Reads the setup: the organization, the vendor, and how far it has come.
   *
   * HTTP: `GET /v1/setup`, by a setup session.
   *
   * @param options signal and timeout
   * @returns the setup session
   * @throws AuthenticationError `setup_session_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { organization } = await gatehouse.setup.get()
   * ```
   */
  get(options?: RequestOptions): Promise<SetupSession>

  /**
   * Keeps how far the setup has come, so that it goes on at another device.
   *
   * HTTP: `PATCH /v1/setup`, by a setup session.
   *
   * @param body step, finished steps, ticked actions, language
   * @param options signal and timeout
   * @returns the setup session
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.setup.update({ step: 'values' })
   * ```
   */
  update(body: Body<Ops['update']>, options?: RequestOptions): Promise<SetupSession>

  /**
   * Chooses the kind of identity provider. The connection is made as a draft.
   *
   * HTTP: `POST /v1/setup/choose`, by a setup session.
   *
   * @param body the type of the connection
   * @param options idempotency key, signal and timeout
   * @returns the setup session
   * @throws ConflictError `state_conflict` for a connection that is on; `limit_reached`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.setup.choose({ type: 'entra_oidc' })
   * ```
   */
  choose(body: Body<Ops['choose']>, options?: RequestOptions): Promise<SetupSession>

  /**
   * Guesses the identity provider of an email domain.
   *
   * HTTP: `POST /v1/setup/guess`, by a setup session.
   *
   * @param body the domain
   * @param options signal and timeout
   * @returns the type of the connection, if the domain shows one, and why
   * @throws ValidationError `values_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { type } = await gatehouse.setup.guess({ domain: 'contoso.example' })
   * ```
   */
  guess(body: Body<Ops['guess']>, options?: RequestOptions): Promise<SetupGuess>

  /**
   * Reads the guide of the chosen identity provider, with the values of the connection filled in.
   *
   * HTTP: `GET /v1/setup/guide`, by a setup session.
   *
   * @param query `language`
   * @param options signal and timeout
   * @returns the guide
   * @throws ConflictError `state_conflict` before an identity provider was chosen
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { steps } = await gatehouse.setup.guide({ language: 'de' })
   * ```
   */
  guide(query?: Query<Ops['guide']>, options?: RequestOptions): Promise<SetupGuide>

  /**
   * Checks pasted values with the identity provider. No value is kept.
   *
   * HTTP: `POST /v1/setup/check_values`, by a setup session.
   *
   * @param body settings and the client secret
   * @param options signal and timeout
   * @returns a finding for each value
   * @throws ConflictError `state_conflict` before an identity provider was chosen
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { findings } = await gatehouse.setup.checkValues({ settings: { tenant_id: 'contoso.example' } })
   * ```
   */
  checkValues(body: Body<Ops['checkValues']>, options?: RequestOptions): Promise<ValueCheck>

  /**
   * Lists the test sign-ins of this setup link, the latest first.
   *
   * HTTP: `GET /v1/setup/tests`, by a setup session.
   *
   * @param query `language`; limit, cursors and order
   * @param options signal and timeout
   * @returns the list
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { data } = await gatehouse.setup.listTests({ limit: 1 })
   * ```
   */
  listTests(query?: ListQuery<Ops['listTests']>, options?: RequestOptions): Paginated<SetupTest>

  /**
   * Reads a test sign-in of this setup link, with the claims that came.
   *
   * HTTP: `GET /v1/setup/tests/{sign_in_id}`, by a setup session.
   *
   * @param sign_in_id id of the sign-in
   * @param query `language`
   * @param options signal and timeout
   * @returns the test
   * @throws NotFoundError `resource_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { receives } = await gatehouse.setup.getTest('signin_01jd2x3y4z5a6b7c8d9e0f1g2p')
   * ```
   */
  getTest(sign_in_id: string, query?: Query<Ops['getTest']>, options?: RequestOptions): Promise<SetupTest>

  /**
   * Makes a link for a colleague, who may work on one step only.
   *
   * HTTP: `POST /v1/setup/share_step`, by a setup session.
   *
   * @param body the step
   * @param options idempotency key, signal and timeout
   * @returns the setup link with its address, which is shown once
   * @throws ConflictError `limit_reached`, `state_conflict`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { url } = await gatehouse.setup.shareStep({ step: 'domains' })
   * ```
   */
  shareStep(body: Body<Ops['shareStep']>, options?: RequestOptions): Promise<SetupLinkWithAddress>

  /**
   * Finishes the setup: switches the connection on, or asks the vendor to. The link is used up.
   *
   * HTTP: `POST /v1/setup/complete`, by a setup session.
   *
   * @param options idempotency key, signal and timeout
   * @returns the setup session
   * @throws ConflictError `state_conflict`, `connection_incomplete`, `credential_refused`, `test_needed`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { state } = await gatehouse.setup.complete()
   * ```
   */
  complete(options?: RequestOptions): Promise<SetupSession>

  /**
   * Signs out of the setup portal in this browser. The link goes on.
   *
   * HTTP: `POST /v1/setup/leave`, by a setup session.
   *
   * @param options signal and timeout
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.setup.leave()
   * ```
   */
  leave(options?: RequestOptions): Promise<void>
}

export function setup({ call, list }: Client): Setup {
  const ops = routesOf('setup')
  return {
    get: (options) => call(ops.get, {}, options),
    update: (body, options) => call(ops.update, { body }, options),
    choose: (body, options) => call(ops.choose, { body }, options),
    guess: (body, options) => call(ops.guess, { body }, options),
    guide: (query = {}, options) => call(ops.guide, { query }, options),
    checkValues: (body, options) => call(ops.checkValues, { body }, options),
    listTests: (query = {}, options) => list(ops.listTests, { query }, options),
    getTest: (sign_in_id, query = {}, options) => call(ops.getTest, { params: { sign_in_id }, query }, options),
    shareStep: (body, options) => call(ops.shareStep, { body }, options),
    complete: (options) => call(ops.complete, { body: {} }, options),
    leave: (options) => call(ops.leave, { body: {} }, options),
  }
}
