/** The answers of identity providers, before anything is known about them. */
import { Failure } from '@gatehouse-sso/core/failure'

/** The failure of an answer that has no error object. */
export function answerFailure(status: number): Failure {
  const code = status >= 500 || status === 429 ? 'upstream_error' : 'upstream_answer_unusable'
  return new Failure(status === 401 ? 'upstream_client_refused' : code, {
    expected: 'status 200',
    received: `status ${status}`,
  })
}

export function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
