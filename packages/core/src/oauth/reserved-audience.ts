/**
 * The audience of federated identity credentials at Entra. A token of ours with this audience would stand for a secret
 * of a customer's application, so nothing may be named like it.
 */
import { Failure } from '../failure.ts'
import type { Parameters } from './parameters.ts'

const reserved = 'api://azureadtokenexchange'

/** Whether a name is reserved, in any case, also with blanks around it and as the beginning of a longer one. */
export function isReservedAudience(name: string): boolean {
  return name.trim().toLowerCase().startsWith(reserved)
}

/** Checks the parameter `resource` (RFC 8707). @throws Failure resource_reserved */
export function checkResource({ resource }: Parameters): void {
  if (resource === undefined || !isReservedAudience(resource)) return
  throw new Failure('resource_reserved', { param: 'resource', received: resource.slice(0, 200) })
}
