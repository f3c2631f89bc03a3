/**
 * Sends one request and reads its whole answer, within a size and a time. It uses undici's handlers, because undici's
 * promises, body streams, abort signals and a `Response` cost three times as much (150 µs of a sign-in).
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Dispatcher } from 'undici'

/** Milliseconds from the look-up of the name to the last byte. */
export const totalTimeout = 10_000
/** Bytes. The keys and documents of identity providers are a few kilobytes. */
export const maximumAnswer = 512 * 1024

export interface HttpResponse {
  readonly status: number
  /** The headers that the gateway reads; all others are dropped. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const keptHeaders = ['content-type', 'www-authenticate', 'retry-after', 'location', 'date']

/**
 * @param timeout milliseconds
 * @throws Failure upstream_answer_unusable, upstream_unreachable, and the errors of undici
 */
export function exchange(
  agent: Dispatcher,
  request: Dispatcher.DispatchOptions,
  timeout: number,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined
    let given_up: Failure | undefined
    let status = 0
    let headers: HttpResponse['headers'] = {}
    const chunks: Buffer[] = []
    let size = 0

    /** Closes the connection, because the rest of this answer would be read as the next answer. */
    const giveUp = (failure: Failure): void => {
      given_up = failure
      clearTimeout(timer)
      reject(failure)
      controller?.abort(failure)
    }
    const timer = setTimeout(() => giveUp(new Failure('upstream_unreachable', { received: 'timeout' })), timeout)

    agent.dispatch(request, {
      onRequestStart(started) {
        controller = started
        if (given_up) controller.abort(given_up)
      },
      onResponseStart(_, statusCode, received) {
        if (statusCode < 200) return // an interim response (RFC 9110, 15.2)
        const problem = problemOf(statusCode, received['content-encoding'])
        if (problem) return giveUp(problem)
        status = statusCode
        headers = keptOf(received)
      },
      onResponseData(_, chunk) {
        if (given_up) return
        size += chunk.length
        if (size > maximumAnswer) {
          return giveUp(new Failure('upstream_answer_unusable', { expected: `at most ${maximumAnswer} bytes` }))
        }
        chunks.push(chunk)
      },
      onResponseEnd() {
        clearTimeout(timer)
        const [only] = chunks
        resolve({ status, headers, body: chunks.length === 1 && only ? only : Buffer.concat(chunks) })
      },
      onResponseError(_, error) {
        clearTimeout(timer)
        reject(error)
      },
    })
  })
}

function keptOf(received: Readonly<Record<string, string | string[] | undefined>>): HttpResponse['headers'] {
  const kept: Record<string, string> = {}
  for (const name of keptHeaders) {
    const value = received[name]
    if (typeof value === 'string') kept[name] = value
  }
  return kept
}

function problemOf(status: number, encoding: string | string[] | undefined): Failure | undefined {
  if (encoding !== undefined && encoding !== 'identity') {
    return new Failure('upstream_answer_unusable', { expected: 'an answer that is not compressed' })
  }
  if (status > 599) return new Failure('upstream_answer_unusable', { received: `status ${status}` })
  return undefined
}
