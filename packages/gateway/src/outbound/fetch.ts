/**
 * The one way out: every request to an address that somebody else chose goes through here. Redirects are not followed,
 * answers are read up to a size and a time, compressed ones are refused, and the address is checked again after the
 * name was looked up, in the very look-up that the connection uses, so that a name cannot change its mind in between.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { Failure, isFailure } from '@gatehouse/core/failure'
import { Agent, type Dispatcher } from 'undici'
import { type AllowList, checkAddress, isAllowedHost, isCallable } from './address.ts'

/** Milliseconds. */
const connectTimeout = 3_000
const totalTimeout = 10_000
/** Bytes; keys and documents of identity providers are a few kilobytes. */
export const maximumAnswer = 512 * 1024
const withoutBody = [204, 205, 304]

export interface OutboundOptions {
  readonly allow: AllowList
  /** For tests: answers names instead of DNS. */
  readonly resolve?: typeof lookup
}

/** Like the global `fetch`, for what the protocol libraries ask of it. */
export type GuardedFetch = (
  address: string,
  request: {
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly body?: string | URLSearchParams | undefined
  },
) => Promise<Response>

export interface Outbound {
  readonly fetch: GuardedFetch
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

  const guardedFetch: GuardedFetch = async (address, { method, headers, body }) => {
    const url = checkAddress(address, allow)
    const abort = new AbortController()
    const timer = setTimeout(
      () => abort.abort(new Failure('upstream_unreachable', { received: 'timeout' })),
      totalTimeout,
    )
    try {
      const agent = isAllowedHost(url, allow) ? allowed : guarded
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: method as Dispatcher.HttpMethod,
        headers: { ...headers, 'accept-encoding': 'identity' },
        body: body === undefined ? null : String(body),
        signal: abort.signal,
      })
      return await readAnswer(answer)
    } catch (error) {
      throw asFailure(error)
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    fetch: guardedFetch,
    check: (address) => void checkAddress(address, allow),
    close: async () => void (await Promise.all([guarded.destroy(), allowed.destroy()])),
  }
}

async function readAnswer(answer: Dispatcher.ResponseData): Promise<Response> {
  const { statusCode, headers, body } = answer
  // Whoever destroys a body that nobody reads gets its error as an event; without a listener it would end the process.
  body.on('error', () => undefined)
  const encoding = headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity') {
    body.destroy()
    throw new Failure('upstream_answer_unusable', { expected: 'an answer that is not compressed' })
  }
  // What `Response` cannot hold: 1xx, and numbers that are no status.
  if (statusCode < 200 || statusCode > 599) {
    body.destroy()
    throw new Failure('upstream_answer_unusable', { received: `status ${statusCode}` })
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maximumAnswer) {
      body.destroy()
      throw new Failure('upstream_answer_unusable', { expected: `at most ${maximumAnswer} bytes` })
    }
    chunks.push(chunk)
  }
  const kept = ['content-type', 'www-authenticate', 'retry-after'].flatMap((name): [string, string][] => {
    const value = headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  const text = withoutBody.includes(statusCode) ? null : Buffer.concat(chunks)
  return new Response(text, { status: statusCode, headers: kept })
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
