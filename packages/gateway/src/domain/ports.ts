/**
 * What the domain needs from outside, as small interfaces: changes that are made together, keys, identity providers,
 * the record of a sign-in. `app.ts` hands in the real ones; the domain itself knows no clock, no randomness, no SQL and
 * no network. Stores have their own file.
 */

import type { FieldError } from '@gatehouse-sso/core/failure'
import type { Id, IdPrefix } from '@gatehouse-sso/core/ids'
import type { UnverifiedJwt } from '@gatehouse-sso/core/jwt'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { IdTokenAlgorithm } from '@gatehouse-sso/core/oauth/metadata'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { Actor, Source } from '@gatehouse-sso/sdk/contract/events'
import type { Configuration } from './configuration.ts'
import type { ConnectionRecord, ConnectionType, CredentialRecord } from './records.ts'
import type { Stores } from './stores.ts'
import type { SigningKeyRecord } from './token-records.ts'

/** A change that has been written down and not yet made. Opaque to the domain; `name` says which, in failures. */
export interface Write {
  readonly name: string
}

/** Changes that belong together, and how to read what they return. */
export interface Unit<T> {
  readonly writes: readonly Write[]
  read(rows: readonly (readonly unknown[])[]): T
}

/** Thrown by a unit whose change did not find what it must change, or met a value that exists already. */
export class UnitRefused extends Error {
  override readonly name = 'UnitRefused'
  /** `name` of the write that failed. */
  readonly write: string
  readonly reason: 'expectation' | 'unique' | 'reference'

  constructor(write: string, reason: 'expectation' | 'unique' | 'reference') {
    super(`${write}: ${reason}`)
    this.write = write
    this.reason = reason
  }
}

export interface UnitsOfWork {
  /**
   * Makes all changes or none, durably.
   * @returns for each write the rows that it returns
   * @throws UnitRefused
   */
  run(writes: readonly Write[]): Promise<readonly (readonly unknown[])[]>
  /** Hands over changes that may be lost if the process dies now: they are made together, a moment later. */
  later(writes: readonly Write[]): void
}

/** A key pair that can sign, opened. */
export interface Signer {
  readonly kid: string
  readonly alg: IdTokenAlgorithm
}

/** Public keys ready for use. Opaque to the domain. */
export type KeySet = readonly object[]

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
  /** The public keys of a JWK set that can verify a signature. */
  readKeySet(jwks: unknown): KeySet
  /** Whether a JWT is signed by one of the keys; that its algorithm is acceptable has been checked. */
  isSignedByOneOf(keys: KeySet, jwt: UnverifiedJwt): boolean
  /** A compact JWS. */
  sign(key: SigningKeyRecord, typ: string, claims: Readonly<Record<string, unknown>>): Promise<string>
  /** The claims if the signature is by one of these keys and the `typ` is right, else `undefined`. */
  verify(token: string, typ: string, keys: readonly SigningKeyRecord[]): Readonly<Record<string, unknown>> | undefined
}

/** Where the sealed secret of a credential stands; binds it to its row. */
export function credentialContext(id: Id<'cred'>): string {
  return `credentials.secret:${id}`
}

/** What a sign-in keeps while the person is at the identity provider. */
export interface UpstreamState {
  readonly nonce: string
  readonly code_verifier: string
  /** Seconds, when the application asked for it. */
  readonly max_age: number | null
  /** When the person was asked to authenticate anew (`prompt=login`), in milliseconds since 1970. */
  readonly authenticated_after: number | null
}

export interface BeginUpstream {
  readonly connection: ConnectionRecord
  readonly redirect_uri: string
  /** The handle that comes back as `state`. */
  readonly state: string
  readonly upstream: UpstreamState
  readonly login_hint: string | null
  readonly domain_hint: string | null
  /** `choose`: let the person pick an account, after a sign-out. */
  readonly prompt: 'none' | 'login' | 'choose' | 'consent' | null
  /** The application must learn when the person authenticated. */
  readonly auth_time_essential: boolean
}

export interface FinishUpstream {
  readonly connection: ConnectionRecord
  readonly credential: CredentialRecord | undefined
  readonly redirect_uri: string
  readonly state: string
  readonly upstream: UpstreamState
  /** Everything the browser brought back. */
  readonly parameters: Readonly<Record<string, string>>
  readonly mapping: ClaimMap
  /** Each step, for the record of the sign-in. */
  readonly trace: Trace
}

/** The identity providers, behind one door. */
export interface IdentityProviders {
  /** What people read: `Microsoft Entra ID`. */
  name(type: ConnectionType): string
  /**
   * Checks the settings of a connection.
   * @returns the settings with defaults, or what is wrong with them
   */
  parseSettings(type: ConnectionType, settings: unknown): Readonly<Record<string, unknown>> | readonly FieldError[]
  /** What is wrong with a client secret before it is ever tried, as a sentence. */
  secretProblem(type: ConnectionType, secret: string): string | undefined
  defaultMapping(type: ConnectionType): ClaimMap
  /** What to do about error codes of the identity provider, and where; only for codes that are known. */
  hints(type: ConnectionType, codes: readonly string[]): readonly { readonly what: string; readonly where: string }[]
  /** Reads what the identity provider publishes: that it is there, is the right one, and has keys. @throws Failure */
  probe(connection: ConnectionRecord): Promise<void>
  /** The address at the identity provider to send the browser to. */
  begin(request: BeginUpstream): Promise<string>
  /** Redeems what came back and checks all of it. */
  finish(request: FinishUpstream): Promise<VerifiedIdentity>
}

/** Collects the steps of one visit to a sign-in (trace.ts). */
export interface Trace {
  /** A step that has just been done, and how long it took since the last one. */
  step(name: string, detail?: Readonly<Record<string, unknown>>): void
  /** The step that failed. */
  failed(name: string, detail?: Readonly<Record<string, unknown>>): void
}

/** Key sets that applications publish for `private_key_jwt`. */
export interface ClientKeys {
  /** @throws Failure keys_unusable, upstream_unreachable */
  get(jwks_uri: string): Promise<KeySet>
  /** For whoever misses a key in what {@link get} gave. */
  renewed(jwks_uri: string): Promise<KeySet>
}

/** Lifetimes, in seconds. The defaults of docs/architecture.md; tests and later settings change them. */
export interface Lifetimes {
  readonly code: number
  readonly access_token: number
  readonly id_token: number
  readonly session_idle: number
  readonly session: number
  readonly sign_in: number
  /** Idle: each rotation begins it anew. */
  readonly refresh_token: number
  /** Absolute: from the sign-in on. */
  readonly offline_grant: number
  readonly pushed_request: number
}

/** On whose behalf the domain is called, and with which request. */
export interface Caller {
  readonly actor: Actor
  readonly source: Source | null
}

/** Everything the domain is given. */
export interface Ports {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds of a clock that is never set, for durations. */
  ticks(): number
  /** Writes when something was last used, behind and at most every five minutes. */
  noteUse(id: Id, write: (now: number) => Write): void
  readonly keys: Keys
  readonly stores: Stores
  readonly units: UnitsOfWork
  readonly configuration: Configuration
  readonly identity_providers: IdentityProviders
  readonly client_keys: ClientKeys
  readonly lifetimes: Lifetimes
  /** On whose behalf; the system itself, unless a request says otherwise. */
  readonly caller: Caller
  /** Address of the gateway, without a slash at the end. */
  readonly public_url: string
}
