/** The identity providers, behind one door: where to send a browser, and how to read what it brings back. */
import type { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { Endpoints } from '@gatehouse-sso/core/oidc/endpoints'
import type { VerifiedIdentity } from '@gatehouse-sso/core/verified-identity'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ConnectionRecord, ConnectionType, ExposedKeys } from '../stores/connections.ts'
import type { ProtocolState } from './protocol-state.ts'
import type { SamlDoor, SamlLogoutHint, ServiceProvider } from './saml.ts'
import type { HeldCredential, UpstreamCredential } from './upstream-credential.ts'

export interface BeginUpstream {
  readonly connection: ConnectionRecord
  /** `null` for OpenID Connect. */
  readonly service_provider: ServiceProvider | null
  readonly redirect_uri: string
  /** Comes back with the browser and finds the sign-in: `state` in OpenID Connect, `RelayState` in SAML. */
  readonly handle: string
  readonly login_hint: string | null
  readonly domain_hint: string | null
  /** `choose`: let the person pick an account, after a sign-out. */
  readonly prompt: 'login' | 'choose' | 'consent' | null
  /** Seconds, when the application asked for it. */
  readonly max_age: number | null
  /** The application must learn when the person authenticated. */
  readonly auth_time_essential: boolean
  readonly acr_values: readonly string[]
}

export interface BegunUpstream {
  /** The address at the identity provider to send the browser to. */
  readonly location: string
  readonly protocol_state: ProtocolState
  /** The published endpoints, where the connection does not know them; `null` while nothing is new. */
  readonly new_endpoints: PublishedEndpoints | null
}

/** The endpoints in a document that an identity provider publishes. */
export interface PublishedEndpoints {
  readonly discovery_url: string
  readonly endpoints: Endpoints
  /** Milliseconds since 1970. */
  readonly fetched_at: number
}

export interface FinishUpstream {
  /** False for a path that several connections share: then the response itself must say who sent it. */
  readonly path_names_connection: boolean
  readonly connection: ConnectionRecord
  /** In the order to try them. The next one is opened only when the identity provider refuses the one before. */
  readonly credentials: Iterable<HeldCredential>
  /** Called for each credential that the identity provider refuses, whether or not the sign-in goes on. */
  readonly noteRefused: (id: Id<'cred'>, failure: Failure) => void
  /** Called with the keys whose secret part is published, if they are others than the connection knows of. */
  readonly noteKeys: (exposed: ExposedKeys) => void
  readonly redirect_uri: string
  readonly handle: string
  readonly protocol_state: ProtocolState
  /** Everything the browser brought back. */
  readonly parameters: Readonly<Record<string, string>>
  readonly mapping: ClaimMap
  /** Each step, for the trace of the sign-in. */
  readonly trace: UpstreamTrace
}

export interface FinishedUpstream {
  readonly identity: VerifiedIdentity
  /** The credential that the identity provider accepted; `null` where a sign-in proves none (SAML). */
  readonly credential_id: Id<'cred'> | null
  /** The parts of the response that must not be accepted twice. Empty where code and nonce see to that. */
  readonly used_once: readonly UsedOnce[]
  /** For later checks; `null` where the identity provider gives none. */
  readonly refresh_token: string | null
  /** For a logout that goes on to the identity provider. */
  readonly logout_hints: LogoutHints
}

/** The name of a message that counts once. */
export interface UsedOnce {
  readonly name: string
  /** Milliseconds since 1970: until then it could be sent again. */
  readonly expires_at: number
}

/** The hints that an identity provider gets at a logout. */
export interface LogoutHints {
  /** The ID token, as it came; `null` where a hint replaces it. */
  readonly id_token: string | null
  /** For `logout_hint`. */
  readonly hint: string | null
  /** For a SAML logout request. Sessions from before it lack the member. */
  readonly saml?: SamlLogoutHint
}

export interface UpstreamLogout {
  readonly connection: ConnectionRecord
  readonly service_provider: ServiceProvider | null
  readonly hints: LogoutHints
  /** Where the browser comes back to. */
  readonly post_logout_redirect_uri: string
  readonly state: string
}

/** A logout token that was verified. */
export interface VerifiedLogout {
  readonly jti: string
  /** Milliseconds since 1970: until then it could be sent again. */
  readonly expires_at: number
  /** The identity provider's name of its session. */
  readonly sid: string | null
  /** The person; `null` if it names the session alone. */
  readonly identity: { readonly authority: string; readonly subject: string } | null
}

/** The token of a global revocation, verified. */
export type VerifiedRevocation = Pick<VerifiedLogout, 'jti' | 'expires_at'> & {
  /** The identity that an issuer and a subject name; `null` for another issuer. */
  identityOf(iss: string, sub: string): VerifiedLogout['identity']
}

export interface RefreshUpstream extends Pick<FinishUpstream, 'connection' | 'credentials' | 'noteRefused' | 'trace'> {
  readonly refresh_token: string
}

/** The answer of an identity provider that is asked again about a person. */
export type UpstreamVerdict =
  | {
      readonly result: 'passed'
      readonly refresh_token: string
      readonly credential_id: Id<'cred'>
      /** The person in the ID token of the answer, if there is one. */
      readonly identity?: { readonly authority: string; readonly subject: string }
    }
  | { readonly result: 'refused' | 'sign_in_needed' | 'unknown'; readonly failure: Failure }

/** The part of a trace (events/trace.ts) that a protocol writes. */
export interface UpstreamTrace {
  /** A step that has just been done; the trace notes how long it took since the last one. */
  step(name: string, detail?: Readonly<Record<string, unknown>>): void
  /** A step that failed, whether or not the sign-in goes on. */
  failed(name: string, detail?: Readonly<Record<string, unknown>>): void
}

/** The answer of an identity provider to a credential that is tried without a person. */
export type CredentialAnswer =
  | { readonly result: 'accepted' }
  | { readonly result: 'refused'; readonly failure: Failure }
  /** `failure`: why nothing is known; `null` where the kind of identity provider cannot be asked */
  | {
      readonly result: 'unknown'
      readonly failure: Failure | null
      /** The identity provider gets too many requests, and wants none for this long; 0 if it names no time. */
      readonly throttled_seconds?: number
    }

/** A part of a live look at an identity provider: what was asked, and what came. */
export interface Finding {
  readonly id: 'discovery' | 'cloud' | 'issuer' | 'endpoints' | 'keys' | 'client_id' | 'redirect_uri' | 'clock'
  readonly result: 'ok' | 'warn' | 'fail'
  readonly message: string
  readonly expected?: string | undefined
  readonly received?: string | undefined
  /** Says who must act, and how. */
  readonly failure?: Failure
  /** Codes of the identity provider, which say more. */
  readonly codes?: readonly string[]
}

/** A live look at an identity provider, without a person. */
export interface Examination {
  readonly findings: readonly Finding[]
  readonly credentials: ReadonlyMap<Id<'cred'>, CredentialAnswer>
}

export interface Examine {
  readonly connection: ConnectionRecord
  readonly redirect_uri: string
  readonly credentials: readonly HeldCredential[]
}

export interface IdentityProviders extends SamlDoor {
  /** Reads what the identity provider publishes: that it is there, is the right one, and has keys. @throws Failure */
  probe(connection: ConnectionRecord): Promise<void>
  /**
   * Settles what only the identity provider knows about settings that were just entered: a tenant that was named by its
   * domain, endpoints that it must publish.
   * @param settings checked; those of a draft may miss some
   * @param entered as they came from the administrator
   * @returns the settings to store
   * @throws Failure values_invalid, and why the identity provider cannot be asked
   */
  resolveSettings(
    type: ConnectionType,
    settings: Readonly<Record<string, unknown>>,
    entered: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>
  /**
   * Reads the endpoints that the identity provider publishes now, past every cache.
   * @returns `null` where an administrator entered them
   * @throws Failure
   */
  publishedEndpoints(connection: ConnectionRecord): Promise<PublishedEndpoints | null>
  /**
   * The settings that the metadata of a SAML connection names now.
   * @returns `null` for OpenID Connect, and without a metadata address
   * @throws Failure
   */
  publishedSettings(connection: ConnectionRecord): Promise<ConnectionRecord['settings'] | null>
  /**
   * The facts about the tenant that the identity provider publishes, for people: its name, cloud and region.
   * @throws Failure when it cannot be asked
   */
  tenantFacts(connection: ConnectionRecord, language: Language): Promise<readonly string[]>
  /** Tries a credential, where that proves anything. Never throws for what the identity provider does. */
  tryCredential(connection: ConnectionRecord, credential: UpstreamCredential): Promise<CredentialAnswer>
  /** Looks at everything live, within ten seconds. Never throws for what the identity provider does. */
  examine(request: Examine): Promise<Examination>
  /** @throws Failure when what the identity provider publishes cannot be had */
  begin(request: BeginUpstream): Promise<BegunUpstream>
  /** Redeems what came back and checks all of it. @throws Failure */
  finish(request: FinishUpstream): Promise<FinishedUpstream>
  /**
   * The address at which the person signs out of the identity provider; `null` where there is none, or where it cannot be
   * had. Never throws for what the identity provider does.
   */
  logoutAddress(request: UpstreamLogout): Promise<string | null>
  /** Verifies a logout token by the keys of the connection. @throws Failure token_*, and why there are no keys */
  verifyLogoutToken(connection: ConnectionRecord, unverified_token: string): Promise<VerifiedLogout>
  /**
   * Verifies the token of a global revocation by the keys of the connection.
   * @param address that was called
   * @throws Failure token_*, and why there are no keys
   */
  verifyRevocation(connection: ConnectionRecord, unverified_token: string, address: string): Promise<VerifiedRevocation>
  /** Whether a connection's identity provider calls itself so. Never throws for what the identity provider does. */
  isIssuer(connection: ConnectionRecord, iss: string): Promise<boolean>
  /** Asks again about a person. Never throws for what the identity provider does. */
  refresh(request: RefreshUpstream): Promise<UpstreamVerdict>
}
