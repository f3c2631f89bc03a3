/** Sends raw requests to the management API, for tests that need requests which the SDK would not send. */
import type { ErrorBody } from '@gatehouse-sso/sdk/contract/error'
import type { Harness } from './harness.ts'
import { validatingFetch } from './validating-fetch.ts'

export interface ApiRequest {
  /** A string is sent unchanged. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Default: the key of the harness. `null` sends no key. */
  readonly key?: string | null
}

export interface ApiAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: a test may look at any answer
  readonly body: any
  /** The code of an error; `undefined` for any other answer. */
  readonly code: string | undefined
}

/** @param route `POST /v1/organizations` */
export async function api(
  { url, api_key }: Pick<Harness, 'url' | 'api_key'>,
  route: string,
  { body, headers = {}, key = api_key }: ApiRequest = {},
): Promise<ApiAnswer> {
  const [method = '', path = ''] = route.split(/ (.*)/s)
  const response = await validatingFetch(`${new URL(url).origin}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const parsed = text === '' ? undefined : JSON.parse(text)
  const { error } = (parsed ?? {}) as Partial<ErrorBody>
  return { status: response.status, headers: response.headers, body: parsed, code: error?.code }
}
