import type { UsedApplication } from '../sessions/sessions.ts'

/** An application that holds a session. */
export type Participant = UsedApplication & Required<Pick<UsedApplication, 'saml'>>

/** The application that began a sign-out, and waits for the response. */
export interface LogoutInitiator {
  readonly app_id: string
  readonly tenant_id: string
  readonly request_id: string
  readonly relay_state: string | undefined
}

/** A sign-out on its way through the applications. */
export interface LogoutChain {
  readonly open: readonly Participant[]
  /** URLs of front-channel logout, for the applications of OpenID Connect. */
  readonly frames: readonly string[]
  readonly end: { readonly initiator: LogoutInitiator } | { readonly next: string | undefined }
}
