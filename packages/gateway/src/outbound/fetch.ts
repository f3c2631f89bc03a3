/**
 * The one way out: every request to an address that somebody else chose goes through here. Redirects are not followed,
 * answers are read up to a size and a time, compressed ones are refused, and the address is checked again after the
 * name was looked up, in the very look-up that the connection uses, so that a name cannot change its mind in between.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { Agent, type Dispatcher } from 'undici'
import { type AllowList, checkAddress, isAllowedHost, isCallable } from './address.ts'
import { exchange, type HttpResponse, totalTimeout } from './exchange.ts'

/** Milliseconds. */
const connectTimeout = 3_000
const withoutBody = [204, 205, 304]

export interface OutboundOptions {
  readonly allow: AllowList
  /** For tests: answers names instead of DNS. */
  readonly resolve?: typeof lookup
}

export interface OutboundRequest {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | undefined
}

export interface Outbound {
  /** @throws Failure address_refused, upstream_unreachable, upstream_answer_unusable */
  send(address: string, request: OutboundRequest): Promise<HttpResponse>
  /** The same like the global `fetch`, for what the protocol libraries ask of it. */
  fetch(address: string, request: OutboundRequest): Promise<Response>
  /** @throws Failure address_refused */
  check(address: string): void
  close(): Promise<void>
}

export function openOutbound({ allow, resolve = lookup }: OutboundOptions): Outbound {
  const options = {
    headersTimeout: totalTimeout,
    bodyTimeout: totalTimeout,
    keepAliveTimeout: 30_000,
    // Many sign-ins of one customer share a few connections; a slow provider cannot take all sockets.
    connections: 32,
    pipelining: 1,
  }
  const guarded = new Agent({
    ...options,
    connect: { timeout: connectTimeout, lookup: guardedLookup(allow, resolve) as never },
  })
  // For what the operator has allowed by name and port, wherever it is.
  const allowed = new Agent({ ...options, connect: { timeout: connectTimeout, lookup: resolve as never } })

  const send: Outbound['send'] = async (address, { method, headers, body }) => {
    const url = checkAddress(address, allow)
    try {
      return await exchange(isAllowedHost(url, allow) ? allowed : guarded, {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: method as Dispatcher.HttpMethod,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body: body === undefined ? null : String(body),
      })
    } catch (error) {
      throw asFailure(error)
    }
  }

  return {
    send,
    fetch: async (address, request) => {
      const { status, headers, body } = await send(address, request)
      return new Response(withoutBody.includes(status) ? null : Uint8Array.from(body), { status, headers })
    },
    check: (address) => void checkAddress(address, allow),
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
      // One private address among public ones is an attack on the connection that comes next: refuse all of them.
      if (!first || callable.length !== addresses.length) {
        return callback(new Failure('address_refused', { expected: 'a public address', received: hostname }), [])
      }
      if (options.all) callback(null, callable)
      else callback(null, first.address, first.family)
    })
  }
}

/** What went wrong as one word; never the text of the answer, which could tell about the inside of a network. */
function asFailure(error: unknown): Failure {
  if (isFailure(error)) return error
  const reason = error instanceof Error ? error : new Error(String(error))
  if (isFailure(reason.cause)) return reason.cause
  const code = 'code' in reason ? String(reason.code) : ''
  return new Failure('upstream_unreachable', { received: kindOf(code), cause: error })
}

function kindOf(code: string): string {
  if (/ENOTFOUND|EAI_/.test(code)) return 'the name is not known (dns)'
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'no answer in time (timeout)'
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(code)) return 'the certificate is not trusted (tls)'
  return 'no connection (connect)'
}
