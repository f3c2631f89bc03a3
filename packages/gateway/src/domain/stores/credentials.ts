/** Credentials of connections, as they are stored: sealed. */
import type { ExplainedFailure, Hint } from '@gatehouse-sso/core/explained-failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export type CredentialRecord = ClientSecretRecord | CertificateRecord | FederatedRecord

/** The answer of the identity provider when a credential was last tried. */
export interface CredentialTrial {
  /** `unknown`: the identity provider did not answer, or its answer proves nothing about the credential. */
  readonly result: 'accepted' | 'refused' | 'unknown'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly error: (ExplainedFailure & { readonly hints: readonly Hint[] }) | null
}

interface AnyCredentialRecord {
  readonly id: Id<'cred'>
  readonly environment_id: Id<'env'>
  readonly connection_id: Id<'conn'>
  readonly active: boolean
  readonly not_after: number | null
  readonly last_used_at: number | null
  /** The last trial; `null` if it was never tried. */
  readonly trial: CredentialTrial | null
  /** Since when the identity provider refuses it; `null` while it works, or while nobody knows. */
  readonly failed_at: number | null
  /** When the identity provider accepted it for the first time. */
  readonly proved_at: number | null
  readonly created_at: number
}

export interface ClientSecretRecord extends AnyCredentialRecord {
  readonly type: 'client_secret'
  readonly secret_sealed: string
  /** Its first characters, to tell two secrets apart. */
  readonly hint: string | null
  readonly certificate: null
  readonly federation: null
}

/** A certificate that this gateway made. The key belongs to this credential alone. */
export interface CertificateRecord extends AnyCredentialRecord {
  readonly type: 'certificate'
  /** The private key. */
  readonly secret_sealed: string
  readonly hint: null
  readonly certificate: PublicCertificate
  readonly federation: null
  readonly not_after: number
}

/** The federation issuer of the installation vouches for the connection. There is no secret and no expiry. */
export interface FederatedRecord extends AnyCredentialRecord {
  readonly type: 'federated'
  readonly secret_sealed: null
  readonly hint: null
  readonly certificate: null
  readonly federation: Federation
  readonly not_after: null
}

/** The customer's administrator enters these three. Each assertion says the same, character by character. */
export interface Federation {
  readonly issuer: string
  readonly subject: string
  readonly audience: string
}

/** The public part of a certificate. */
export interface PublicCertificate {
  readonly pem: string
  /** SHA-1 of the DER, in capital hexadecimal digits, as Entra shows it. */
  readonly sha1_thumbprint: string
  /** SHA-256 of the DER, in capital hexadecimal digits. */
  readonly sha256_thumbprint: string
  /** The same key for identity providers that take a JWK set (RFC 7517). */
  readonly public_jwk: Readonly<Record<string, string>>
}

export interface CredentialStore {
  ofConnection(connection_id: Id<'conn'>): Promise<readonly CredentialRecord[]>
  insert(record: CredentialRecord): Write
  /** Makes one active and all others of the connection inactive. */
  activate(connection_id: Id<'conn'>, id: Id<'cred'>): readonly Write[]
  /** Changes nothing; refused when none of the connection is active at the commit. */
  expectActive(connection_id: Id<'conn'>): Write
  /** Expects that the credential or its connection is not active. */
  delete(connection_id: Id<'conn'>, id: Id<'cred'>): Write
  noteTrial(connection_id: Id<'conn'>, id: Id<'cred'>, trial: CredentialTrial): Write
  /** Expects a credential that works as far as anybody knew. The caches hear of it, as of the next two. */
  noteFailure(connection_id: Id<'conn'>, id: Id<'cred'>, trial: CredentialTrial): Write
  /** Expects a credential that had failed. */
  noteRecovery(connection_id: Id<'conn'>, id: Id<'cred'>, trial: CredentialTrial): Write
  /** The first proof of a credential that was never active. Expects that it has not failed. */
  noteFirstProof(connection_id: Id<'conn'>, id: Id<'cred'>, trial: CredentialTrial): Write
  touch(id: Id<'cred'>, last_used_at: number): Write
}
