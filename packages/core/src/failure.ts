import { type FailureCode, failures } from './failures.ts'

/** What a failure can show: no secrets, no tokens; what was expected and what came instead. */
export interface Evidence {
  readonly expected?: string
  readonly received?: string
  /** The parameter or field at fault: a parameter's name, or a JSON pointer into the body. */
  readonly param?: string
  /** One entry for each field at fault, when there are several. */
  readonly errors?: readonly FieldError[]
  /** What the other side said, for the record of the sign-in: an error code of OAuth, an AADSTS number. */
  readonly upstream?: UpstreamError
  /** The technical reason, for the operator's log only. */
  readonly cause?: unknown
}

export interface FieldError {
  /** A JSON pointer (RFC 6901) into the body, or the name of a query parameter. */
  readonly param: string
  readonly code: string
  readonly message: string
}

/** An error as an identity provider reported it. */
export interface UpstreamError {
  readonly error: string
  readonly description?: string
  readonly codes?: readonly string[]
  readonly correlation_id?: string
  readonly trace_id?: string
}

/** The SDK carries a copy of this file: a failure is known by this mark, whichever copy of the class made it. */
const mark = Symbol.for('gatehouse.failure')

/**
 * The one error of Gatehouse. The code decides everything else by the table in failures.ts: status, OAuth error, who
 * must act, title and remedy. Code never branches on the text.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly evidence: Evidence

  constructor(code: FailureCode, evidence: Evidence = {}) {
    super(failures[code].title, evidence.cause === undefined ? undefined : { cause: evidence.cause })
    this.code = code
    this.evidence = evidence
  }

  get [mark](): true {
    return true
  }

  /** What `instanceof` asks. */
  static override [Symbol.hasInstance](value: unknown): value is Failure {
    return value instanceof Error && mark in value
  }
}

/** Whether a caught value is a failure, of one of these codes if any are given. */
export function isFailure(error: unknown, ...codes: readonly FailureCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code))
}
