/** How long things live. */
/** Lifetimes, in seconds. The defaults of docs/architecture.md; tests and later settings change them. */
export interface Lifetimes {
  readonly code: number
  readonly access_token: number
  readonly id_token: number
  readonly session_idle: number
  readonly session: number
  readonly sign_in: number
  /** Idle: each rotation begins it anew. */
  readonly refresh_token: number
  /** Absolute: from the sign-in on. */
  readonly offline_grant: number
  readonly pushed_request: number
}
