/** The identity providers, behind one door. */
import type { FieldError } from '@gatehouse-sso/core/failure'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { ConnectionRecord, ConnectionType } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'

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
