/** The part of the port `IdentityProviders` that only SAML needs: forms, single logout and our metadata. */
import type { ConnectionRecord } from '../stores/connections.ts'
import type { ProtocolState } from './protocol-state.ts'
import type { HeldCredential } from './upstream-credential.ts'

/** Our side of a SAML connection. */
export interface ServiceProvider {
  /** Our entity ID. */
  readonly entity_id: string
  readonly slo_url: string
  /** Our page with the form of a request that is posted. */
  readonly request_url: string
  /** Certificates: the active one signs, and any of them decrypts. */
  readonly credentials: Iterable<HeldCredential>
}

/** The person and the session, in the words of a SAML identity provider. */
export interface SamlLogoutHint {
  readonly name_id: {
    readonly value: string
    readonly format: string | null
    readonly name_qualifier: string | null
    readonly sp_name_qualifier: string | null
  }
  readonly session_index: string | null
}

export interface RequestForm {
  readonly connection: ConnectionRecord
  readonly service_provider: ServiceProvider
  readonly handle: string
  readonly protocol_state: ProtocolState
}

/** A form that a browser posts. */
export interface PostedForm {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
}

/** A message of a single logout, as it came: the query as it stands in the address, or the fields of a form. */
export interface ReadSamlLogout {
  readonly connection: ConnectionRecord
  readonly service_provider: ServiceProvider
  readonly query: string
  /** `null` for a message in an address. */
  readonly form: Readonly<Record<string, string>> | null
}

/** A verified message of a single logout. */
export type SamlLogoutMessage =
  | {
      readonly kind: 'request'
      readonly id: string
      readonly relay_state: string | null
      /** The sessions that end; none: all of the person. */
      readonly session_indexes: readonly string[]
      readonly name_id: string
      /** The person by that name; `null` where the identity provider's name is not what we know people by. */
      readonly identity: { readonly authority: string; readonly subject: string } | null
      /** Milliseconds since 1970. */
      readonly expires_at: number
    }
  | { readonly kind: 'response'; readonly relay_state: string | null; readonly is_success: boolean }

export interface SamlLogoutAnswer {
  readonly connection: ConnectionRecord
  readonly service_provider: ServiceProvider
  readonly in_response_to: string
  readonly relay_state: string | null
  readonly is_success: boolean
}

export interface SamlDoor {
  /**
   * The form of a request that is posted to the identity provider (SAML). `null` where requests go in addresses.
   * @throws Failure credential_missing
   */
  requestForm(request: RequestForm): Promise<PostedForm | null>
  /** Verifies a logout request or response of a SAML identity provider. @throws Failure saml_* */
  readSamlLogout(request: ReadSamlLogout): Promise<SamlLogoutMessage>
  /** The address that answers a logout request. @throws Failure credential_missing */
  samlLogoutAnswer(request: SamlLogoutAnswer): Promise<string>
  /** Our metadata for a SAML connection. @throws Failure route_missing for OpenID Connect */
  serviceProviderMetadata(
    request: Pick<RequestForm, 'connection' | 'service_provider'> & { readonly acs_url: string },
  ): string
}
