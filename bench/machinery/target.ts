/** What is measured: a program that signs people in, in a process of its own, and how an application talks to it. */
export interface Target {
  readonly name: string
  readonly pid: number
  /** The process of a database of its own, whose time and that of its children is counted apart. */
  readonly database_pid: number | null
  /**
   * Whole address of an authorization request, except state and nonce; `{n}` stands for the number of an organization,
   * where there are several.
   */
  readonly authorize: string
  /** Default: 1. */
  readonly organizations?: number
  readonly token: string
  readonly userinfo: string
  readonly introspection: string | null
  readonly client_id: string
  readonly client_secret: string
  readonly redirect_uri: string
  /** The PKCE verifier that belongs to the challenge in `authorize`. */
  readonly code_verifier: string
  readonly client_authentication: 'basic' | 'post'
  /** Default: yes. What signs people in to itself alone has no codes and no clients that could be tried. */
  readonly gives_codes?: boolean
  stop(): Promise<void>
}

/** A target as it is sent to the load generator. */
export type PlainTarget = Omit<Target, 'stop'>
