/** Sealing, signing, hashing and randomness. */
import type { Id, IdPrefix } from '@gatehouse-sso/core/ids'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { PublicCertificate } from '../stores/credentials.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'

/** Public keys ready for use. Opaque to the domain. */
export type KeySet = readonly object[]

/** A key that signs: of an environment (`skey_…`), or of the federation issuer (`fkey_…`). */
export interface SealedSigningKey extends Pick<SigningKeyRecord, 'alg' | 'private_sealed'> {
  readonly id: Id<'skey' | 'fkey'>
}

export interface WantedCertificate {
  /** The common name, in letters, digits, `-` and `_`. */
  readonly common_name: string
  /** Milliseconds since 1970, as `not_after`. */
  readonly not_before: number
  readonly not_after: number
  /** Whether others may encrypt for it too. */
  readonly decrypts?: boolean
}

export interface NewCertificate extends PublicCertificate {
  /** PKCS #8 in PEM. */
  readonly private_key: string
  /** As the certificate has it, in whole seconds. */
  readonly not_after: number
}

export interface Keys {
  /** Ids of one process are strictly ascending. */
  newId<P extends IdPrefix>(prefix: P): Id<P>
  /** Random, in base64url. */
  newSecret(bits: 128 | 256): string
  /** SHA-256 in base64url. */
  sha256(text: string): string
  /** In constant time. */
  equal(a: string, b: string): boolean
  /** @param context where the value stands, for instance `credentials.secret:cred_…`; opening needs the same one */
  seal(text: string, context: string): string
  /** @throws Failure sealed_value_unreadable */
  open(sealed: string, context: string): string
  newSigningKey(alg: IdTokenAlgorithm): Promise<{ public_jwk: Record<string, unknown>; private_jwk: string }>
  /** A new RSA key with a self-signed certificate. */
  newCertificate(wanted: WantedCertificate): Promise<NewCertificate>
  /** The public keys of a JWK set that can verify a signature. */
  readKeySet(jwks: unknown): KeySet
  /** Whether a JWT is signed by one of the keys; that its algorithm is acceptable has been checked. */
  isSignedByOneOf(keys: KeySet, jwt: UnverifiedJwt): boolean
  /** A compact JWS. */
  sign(key: SealedSigningKey, typ: string, claims: Readonly<Record<string, unknown>>): Promise<string>
  /** The claims if the signature is by one of these keys and the `typ` is right, else `undefined`. */
  verify(token: string, typ: string, keys: readonly SigningKeyRecord[]): Readonly<Record<string, unknown>> | undefined
}
