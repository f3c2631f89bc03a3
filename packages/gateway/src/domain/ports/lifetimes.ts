/** How long things live. Seconds, as OAuth gives them; the defaults stand in work/lifetimes.ts. */
export interface Lifetimes {
  readonly code_seconds: number
  readonly access_token_seconds: number
  readonly id_token_seconds: number
  /** Since its last use. */
  readonly session_idle_seconds: number
  readonly session_seconds: number
  readonly sign_in_seconds: number
  /** Idle: each rotation begins it anew. */
  readonly refresh_token_seconds: number
  /** Absolute: from the sign-in on. */
  readonly offline_grant_seconds: number
  readonly pushed_request_seconds: number
  /** Of both codes of a device. */
  readonly device_code_seconds: number
}
