/** Discovery of the identity provider: where the people of an email belong. */
import type { Client, RequestOptions } from '../client.ts'
import type { Contract } from '../contract/contract.ts'
import type { Discovery } from '../contract/discover.ts'
import type { Query } from '../contract/operation.ts'
import { routesOf } from '../routes.ts'

type Ops = Contract['discover']

/** Discovery of the identity provider: where the people of an email belong. */
export interface Discover {
  /**
   * Finds the organization and the connections for an email.
   *
   * HTTP: `GET /v1/discover`, scope `connections:read`.
   *
   * @param query `email`, and `explain` to learn why
   * @param options signal and timeout
   * @returns the organization and its connections. Both are empty for an email that leads nowhere
   * @throws ValidationError `query_invalid`
   * @throws GatehouseError as every call does: see `Gatehouse`
   * @example
   * ```ts
   * const { organization_id, connections } = await gatehouse.discover.lookup({ email: 'ada@contoso.example' })
   * ```
   */
  lookup(query: Query<Ops['lookup']>, options?: RequestOptions): Promise<Discovery>
}

export function discover({ call }: Client): Discover {
  const ops = routesOf('discover')
  return { lookup: (query, options) => call(ops.lookup, { query }, options) }
}
