/**
 * The proxy for the way out. The rules of the guard stay in force: a name that resolves here must resolve to addresses
 * that may be called. A name that does not resolve here is the proxy's to decide.
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

/** Milliseconds. A machine behind a proxy often has no DNS for names outside, and then waits long for none. */
const resolveTimeout = 2_000
const unresolvedFor = 60_000
const maximumNames = 1_000

/**
 * Sends requests of https through the proxy. Requests of http go straight: only hosts that the operator has named get
 * any.
 */
export function agentThrough(proxy: OutboundProxy | undefined, options: Agent.Options): Dispatcher {
  if (proxy === undefined) return new Agent(options)
  return new EnvHttpProxyAgent({ ...options, httpProxy: '', httpsProxy: proxy.address, noProxy: proxy.except })
}

export interface ResolvedHere {
  /** @throws Failure address_refused for a name that leads to an address that may not be called */
  check(hostname: string): Promise<void>
  /** The names that did not resolve here of late. */
  unresolved(): readonly string[]
}

/** Checks the addresses of names that are called through a proxy, which looks them up by itself. */
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
