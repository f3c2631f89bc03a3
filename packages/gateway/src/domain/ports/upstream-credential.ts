/** The credentials of a connection, ready for use at its identity provider. */
import type { Id } from '@gatehouse-sso/core/ids'

/** An opened credential of a connection. */
export type UpstreamCredential = ClientSecret | ClientCertificate | FederatedCredential

export interface ClientSecret {
  readonly type: 'client_secret'
  readonly client_secret: string
  /** Milliseconds since 1970. */
  readonly not_after: number | null
}

/** The key of a certificate, for `private_key_jwt`. */
export interface ClientCertificate {
  readonly type: 'certificate'
  /** PKCS #8 in PEM. */
  readonly private_key: string
  /** SHA-256 of the certificate, in hexadecimal digits. */
  readonly sha256_thumbprint: string
  /** The certificate in PEM. */
  readonly certificate: string
  /** Milliseconds since 1970. */
  readonly not_after: number
}

/** The federation issuer vouches for the connection. */
export interface FederatedCredential {
  readonly type: 'federated'
  /** Signs a new assertion. It may go only to a token endpoint of the provider that the credential is for. */
  readonly assertion: () => Promise<string>
  readonly not_after: null
}

/** A credential of a connection, opened, with its id. */
export interface HeldCredential {
  readonly id: Id<'cred'>
  readonly active: boolean
  readonly credential: UpstreamCredential
}
