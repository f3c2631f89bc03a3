/**
 * Reads the policy of an API resource from the gateway and keeps it:
 *
 *   every 30 seconds   it is read again behind the calls, by its ETag
 *   after 35 seconds   a call waits for that, so that a suspended user is refused within 35 seconds
 *   for 10 minutes     the old policy serves while the gateway does not answer; then calls are refused
 *
 * A policy that the gateway says is gone is forgotten at once.
 */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { variable } from '../variable.ts'
import { type AccessPolicy, policyOfGateway } from './access-policy.ts'
import { fetchDocument } from './document.ts'
import type { PolicyOptions } from './options.ts'
import { type Renewed, renewed } from './renewed.ts'
import type { Surroundings } from './surroundings.ts'

export const policyEveryMs = 30_000

const times = {
  renew_after_ms: policyEveryMs + 1_000, // a timer is faster
  wait_after_ms: 35_000,
  serve_for_ms: 10 * 60_000,
  retry_after_ms: 5_000,
  code: 'access_gateway_unavailable',
  isFinal: (error: unknown) => isFailure(error, 'api_resource_missing'),
} as const

/** 10,000 tenants and 10,000 suspended people, twice. */
const maximumBytes = 16 * 1024 * 1024

export interface GatewayAddress {
  readonly base_url: string
  readonly api_key: string
}

/** @throws TypeError where key or address are missing */
export function gatewayOf({ base_url, api_key }: PolicyOptions): GatewayAddress {
  const key = api_key ?? variable('GATEHOUSE_API_KEY')
  const address = base_url ?? variable('GATEHOUSE_BASE_URL')
  if (!key) throw new TypeError('No API key: set `policy.api_key` or GATEHOUSE_API_KEY')
  if (!address || !URL.canParse(address)) throw new TypeError('No gateway: set `policy.base_url` or GATEHOUSE_BASE_URL')
  return { base_url: address.replace(/(?:\/v1)?\/?$/, ''), api_key: key }
}

export function policySource(
  surroundings: Surroundings,
  api_resource_id: string,
  { base_url, api_key }: GatewayAddress,
): Renewed<AccessPolicy> {
  // Beside each policy itself: a late answer must not leave its ETag to another one.
  const etags = new WeakMap<AccessPolicy, string>()
  const address = `${base_url}/v1/api_resources/${api_resource_id}/policy`

  async function load(last: AccessPolicy | undefined): Promise<AccessPolicy> {
    const etag = last && etags.get(last)
    const known = etag === undefined ? {} : { 'if-none-match': etag }
    const headers = { authorization: `Bearer ${api_key}`, ...known }
    const request = { address, headers, maximum_bytes: maximumBytes, code: 'access_gateway_unavailable' } as const
    const answer = await fetchDocument(surroundings, request, [304, 404])
    if (answer.status === 404) throw new Failure('api_resource_missing')
    if (answer.status === 304 && last !== undefined) return last
    const policy = policyOfGateway(api_resource_id, answer.document)
    if (answer.etag !== null) etags.set(policy, answer.etag)
    return policy
  }

  return renewed(surroundings, load, times)
}
