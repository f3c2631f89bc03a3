/**
 * The only outbound client: every request to an address that an administrator or a client chose goes through it. It
 * follows no redirects, limits the size and the time of answers, and refuses compressed ones. It checks the IP address
 * in the same look-up that the connection uses, so that a name cannot resolve to another address in between.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { Dispatcher } from 'undici'
import { type AllowList, checkAddress, isAllowedHost, isCallable } from './address.ts'
import { exchange, type HttpResponse, totalTimeout } from './exchange.ts'
import { agentThrough, type OutboundProxy, resolvedHere } from './proxy.ts'
import { targets } from './target.ts'

/** Milliseconds. */
const connectTimeout = 3_000
const withoutBody = [204, 205, 304]

export interface OutboundOptions {
  readonly allow: AllowList
  readonly proxy?: OutboundProxy | undefined
  /** For tests: resolves names instead of DNS. */
  readonly resolve?: typeof lookup
  /** For tests that wait for it: the time of a request, in milliseconds. */
  readonly timeout?: number | undefined
}

export interface OutboundRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | undefined
}

export interface Outbound {
  /** @throws Failure address_refused, upstream_unreachable, upstream_answer_unusable */
  send(address: string, request: OutboundRequest): Promise<HttpResponse>
  /** Like {@link send}, with the signature of the global `fetch` as far as the protocol libraries use it. */
  fetch(address: string, request: OutboundRequest): Promise<Response>
  /** @throws Failure address_refused */
  check(address: string): void
  /** Whether the operator has allowed the host of an address by its name. */
  isAllowedByName(address: string): boolean
  /** The names that are called through the proxy and recently did not resolve on this machine. */
  unresolved(): readonly string[]
  close(): Promise<void>
}

export function openOutbound({ allow, proxy, resolve = lookup, timeout = totalTimeout }: OutboundOptions): Outbound {
  const options = {
    headersTimeout: timeout,
    bodyTimeout: timeout,
    keepAliveTimeout: 30_000,
    // Many sign-ins of one customer share a few connections, so a slow provider cannot use up all sockets.
    connections: 32,
    pipelining: 1,
    connectTimeout,
  }
  const guarded = agentThrough(proxy, {
    ...options,
    connect: { timeout: connectTimeout, lookup: guardedLookup(allow, resolve) as never },
  })
  // For hosts that the operator has allowed by name. Their IP addresses are not checked.
  const allowed = agentThrough(proxy, { ...options, connect: { timeout: connectTimeout, lookup: resolve as never } })

  const names = resolvedHere(allow, resolve)
  const targetOf = targets(allow)

  const send: Outbound['send'] = async (address, { method, headers, body }) => {
    const { origin, path, hostname, isAllowed, isName } = targetOf(address)
    if (proxy && !isAllowed && isName) await names.check(hostname)
    try {
      const request = {
        origin,
        path,
        method: method as Dispatcher.HttpMethod,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body: body === undefined ? null : String(body),
      }
      return await exchange(isAllowed ? allowed : guarded, request, timeout)
    } catch (error) {
      throw asFailure(error)
    }
  }

  return {
    send,
    fetch: async (address, request) => {
      const { status, headers, body } = await send(address, request)
      // No protocol library may follow a redirect.
      const { location: _, ...kept } = headers
      return new Response(withoutBody.includes(status) ? null : Uint8Array.from(body), { status, headers: kept })
    },
    check: (address) => void checkAddress(address, allow),
    isAllowedByName: (address) => isAllowedHost(new URL(address), allow),
    unresolved: names.unresolved,
    close: async () => void (await Promise.all([guarded.destroy(), allowed.destroy()])),
  }
}

/** Looks a name up and lets through only addresses that may be called. */
function guardedLookup(allow: AllowList, resolve: typeof lookup) {
  return (
    hostname: string,
    options: LookupOptions,
    callback: (error: Error | null, addresses: LookupAddress[] | string, family?: number) => void,
  ): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const callable = addresses.filter(({ address }) => isCallable(address, allow))
      const [first] = callable
      // One private address among public ones is an attack on the next connection, so all are refused.
      if (!first || callable.length !== addresses.length) {
        return callback(new Failure('address_refused', { expected: 'a public address', received: hostname }), [])
      }
      if (options.all) callback(null, callable)
      else callback(null, first.address, first.family)
    })
  }
}

/** Describes an error by its kind only. The text of an answer could reveal the inside of a network. */
function asFailure(error: unknown): Failure {
  if (isFailure(error)) return error
  const reason = error instanceof Error ? error : new Error(String(error))
  if (isFailure(reason.cause)) return reason.cause
  const refusal = /^Proxy response \((\d{3})\)/.exec(reason.message)
  if (refusal)
    return new Failure('upstream_unreachable', { received: `the proxy answered ${refusal[1]} (proxy)`, cause: error })
  const code = 'code' in reason ? String(reason.code) : ''
  return new Failure('upstream_unreachable', { received: kindOf(code), cause: error })
}

function kindOf(code: string): string {
  if (/ENOTFOUND|EAI_/.test(code)) return 'the name is not known (dns)'
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'no answer in time (timeout)'
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code)) return 'the certificate is not trusted (tls)'
  return 'no connection (connect)'
}
