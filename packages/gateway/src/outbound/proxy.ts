/**
 * The outbound HTTP proxy. The address rules stay in force: a name that resolves on this machine must resolve to
 * addresses that may be called. The proxy decides about a name that does not resolve on this machine.
 */
import type { LookupAddress, lookup } from 'node:dns'
import { Failure } from '@gatehouse-sso/core/failure'
import { LRUCache } from 'lru-cache'
import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { type AllowList, isCallable } from './address.ts'

export interface OutboundProxy {
  /** `http://user:password@proxy.internal:3128` */
  readonly address: string
  /** Hosts that are called without the proxy, as in `NO_PROXY`. */
  readonly except: string
}

/** Milliseconds. A machine behind a proxy often has no DNS for external names, so a look-up would wait long. */
const resolveTimeout = 2_000
const unresolvedFor = 60_000
const maximumNames = 1_000

/**
 * Sends https requests through the proxy. A http request goes directly, and only to a host that the operator has
 * allowed.
 */
export function agentThrough(proxy: OutboundProxy | undefined, options: Agent.Options): Dispatcher {
  if (proxy === undefined) return new Agent(options)
  return new EnvHttpProxyAgent({ ...options, httpProxy: '', httpsProxy: proxy.address, noProxy: proxy.except })
}

export interface ResolvedHere {
  /** @throws Failure address_refused for a name that resolves to an address that may not be called */
  check(hostname: string): Promise<void>
  /** The names that recently did not resolve on this machine. */
  unresolved(): readonly string[]
}

/** Checks the addresses of names that are called through a proxy, which resolves them again by itself. */
export function resolvedHere(allow: AllowList, resolve: typeof lookup): ResolvedHere {
  const unresolved = new LRUCache<string, true>({ max: maximumNames, ttl: unresolvedFor })
  const addressesOf = (hostname: string): Promise<readonly LookupAddress[]> =>
    new Promise((found) => {
      const timer = setTimeout(found, resolveTimeout, [])
      resolve(hostname, { all: true }, (error, addresses) => {
        clearTimeout(timer)
        found(error ? [] : addresses)
      })
    })
  return {
    async check(hostname) {
      if (unresolved.has(hostname)) return
      const addresses = await addressesOf(hostname)
      if (addresses.length === 0) unresolved.set(hostname, true)
      if (addresses.every(({ address }) => isCallable(address, allow))) return
      throw new Failure('address_refused', { expected: 'a public address', received: hostname })
    },
    unresolved: () => [...unresolved.keys()],
  }
}
