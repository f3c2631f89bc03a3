/**
 * A provider is a value that describes one kind of identity provider: its name, settings, claims and error codes. The
 * host, upstream/oidc/, does the steps that all of them need (state, nonce, PKCE, signature, audience, expiry). No hook
 * here lets a provider skip a step; a hook can only refuse more.
 */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { FieldError, UpstreamError } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Attribute, AttributeRules } from '@gatehouse-sso/core/mapping/profile'
import type { ResponseMode } from '@gatehouse-sso/core/oauth/response-mode'
import type { Claims } from '@gatehouse-sso/core/oidc/claims'
import type { EmailWord, NamingClaims } from '@gatehouse-sso/core/verified-identity'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { z } from 'zod'
import type { ConnectionForm } from './forms/form.ts'
import type { WriteGuide } from './guides/guide.ts'
import type { PortalKnowledge } from './portal.ts'

/**
 * Members of a published key beyond RFC 7517, which some providers add. Their values are as published and unchecked.
 */
export interface KeyOrigin {
  readonly issuer?: unknown
  readonly cloud_instance_name?: unknown
}

/** A code of the provider, explained. The message is made of it. */
export type Explanation = Omit<Hint, 'message'>

/** `sign_in`: the scopes of the connection. `all`: everything that the registration lists, for the application itself too. */
export type ConsentPermissions = 'sign_in' | 'all'

/** The findings of a check for which an explained code says where to mend them. */
export type CheckTopic = 'redirect_uri' | 'client_id' | 'expiry' | 'consent' | 'claims' | 'groups'

export type ClientSecretMethod = 'client_secret_post' | 'client_secret_basic'

/** The values with which the host talks to the identity provider of one connection, derived from its settings. */
export interface OidcClient {
  /** `null` where the settings hold the document themselves. */
  readonly discovery_url: string | null
  /** The members of a discovery document that an administrator entered one by one. */
  readonly configuration?: Claims | undefined
  /** The issuers that the discovery document may name: exactly one of them, character by character. */
  readonly discovery_issuers: readonly string[]
  readonly client_id: string
  readonly scopes: readonly string[]
  /** Used unless the discovery document lists only the other one; `undefined` leaves the choice to the document. */
  readonly token_endpoint_auth_method: ClientSecretMethod | undefined
  /** Sent as `response_mode`; `undefined` leaves the choice to the discovery document. */
  readonly response_mode?: ResponseMode | undefined
  readonly id_token_algorithms: readonly string[]
  /** The audience of a client assertion (OpenID Connect Core, 9, leaves both open). */
  readonly assertion_audience: 'issuer' | 'token_endpoint'
  /** Where assertions of our federation issuer may go; `undefined` where none may. */
  readonly federation?: FederationTarget | undefined
}

export interface FederationTarget {
  /** The audience of the assertions. */
  readonly audience: string
  /** The only origin that may get one. */
  readonly origin: string
  /** False for an origin that an administrator typed: then the operator must have allowed its host by name. */
  readonly is_known: boolean
}

/** Where the provider's directory lists the groups of one person. */
export interface DirectoryQuery {
  /** `Microsoft Graph` */
  readonly name: string
  /** The token endpoint for the application's own token. */
  readonly token_endpoint: string
  readonly scope: string
  /** The list, with the application's token and with the person's. */
  readonly application_address: string
  readonly own_address: string
  readonly headers: Readonly<Record<string, string>>
  /** The value that a token has for a group; `null` if it has none. */
  valueOf(group: Claims): string | null
  /** The steps of an administrator to allow it. */
  readonly remedy: string
}

/** A request that proves a credential. */
export interface CredentialProof {
  readonly scope: string
  /** `null`: that of the connection. */
  readonly token_endpoint: string | null
}

export interface Identity {
  readonly authority: string
  readonly subject: string
}

/** Everything that both protocols have. `S`: the settings of a connection. */
export interface AnyProvider<S = unknown> {
  readonly id: string
  /** `Microsoft Entra ID` */
  readonly name: string
  /** As people say it in a sentence: `Entra ID`. */
  readonly short_name: string
  /** Its purpose, in one line of the setup portal. */
  readonly summary: Readonly<Record<Language, string>>
  /** The set-up for an administrator, step by step. */
  readonly guide: WriteGuide
  /** The form in which staff enter the values by hand. */
  readonly form: ConnectionForm
  readonly portal: PortalKnowledge
  /** Each member's description says where to find the value. A draft may leave any of them out. */
  readonly fields: z.ZodObject
  /** The fields of a whole connection, and what must hold between them. */
  readonly settings: z.ZodType<S>
  /** Sets of settings of which one is needed, whole: the usual one first. */
  readonly alternatives?: readonly (readonly string[])[]
  /**
   * Rewrites what was entered into the settings that are stored. `null` removes a stored one.
   * @returns the settings, or what is wrong with them
   */
  rewrite?(entered: Claims): Claims | readonly FieldError[]
  readonly default_mapping: AttributeRules
  /** The word of a document about its email; `null` if it says nothing. */
  emailWord(claims: Claims): EmailWord | null
  /** The word about the email of a document that says nothing. */
  readonly default_email_word: EmailWord
  /** Whether the person is a guest, whose account belongs to another organization. */
  isGuest?(claims: Claims): boolean
  /** Whether only one tenant can sign people in with these settings; without it: always. */
  isPinned?(settings: S): boolean
  /** The claims that no other tenant can set; without it: none. */
  readonly naming_claims?: NamingClaims
  /** True if the person is in more groups than the token lists. */
  groupsIncomplete?(claims: Claims): boolean
  /** The calls with which the identity provider ends sessions. */
  readonly logout_signals: readonly ('frontchannel' | 'backchannel' | 'revocation')[]
  /**
   * The value that a page of the provider complains about, when it shows one instead of coming back.
   * @param codes on the page
   */
  complaintOf?(codes: readonly string[]): 'redirect_uri' | 'client_id' | null
  /** For a finding of a check: the code whose explanation says where to mend it. */
  readonly check_codes?: Readonly<Partial<Record<CheckTopic, string>>>
  /** The problem of a client secret that can be seen without trying it. */
  secretProblem?(secret: string): string | undefined
  /** The provider's own codes that it explains. */
  readonly explained_codes: readonly string[]
  /**
   * The codes of its own pages from which people do not come back, the most usual first.
   * @param hasConsent whether the connection has the consent of an administrator, which rules some codes out
   */
  unreturnedCodes(
    settings: S,
    pattern: 'never' | 'changed' | 'all' | 'some' | null,
    hasConsent: boolean,
  ): readonly string[]
  /** Explains a code, also one that is not listed; `undefined` for a text that is no code of this provider. */
  explain(settings: S, code: string, language: Language): Explanation | undefined
  /** The provider's own codes in an error description, or in a text that somebody pasted: a whole page, or a bare code. */
  errorCodes?(description: string): readonly string[]
  /** The provider's own references in an error description, for a search in its logs. */
  errorReferences?(description: string): Pick<UpstreamError, 'correlation_id' | 'trace_id' | 'timestamp'>
  /** Those of them that say that the person declined or went back. */
  readonly declined_codes?: readonly string[]
}

export interface OidcProvider<S = unknown> extends AnyProvider<S> {
  readonly protocol: 'oidc'
  /** The facts about the tenant in a discovery document, for people. Without it: the host of the issuer. */
  tenantFacts?(settings: S, discovery: Claims, language: Language): readonly string[]
  /**
   * Settles what only the identity provider knows, when settings are entered.
   * @param settings those of a draft may miss some
   * @param entered before {@link rewrite}
   * @param read fetches a document that it publishes
   * @throws Failure
   */
  resolve?(settings: Partial<S>, entered: Claims, read: (address: string) => Promise<Claims>): Promise<Partial<S>>
  /** The meaning of a configuration that can be read, in a sentence. */
  readonly discovery_proves: string
  /** The value of `prompt` that lets a person choose another account. */
  readonly choose_prompt: 'select_account' | 'login'
  /** True if the `claims` parameter must ask for `auth_time`. */
  readonly ask_auth_time: boolean
  /**
   * The values of `acr_values` that are asked for by the claim `acrs`, and read from it. Without it `acr_values` goes on as
   * it is, and `acr` is read.
   */
  readonly acrs?: RegExp
  client(settings: S): OidcClient
  /**
   * The issuer that an ID token must name; `null` if its claims cannot belong to this connection.
   * @param discovery_issuer the issuer in the discovery document
   */
  expectedIssuer(settings: S, claims: Claims, discovery_issuer: string): string | null
  /** Tells whether a key with the right `kid` may sign these claims. */
  acceptsKey?(settings: S, key: KeyOrigin, claims: Claims, discovery: Claims): boolean
  /** The identity that the claims describe. @param connection_id for providers whose subjects are unique only there */
  identityOf(settings: S, claims: Claims, connection_id: string): Identity | null
  /** Attributes that userinfo never has, so that it is not called for them. */
  readonly never_in_userinfo: readonly (Attribute | 'custom_attributes')[]
  /** Where to read the groups instead. @param claims of the verified ID token */
  directory?(settings: S, claims: Claims): DirectoryQuery
  /**
   * Client-credentials requests that prove a credential: the identity provider accepts the credential or refuses it with
   * `invalid_client`, whatever else it allows. The next one is sent only if the one before could not be decided. None
   * where no such request proves anything.
   */
  credentialProofs(settings: S): readonly CredentialProof[]
  /** Other settings that the administrator may have meant, to be named if they work where these do not. */
  confused?(settings: S): { readonly settings: S; readonly failure: FailureCode } | null
  /**
   * The address at which an administrator consents for the whole organization, without redirect URI and state. A kind of
   * identity provider without it knows no such consent.
   */
  adminConsent?(settings: S, permissions: ConsentPermissions, scopes: readonly string[]): string
  /**
   * The claim of an ID token whose value is sent as `logout_hint`. A kind of identity provider without it gets the ID token
   * itself as `id_token_hint`, and so does one whose tokens lack the claim.
   */
  readonly logout_hint_claim?: string
  /**
   * The registration at the identity provider that a connection uses, where several connections may share one and its
   * session names are unique. Without it each connection has its own.
   */
  registrationOf?(settings: S): string
  /** Compares the cloud of a discovery document with that of the settings; `null` where there is nothing to compare. */
  cloudOf?(settings: S, discovery: Claims): { readonly expected: string; readonly received: string } | null
  /** Those of them that say that the client is not installed where it was asked for: nothing about its credential. */
  readonly uninstalled_codes?: readonly string[]
}

/** An assertion as an identity provider sent it, verified. */
export interface SamlSubject {
  readonly issuer: string
  readonly name_id: string
  /** A URI; `null` if it is unspecified. */
  readonly name_id_format: string | null
  /** The attributes by full name, and by friendly name where that is free. */
  readonly claims: Claims
}

export interface SamlDirectory {
  /** `null` if no setting names the application. */
  readonly client_id: string | null
  readonly query: DirectoryQuery
}

export interface SamlProvider<S = unknown> extends AnyProvider<S> {
  readonly protocol: 'saml'
  /** The parameter of the address that carries a hint about the person. The standard has none. */
  readonly login_hint_parameter: string | null
  readonly domain_hint_parameter: string | null
  /**
   * The identity that an assertion describes; `null` if it names nobody for good.
   * @throws Failure token_tenant_wrong
   */
  identityOf(settings: S, subject: SamlSubject, connection_id: string): Identity | null
  /** The attributes that hold an email by their definition, where a domain proves it. A NameID is not one of them. */
  readonly email_attributes: readonly string[]
  /** The attribute whose values say how the person authenticated. */
  readonly amr_attribute: string | null
  /**
   * Where to read the groups instead, and as which application; `null` for a person whom the directory does not know.
   * @param claims of the verified assertion
   */
  directory?(settings: S, claims: Claims): SamlDirectory | null
  /** Other names than the entity ID under which it sends messages about a logout. */
  logoutIssuers?(settings: S): readonly string[]
}

export type Provider = OidcProvider | SamlProvider

/** Declares a provider, and binds the type of its settings to its functions. */
export function oidcProvider<S>(provider: OidcProvider<S>): OidcProvider<S> {
  return provider
}
