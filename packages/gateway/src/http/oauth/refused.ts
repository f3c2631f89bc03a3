/** Keeps the requests of clients that an endpoint refuses, so that the reference in the error leads to the reason. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { keepRefusedClient } from '../../domain/sign-ins/refused-clients.ts'
import type { Endpoint } from '../surface.ts'
import { type Visit, workOf } from '../visit.ts'
import { presentedBy } from './client.ts'

export function keepingRefused(endpoint: Endpoint): Endpoint {
  return async (http, visit, reply) => {
    try {
      return await endpoint(http, visit, reply)
    } catch (error) {
      if (!isFailure(error)) throw error
      const parameters = readable(() => visit.form()) ?? {}
      const client_id = clientOf(visit, parameters)
      throw await keepRefusedClient(workOf(http, visit), visit.environment, client_id, parameters, error)
    }
  }
}

/** The client that a refused request names: in the header, in an assertion, or in the body. */
function clientOf(visit: Visit, parameters: Parameters): string | undefined {
  return readable(() => presentedBy(visit, parameters).client_id) ?? parameters.client_id
}

/** A refused request may be unreadable, and that may be the reason. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (isFailure(error)) return undefined
    throw error
  }
}
