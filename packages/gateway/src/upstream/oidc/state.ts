/** The state that OpenID Connect keeps while the person is away. */
import type { ProtocolState } from '../../domain/ports/protocol-state.ts'

export interface OidcState extends ProtocolState {
  readonly nonce: string
  readonly code_verifier: string
  /** Seconds, when the application asked for it. */
  readonly max_age: number | null
  readonly acr_values: readonly string[]
  /** When the person was asked to authenticate anew (`prompt=login`), in milliseconds since 1970. */
  readonly authenticated_after: number | null
}

/** Reads the state that `begin.ts` made. It was sealed in between, so its form is known. */
export function readOidcState(protocol_state: ProtocolState): OidcState {
  return protocol_state as OidcState
}
