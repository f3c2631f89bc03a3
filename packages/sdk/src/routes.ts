/** The operations of a noun as the client calls them: method and path, with the schemas in the type only. */
import type { Contract } from './contract/contract.ts'
import { type Operation, type RouteOf, readRoute } from './contract/operation.ts'
import { routes } from './contract/routes.ts'

type RoutesOf<N extends keyof Contract> = {
  readonly [V in keyof Contract[N]]: Contract[N][V] extends Operation ? RouteOf<Contract[N][V]> : never
}

export function routesOf<N extends keyof Contract>(noun: N): RoutesOf<N> {
  const read = Object.entries(routes[noun]).map(([verb, route]) => [verb, readRoute(route)])
  return Object.fromEntries(read) as RoutesOf<N>
}
