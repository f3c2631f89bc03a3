/** How long a connection may take. Slow clients would otherwise hold connections until none is left (slowloris). */

export interface TimeLimits {
  /** For headers and body of a request together, from its first byte; and for the first byte of a connection. */
  readonly request_ms: number
  /** For a connection between two requests. Longer than proxies keep theirs, which would else send into a closed one. */
  readonly idle_ms: number
  /** How often the limit of requests is looked at. Node's own 30 s would let a request take up to 45 s. */
  readonly check_ms: number
}

export const defaultTimeLimits: TimeLimits = { request_ms: 15_000, idle_ms: 72_000, check_ms: 1_000 }
