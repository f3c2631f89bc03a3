import type { Address } from '../address.ts'
import { EntraError } from '../errors/entra-error.ts'
import { type Parameters, requiredParameter } from '../http/parameters.ts'

/** The first document that MSAL fetches: the host names of one cloud. Here it is only the emulator's host. */
export interface InstanceDiscovery {
  readonly tenant_discovery_endpoint: string
  readonly 'api-version': string
  readonly metadata: readonly {
    readonly preferred_network: string
    readonly preferred_cache: string
    readonly aliases: readonly string[]
  }[]
}

/**
 * @throws EntraError 900144 without the two parameters, 50049 for the endpoint of another host
 */
export function instanceDiscovery(parameters: Parameters, address: Address): InstanceDiscovery {
  const version = requiredParameter(parameters, 'api-version')
  const endpoint = requiredParameter(parameters, 'authorization_endpoint')
  if (!URL.canParse(endpoint) || new URL(endpoint).host !== address.host()) throw new EntraError(50049)
  const word = new URL(endpoint).pathname.split('/')[1] ?? 'common'
  const host = address.host()
  return {
    tenant_discovery_endpoint: `${address.baseUrl()}/${word}/v2.0/.well-known/openid-configuration`,
    'api-version': version,
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  }
}
