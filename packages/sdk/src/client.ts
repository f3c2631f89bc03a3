/**
 * Calls the operations of the management API. A request is retried if that is safe, and gives a result or one of the
 * error classes. The client needs `fetch` and no `node:` module.
 */
import { millisecondsOf } from '@gatehouse-sso/core/time'
import type { ErrorBody } from './contract/error.ts'
import type { Page } from './contract/list.ts'
import type { Body, Operation, Output, Params, Query, RouteOf } from './contract/operation.ts'
import { ConnectionError, errorOf, type GatehouseError } from './errors.ts'
import { rememberEtag } from './etag.ts'
import { type ListQuery, type Paginated, paginated } from './paginated.ts'
import { variable } from './variable.ts'

export interface GatehouseOptions extends Sending {
  /** `sk_test_…` or `sk_live_…`; default: the environment variable GATEHOUSE_API_KEY. */
  readonly api_key?: string
  /** URL of the gateway; default: the environment variable GATEHOUSE_BASE_URL. */
  readonly base_url?: string
  /** For `sso`: the application, as its client id; default: the environment variable GATEHOUSE_CLIENT_ID. */
  readonly client_id?: string
  /** For `sso`: a secret of the application; default: the environment variable GATEHOUSE_CLIENT_SECRET. */
  readonly client_secret?: string
  /** For `sso`: the issuer of the environment; default: `base_url`, which is that of the default environment. */
  readonly issuer?: string
  /** For `sso`: the clock, in milliseconds since 1970. For tests. */
  readonly now?: () => number
}

/** The settings of a client that do not depend on how it is authorized. */
export interface Sending {
  readonly fetch?: typeof fetch
  /** Time for one attempt, default 30,000. */
  readonly timeout_ms?: number
  /** Attempts after the first, default 3. */
  readonly max_retries?: number
}

export interface RequestOptions {
  /** Makes a POST safe to repeat. Default: a new key for each call. */
  readonly idempotency_key?: string
  readonly signal?: AbortSignal
  /** Time for one attempt, in place of that of the client. */
  readonly timeout_ms?: number
  /**
   * The ETag of the resource as you read it, by `etagOf`. A change or a deletion is refused with a ConflictError
   * (`precondition_failed`) if the resource has changed since. Only operations that can fail in this way accept it.
   */
  readonly if_match?: string
}

export interface Input<O extends Operation> {
  readonly params?: Params<O>
  readonly query?: Query<O>
  readonly body?: Body<O>
}

/** An item of a list that an operation gives. */
export type Item<O extends Operation> = Output<O> extends { data: (infer T)[] } ? T : never

export interface Client {
  call<O extends Operation>(operation: RouteOf<O>, input?: Input<O>, options?: RequestOptions): Promise<Output<O>>
  list<O extends Operation>(
    operation: RouteOf<O>,
    input?: { readonly params?: Params<O>; readonly query?: ListQuery<O> },
    options?: RequestOptions,
  ): Paginated<Item<O>>
}

interface ApiResponse {
  readonly status: number
  readonly body: unknown
  readonly etag: string | null
  readonly retry_after_seconds: number
}

const retriedStatuses = [408, 429, 500, 502, 503, 504]
const longestRetryAfterSeconds = 60

/** Creates a client. Its calls throw a ConnectionError if there is no key or no base URL. */
export function createClient(options: GatehouseOptions): Client {
  const api_key = options.api_key ?? variable('GATEHOUSE_API_KEY')
  // Accepts the URL of the API (with /v1) as well as that of the gateway.
  const base_url = (options.base_url ?? variable('GATEHOUSE_BASE_URL'))?.replace(/(?:\/v1)?\/?$/, '')
  const problem = !api_key
    ? { code: 'no_api_key', message: 'No API key: set api_key or GATEHOUSE_API_KEY' }
    : !base_url
      ? { code: 'no_base_url', message: 'No base URL: set base_url or GATEHOUSE_BASE_URL' }
      : null
  return clientFor({ base_url: base_url ?? '', headers: { authorization: `Bearer ${api_key}` }, problem }, options)
}

/** Where a client sends its requests, and the authorization of each. */
export interface Access {
  readonly base_url: string
  readonly headers: Readonly<Record<string, string>>
  /** For a session cookie in a browser. */
  readonly credentials?: 'same-origin'
  /** The reason why no request can be sent. */
  readonly problem: { readonly code: string; readonly message: string } | null
}

export function clientFor({ base_url, headers: own, credentials, problem }: Access, options: Sending): Client {
  const send = options.fetch ?? globalThis.fetch
  const max_retries = options.max_retries ?? 3

  async function attempt(
    operation: Pick<Operation, 'method'>,
    url: string,
    input: Input<Operation>,
    request: RequestOptions,
  ) {
    const headers: Record<string, string> = { ...own, accept: 'application/json' }
    if (input.body !== undefined) headers['content-type'] = 'application/json'
    if (request.idempotency_key !== undefined) headers['idempotency-key'] = request.idempotency_key
    if (request.if_match !== undefined) headers['if-match'] = request.if_match
    const timeout = AbortSignal.timeout(request.timeout_ms ?? options.timeout_ms ?? 30_000)
    try {
      const response = await send(url, {
        method: operation.method,
        headers,
        redirect: 'manual', // a key must not follow a redirect to another host; Workers have no `error`
        ...(credentials ? { credentials } : {}), // Workers refuse the member
        signal: request.signal ? AbortSignal.any([request.signal, timeout]) : timeout,
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      })
      // Browsers give an opaque answer of status 0.
      if (response.status < 200 || (response.status >= 300 && response.status < 400)) throw new Error('a redirect')
      const text = await response.text()
      const answer: ApiResponse = {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
        etag: response.headers.get('etag'),
        retry_after_seconds: Number(response.headers.get('retry-after') ?? 0) || 0,
      }
      return answer
    } catch (cause) {
      if (request.signal?.aborted) throw request.signal.reason
      throw new ConnectionError(`No response from ${base_url}`, { code: 'no_answer' }, { cause })
    }
  }

  async function call<O extends Operation>(
    operation: RouteOf<O>,
    input: Input<O> = {},
    request: RequestOptions = {},
  ): Promise<Output<O>> {
    if (problem) throw new ConnectionError(problem.message, { code: problem.code })
    const url = `${base_url}${fillPath(operation.path, input.params ?? {})}${queryString(input.query ?? {})}`
    // Every attempt has the same key, so that a POST with a lost response is not carried out twice.
    const { idempotency_key = crypto.randomUUID() } = request
    const keyed = operation.method === 'POST' ? { ...request, idempotency_key } : request
    for (let retries = 0; ; retries += 1) {
      const last = retries >= max_retries
      let wait = backoff(retries)
      try {
        const answer = await attempt(operation, url, input as Input<Operation>, keyed)
        if (answer.status < 400) return rememberEtag(answer.body, answer.etag) as Output<O>
        const error = errorOf(answer.status, answer.body as ErrorBody | undefined, answer.retry_after_seconds)
        const retried = retriedStatuses.includes(answer.status) || isRetriedConflict(error)
        if (last || !retried || answer.retry_after_seconds > longestRetryAfterSeconds) throw error
        wait = Math.max(wait, millisecondsOf(answer.retry_after_seconds))
      } catch (error) {
        if (last || !(error instanceof ConnectionError)) throw error
      }
      await pause(wait, request.signal)
    }
  }

  function list<O extends Operation>(
    operation: RouteOf<O>,
    { params, query }: { readonly params?: Params<O>; readonly query?: ListQuery<O> } = {},
    request: RequestOptions = {},
  ): Paginated<Item<O>> {
    const load = async (after?: string): Promise<Page<Item<O>>> => {
      const asked = after === undefined ? query : { ...query, after }
      const answer: unknown = await call(operation, { params, query: asked } as Input<O>, request)
      return answer as Page<Item<O>>
    }
    // A list before a cursor is one page: the next page would go past the cursor.
    const { before } = (query ?? {}) as { before?: string | null }
    return paginated(load, before !== undefined && before !== null)
  }

  return { call, list }
}

function isRetriedConflict(error: GatehouseError): boolean {
  return error.status === 409 && ['changed_meanwhile', 'idempotency_in_progress'].includes(error.code)
}

/** Milliseconds before the next attempt: 250, 375, 563, … each ± 25 %. */
function backoff(retries: number): number {
  return 250 * 1.5 ** retries * (0.75 + Math.random() / 2)
}

/** @throws the reason of the signal, as soon as it is aborted */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const giveUp = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }, ms)
    signal?.addEventListener('abort', giveUp, { once: true })
  })
}

function fillPath(path: string, params: object): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = (params as Record<string, unknown>)[name]
    if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing`)
    return encodeURIComponent(value)
  })
}

function queryString(query: object): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  const pairs = entries.flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((item) => [`${name}[]`, String(item)]) : [[name, String(value)]],
  )
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? '' : `?${text}`
}
