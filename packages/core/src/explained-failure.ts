/** A failure with everything that people are told about it, as it is kept in a trace or beside a credential. */
import type { Failure, UpstreamError } from './failure.ts'
import { failures, type Who } from './failures.ts'

/** A code of an identity provider, explained: who must act, why, and what to do on which page. */
export interface Hint {
  /** As the identity provider writes it. */
  readonly code: string
  readonly who: Who
  /** The cause, in one sentence. */
  readonly cause: string
  /** The steps to take. */
  readonly what: string
  /** The page, as the menus name it. */
  readonly where: string
  /** The address of the page, with the ids of the connection filled in. */
  readonly url: string | null
  /** All of it as a text that can be sent to the party that must act. */
  readonly message: string
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
