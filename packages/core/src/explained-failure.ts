/** A failure with everything that people are told about it, as it is kept in a trace or beside a credential. */
import type { Failure, UpstreamError } from './failure.ts'
import { failures, type Who } from './failures.ts'

/** How to mend an error of an identity provider, and on which page. */
export interface Hint {
  readonly what: string
  readonly where: string
}

export interface ExplainedFailure {
  readonly code: string
  readonly title: string
  /** The party that must act. */
  readonly who: Who
  readonly remedy: string
  readonly expected: string | null
  readonly received: string | null
  readonly upstream: UpstreamError | null
}

export function explainedFailure({ code, evidence }: Failure): ExplainedFailure {
  const { title, who, remedy } = failures[code]
  const { expected = null, received = null, upstream = null } = evidence
  return { code, title, who, remedy, expected, received, upstream }
}
