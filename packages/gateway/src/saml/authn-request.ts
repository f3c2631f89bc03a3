/** The request that begins a sign-in: saml-core 3.4.1, saml-profiles 4.1.4.1. */
import { assertionNamespace, bindings, protocolNamespace } from './names.ts'
import { element, instant } from './write.ts'

export interface AuthnRequest {
  /** An NCName, never used before. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly issued_at: number
  /** Our entity ID. */
  readonly issuer: string
  /** The identity provider's address. */
  readonly destination: string
  readonly acs: string
  readonly force_authn: boolean
  /** A URI; `null` leaves the choice to the identity provider, which is the best for Entra (its administrators choose). */
  readonly name_id_format: string | null
  /** URIs, of which one must be proved exactly. */
  readonly authn_contexts: readonly string[]
}

export function authnRequest(request: AuthnRequest): string {
  return element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': protocolNamespace,
      'xmlns:saml': assertionNamespace,
      ID: request.id,
      Version: '2.0',
      IssueInstant: instant(request.issued_at),
      Destination: request.destination,
      AssertionConsumerServiceURL: request.acs,
      ProtocolBinding: bindings.post,
      ForceAuthn: request.force_authn && 'true',
    },
    element('saml:Issuer', {}, request.issuer),
    request.name_id_format !== null &&
      element('samlp:NameIDPolicy', { Format: request.name_id_format, AllowCreate: 'true' }),
    request.authn_contexts.length > 0 &&
      element(
        'samlp:RequestedAuthnContext',
        { Comparison: 'exact' },
        request.authn_contexts.map((uri) => element('saml:AuthnContextClassRef', {}, uri)),
      ),
  ).xml
}
