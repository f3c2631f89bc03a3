import { type FailureCode, failures } from './failures.ts'
import { readableText } from './readable-text.ts'

/** The details of a failure: the expected value and the received one. It holds no secrets and no tokens. */
export interface Evidence {
  readonly expected?: string
  readonly received?: string
  /** The parameter or field at fault: a parameter's name, or a JSON pointer into the body. */
  readonly param?: string
  /** One entry for each field at fault, when there are several. */
  readonly errors?: readonly FieldError[]
  /** Replaces the remedy of the table, where more is known. */
  readonly remedy?: string
  /** The error that the identity provider sent, for the trace of the sign-in. */
  readonly upstream?: UpstreamError
  /** The technical reason, for the operator's log only. */
  readonly cause?: unknown
  /** The record that keeps the failure. */
  readonly record?: FailureRecord
}

/** Where a failure is kept, and the client that met it. */
export interface FailureRecord {
  /** The reference that people are shown. */
  readonly sign_in_id: string
  /** As it was received (shown-id.ts); `null` if the request named none. */
  readonly client_id: string | null
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
  /** As the identity provider wrote it. */
  readonly timestamp?: string
}

/** Texts from outside are made readable once, here, because pages, API, log and terminal all show them. */
function readableEvidence(evidence: Evidence): Evidence {
  const { expected, received, upstream } = evidence
  return {
    ...evidence,
    ...(expected === undefined ? {} : { expected: readableText(expected) }),
    ...(received === undefined ? {} : { received: readableText(received) }),
    ...(upstream?.description === undefined
      ? {}
      : { upstream: { ...upstream, description: readableText(upstream.description) } }),
  }
}

/** Marks a failure. The SDK contains a copy of this file, so that `instanceof` must accept failures of every copy. */
const mark = Symbol.for('gatehouse.failure')

/**
 * The one error of Gatehouse. Its code selects a row of the table in failures.ts, which has the status, the OAuth
 * error, the party that must act, the title and the remedy. Code never branches on the text.
 */
export class Failure extends Error {
  override readonly name = 'Failure'
  readonly code: FailureCode
  readonly evidence: Evidence

  constructor(code: FailureCode, evidence: Evidence = {}) {
    super(failures[code].title, evidence.cause === undefined ? undefined : { cause: evidence.cause })
    this.code = code
    this.evidence = readableEvidence(evidence)
  }

  get [mark](): true {
    return true
  }

  /** Decides `instanceof` by the mark. */
  static override [Symbol.hasInstance](value: unknown): value is Failure {
    return value instanceof Error && mark in value
  }
}

/** The same failure, once a record keeps it. */
export function recordedFailure(failure: Failure, record: FailureRecord): Failure {
  const recorded = new Failure(failure.code, { ...failure.evidence, record })
  if (failure.stack !== undefined) recorded.stack = failure.stack
  return recorded
}

/** Whether a caught value is a failure. If codes are given, its code must be one of them. */
export function isFailure(error: unknown, ...codes: readonly FailureCode[]): error is Failure {
  return error instanceof Failure && (codes.length === 0 || codes.includes(error.code))
}
