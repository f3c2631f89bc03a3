/** JSON documents of the issuers and of the gateway. Their addresses come from settings and never from a token. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import { type Claims, isClaims } from '@gatehouse-sso/core/oidc/claims'
import type { Surroundings } from './surroundings.ts'

/** Milliseconds that one request may take. */
export const requestTimeoutMs = 5_000

export interface DocumentRequest {
  readonly address: string
  readonly method?: 'GET' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: URLSearchParams
  /** Reading stops there (RFC 8725, 3.4). */
  readonly maximum_bytes: number
  /** The failure, if there is no such document. */
  readonly code: Extract<FailureCode, 'access_keys_unavailable' | 'access_gateway_unavailable'>
}

export interface DocumentAnswer {
  readonly status: number
  /** Empty for a status other than 200. */
  readonly document: Claims
  readonly etag: string | null
}

/**
 * @param accepted statuses besides 200
 * @throws Failure with `code`
 */
export async function fetchDocument(
  { fetch }: Pick<Surroundings, 'fetch'>,
  { address, method = 'GET', headers = {}, body, maximum_bytes, code }: DocumentRequest,
  accepted: readonly number[] = [],
): Promise<DocumentAnswer> {
  try {
    const response = await fetch(address, {
      method,
      headers: { accept: 'application/json', ...headers },
      // A redirect could lead elsewhere, with the key. Workers know no `error`, so the status tells.
      redirect: 'manual',
      signal: AbortSignal.timeout(requestTimeoutMs),
      ...(body === undefined ? {} : { body }),
    })
    const { status } = response
    if (status !== 200) {
      await response.body?.cancel()
      if (accepted.includes(status)) return { status, document: {}, etag: null }
      throw new Failure(code, { expected: `status 200 of ${address}`, received: `status ${status}` })
    }
    const document: unknown = JSON.parse(await boundedText(response, maximum_bytes))
    if (!isClaims(document)) throw new Failure(code, { expected: `a JSON object at ${address}` })
    return { status, document, etag: response.headers.get('etag') }
  } catch (cause) {
    if (isFailure(cause)) throw cause
    throw new Failure(code, { expected: `a document at ${address}`, received: reasonOf(cause), cause })
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'no answer'
  const { cause: deeper } = cause
  return (deeper instanceof Error ? deeper.message : cause.message).slice(0, 200) || cause.name
}

/** @throws RangeError for a body that is too large */
async function boundedText(response: Response, maximum_bytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = response.body?.getReader()
  let [text, bytes] = ['', 0]
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    bytes += value.byteLength
    if (bytes > maximum_bytes) {
      await reader.cancel()
      throw new RangeError(`more than ${maximum_bytes} bytes`)
    }
    text += decoder.decode(value, { stream: true })
  }
  return text + decoder.decode()
}
