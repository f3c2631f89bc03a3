/** The error of a call that is refused, and the answer to it. */
import type { Failure } from '@gatehouse-sso/core/failure'
import { type FailureCode, failures } from '@gatehouse-sso/core/failures'
import { accessChallenge, accessStatus, type ChallengedApi } from '@gatehouse-sso/core/oauth/access-challenge'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { GatehouseError } from '../errors.ts'

/** The code of a refusal. They are explained in `docs/errors.md`. */
export type AccessTokenErrorCode = FailureCode

/** A refused call. Branch on `code`; the texts are for people, and hold no part of the token that could be used. */
export class AccessTokenError extends GatehouseError {
  override readonly name = 'AccessTokenError'
  declare readonly code: AccessTokenErrorCode
  /** 401: no valid token. 403: a valid one that may not call. 503: nothing could be said. */
  declare readonly status: 401 | 403 | 503
  readonly expected: string | undefined
  readonly received: string | undefined
  /** The steps to take, and the page for them. */
  readonly remedy: string
  /** The challenge for the header `WWW-Authenticate`; `null` with status 503. */
  readonly www_authenticate: string | null

  constructor(failure: Failure, api: ChallengedApi | null) {
    const { title, remedy } = failures[failure.code]
    const { expected, received, cause } = failure.evidence
    const hint = plainText(failure.evidence.remedy ?? remedy)
    const status = accessStatus(failure)
    const seen = [
      expected === undefined ? '' : ` Expected: ${ended(expected)}`,
      received === undefined ? '' : ` Received: ${ended(received)}`,
    ]
    const message = plainText(`${title}.${seen.join('')}`)
    super(message, { code: failure.code, status, hint }, cause === undefined ? undefined : { cause })
    this.expected = expected
    this.received = received
    this.remedy = hint
    this.www_authenticate = status >= 500 ? null : accessChallenge(api, failure)
  }

  /** The headers of the answer. No cache may keep it. */
  get headers(): Record<string, string> {
    return {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'Authorization',
      ...(this.www_authenticate === null ? {} : { 'www-authenticate': this.www_authenticate }),
    }
  }

  /** The body of the answer, in the form of the gateway's own errors. */
  get body(): string {
    const { code, message, remedy: hint } = this
    return JSON.stringify({ error: { code, message, hint } })
  }

  /** The answer, where the web's `Response` is spoken. */
  toResponse(): Response {
    return new Response(this.body, { status: this.status, headers: this.headers })
  }
}

/** A text with one full stop at its end. */
function ended(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}
