/**
 * A provider is a value: what one kind of identity provider is called, needs, sends and gets wrong. What every one of
 * them must do (state, nonce, PKCE, signature, audience, expiry) is done by the host, upstream/oidc/; there is no
 * hook here by which a provider could leave a step out. A hook can only refuse more.
 */
import type { Attribute, ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { EmailTrust } from '@gatehouse-sso/core/verified-identity'
import type { z } from 'zod'

/** What an administrator does about an error code of the provider, and where. */
export interface Hint {
  readonly what: string
  readonly where: string
}

/** A published key's members beyond RFC 7517, where a provider has some; whatever was published stands in them. */
export interface KeyOrigin {
  readonly issuer?: unknown
  readonly cloud_instance_name?: unknown
}

export type ClientSecretMethod = 'client_secret_post' | 'client_secret_basic'

/** How the host talks to one connection's identity provider, derived from its settings. */
export interface OidcClient {
  readonly discovery_url: string
  /** The issuers that the discovery document may name: exactly one of them, character by character. */
  readonly discovery_issuers: readonly string[]
  readonly client_id: string
  readonly scopes: readonly string[]
  /** Used unless the discovery document lists only the other one; `undefined` leaves the choice to the document. */
  readonly token_endpoint_auth_method: ClientSecretMethod | undefined
  /** Sent as `response_mode`; `undefined` leaves the choice to the discovery document. */
  readonly response_mode?: ResponseMode | undefined
  readonly id_token_algorithms: readonly string[]
}

export interface Identity {
  readonly authority: string
  readonly subject: string
}

export interface OidcProvider<S = unknown> {
  readonly id: string
  /** `Microsoft Entra ID` */
  readonly name: string
  readonly protocol: 'oidc'
  /** Each member's description says where to find the value. */
  readonly settings: z.ZodType<S>
  readonly default_mapping: ClaimMap
  /** What to send as `prompt` so that a person can pick another account. */
  readonly choose_prompt: 'select_account' | 'login'
  /** Whether `auth_time` must be asked for by the `claims` parameter. */
  readonly ask_auth_time: boolean
  client(settings: S): OidcClient
  /**
   * The issuer an ID token must name; `null` if its claims cannot belong to this connection.
   * @param discovery_issuer the issuer that the discovery document names
   */
  expectedIssuer(settings: S, claims: Claims, discovery_issuer: string): string | null
  /** Whether a key may vouch for these claims, beyond having the right `kid`. */
  acceptsKey?(settings: S, key: KeyOrigin, claims: Claims, discovery: Claims): boolean
  /** Who the claims are about. @param connection_id for providers whose subjects mean something only there */
  identityOf(settings: S, claims: Claims, connection_id: string): Identity | null
  /** What a document says about the trust in emails; `null` if it says nothing. */
  emailTrust(claims: Claims): EmailTrust | null
  /** The trust in the email of a document that says nothing about it. */
  readonly default_email_trust: EmailTrust
  /** Attributes that userinfo never brings, so that it is not asked for them. */
  readonly never_in_userinfo: readonly Attribute[]
  /** Whether the person is in more groups than were sent. */
  groupsIncomplete?(claims: Claims): boolean
  /** What is wrong with a client secret, before it is tried. */
  secretProblem?(secret: string): string | undefined
  /** Error code → what to do. */
  readonly hints: Readonly<Record<string, Hint>>
  /** The provider's own codes in an error description. */
  errorCodes?(description: string): readonly string[]
}

/** Declares a provider; ties the type of its settings to its functions. */
export function oidcProvider<S>(provider: OidcProvider<S>): OidcProvider<S> {
  return provider
}
