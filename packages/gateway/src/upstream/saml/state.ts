/** The state that SAML keeps while the person is away. */
import type { ProtocolState } from '../../domain/ports/protocol-state.ts'

export interface SamlState extends ProtocolState {
  /** The ID of the request. The response must name it. */
  readonly request_id: string
  /** Our entity ID when the request was sent. */
  readonly entity_id: string
  /** The request, for a form that is posted; `null` for one in an address. */
  readonly request_xml: string | null
  /** Seconds, when the application asked for it. */
  readonly max_age: number | null
  /** When the person was asked to authenticate anew, in milliseconds since 1970. */
  readonly authenticated_after: number | null
}

/** Reads the state that `begin.ts` made. It was sealed in between, so its form is known. */
export function readSamlState(protocol_state: ProtocolState): SamlState {
  return protocol_state as SamlState
}
