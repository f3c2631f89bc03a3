/** A measured program that signs people in, in its own process, and the addresses that an application uses. */
export interface Target {
  readonly name: string
  readonly pid: number
  /** The process of its own database. The time of this process and its children is counted separately. */
  readonly database_pid: number | null
  /**
   * The address of an authorization request, without state and nonce. `{n}` stands for the number of an organization,
   * if there are several.
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
  /** Default: true. A program that signs people in only to itself has no codes and no clients to probe. */
  readonly gives_codes?: boolean
  stop(): Promise<void>
}

/** A target in the form that is sent to the load generator. */
export type PlainTarget = Omit<Target, 'stop'>
