/** The calls of the console about itself. Only a browser with a staff session can make them: see `@gatehouse-sso/sdk/browser`. */
import type { Client, RequestOptions } from '../client.ts'
import type { ConsoleSession } from '../contract/console.ts'
import { routesOf } from '../routes.ts'

/** The calls of the console about itself. Only a browser with a staff session can make them. */
export interface Console {
  /**
   * Reads who is signed in to the console, and what they may do.
   *
   * HTTP: `GET /v1/console`, by a staff session.
   *
   * @param options signal and timeout
   * @returns the session
   * @throws AuthenticationError `staff_session_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { scopes } = await gatehouse.console.get()
   * ```
   */
  get(options?: RequestOptions): Promise<ConsoleSession>

  /**
   * Signs out of the console.
   *
   * HTTP: `POST /v1/console/leave`, by a staff session.
   *
   * @param options signal and timeout
   * @throws AuthenticationError `staff_session_missing`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * await gatehouse.console.leave()
   * ```
   */
  leave(options?: RequestOptions): Promise<void>
}

export function consoleSession({ call }: Client): Console {
  const ops = routesOf('console')
  return {
    get: (options) => call(ops.get, {}, options),
    leave: (options) => call(ops.leave, { body: {} }, options),
  }
}
