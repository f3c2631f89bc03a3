/** The types of connections: their names, settings, default mappings and hints. */
import type { Hint } from '@gatehouse-sso/core/explained-failure'
import type { Failure, FieldError, UpstreamError } from '@gatehouse-sso/core/failure'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { ConnectionTypes as ConnectionTypeForms } from '@gatehouse-sso/sdk/contract/connection-form'
import type { SetupGuide } from '@gatehouse-sso/sdk/contract/setup-guide'
import type { Language, SetupStep } from '@gatehouse-sso/sdk/contract/setup-intents'
import type { ConnectionRecord, ConnectionType } from '../stores/connections.ts'

/** The people who stay at the identity provider (checks/abandoned.ts). */
export type UnreturnedPattern = 'never' | 'changed' | 'all' | 'some'

export interface ReadText extends Pick<UpstreamError, 'correlation_id' | 'trace_id' | 'timestamp'> {
  readonly codes: readonly string[]
}

export interface FederationNeeds {
  readonly audience: string
  /** Whether the identity provider reads the keys of our issuer through the internet. */
  readonly is_public: boolean
}

/** A call with which an identity provider ends sessions: in a frame, by a logout token, or for one person as a whole. */
export type LogoutSignal = 'frontchannel' | 'backchannel' | 'revocation'

type Typed = Pick<ConnectionRecord, 'type' | 'settings'>

export type Consenting = Pick<ConnectionRecord, 'type' | 'settings' | 'policy'>

/** The values of a connection that a guide shows to copy. */
export interface GuideValues {
  readonly application_name: string
  readonly vendor: string
  readonly redirect_uri: string
  readonly consent_redirect_uri: string | null
  readonly frontchannel_logout_uri: string | null
  readonly settings: Readonly<Record<string, unknown>>
  /** Our side of a SAML connection; `null` for OpenID Connect. */
  readonly saml: {
    readonly sp_entity_id: string
    readonly slo_url: string
    readonly metadata_url: string
  } | null
  /** Of the connection's federated credential; `null` until there is one. */
  readonly federation: { readonly issuer: string; readonly subject: string; readonly audience: string } | null
}

/** A guide, apart from what the domain adds. */
export type ProviderGuide = Omit<SetupGuide, 'object' | 'type' | 'name' | 'language' | 'security'> & {
  readonly security: Omit<SetupGuide['security'], 'kept'>
}

/** A certificate of an identity provider, read. Times in milliseconds since 1970. */
export interface ReadCertificate {
  readonly subject: string
  /** In capital hexadecimal digits. */
  readonly sha256_thumbprint: string
  /** Of an RSA key. */
  readonly bits: number | null
  readonly not_before: number
  readonly not_after: number
}

export interface ConnectionTypes {
  /** For people: `Microsoft Entra ID`. */
  name(type: ConnectionType): string
  /**
   * Rewrites settings as they were entered into those that are stored. `null` removes a stored one.
   * @returns the settings, or the errors
   */
  readEntered(
    type: ConnectionType,
    entered: Readonly<Record<string, unknown>>,
  ): Readonly<Record<string, unknown>> | readonly FieldError[]
  /**
   * Checks the settings of a connection.
   * @param extent `draft`: needed settings may be missing
   * @returns the settings with defaults, or the errors
   * @throws Failure address_refused
   */
  parseSettings(
    type: ConnectionType,
    settings: unknown,
    extent: 'draft' | 'whole',
  ): Readonly<Record<string, unknown>> | readonly FieldError[]
  /** The needed settings that are not there, each with the place where to find it. */
  missingSettings(type: ConnectionType, settings: unknown): readonly FieldError[]
  /** The settings of a type as JSON Schema, for the API document. */
  settingsSchema(type: ConnectionType): Readonly<Record<string, unknown>>
  /** A sentence that says why a client secret cannot be right, before it is tried. */
  secretProblem(type: ConnectionType, secret: string): string | undefined
  /** The hosts that get a client secret with these settings, or name those that do; none while settings are missing. */
  secretHosts(type: ConnectionType, settings: unknown): readonly string[]
  /** Whether connections of the type can be federated: the audience of their assertions; `null` if they cannot. */
  federation(connection: Pick<ConnectionRecord, 'type' | 'settings'>): FederationNeeds | null
  /**
   * The address at which an administrator consents for the organization, without redirect URI and state; `null` where
   * there is no such consent, or settings are missing.
   */
  adminConsent(connection: Consenting, permissions: 'sign_in' | 'all'): string | null
  /** Whether connections of the type have such a consent. */
  hasConsent(type: ConnectionType): boolean
  /** The calls with which identity providers of the type end sessions. */
  logoutSignals(type: ConnectionType): readonly LogoutSignal[]
  /** Whether two connections use one registration at the identity provider, so that one address hears for both. */
  shareRegistration(one: Typed, other: Typed): boolean
  /** The failure that an answer of that address reports; `undefined` if it reports consent. */
  consentFailure(type: ConnectionType, parameters: Readonly<Record<string, string>>): Failure | undefined
  /** Where to mend a finding of a check; `undefined` where the provider says nothing of its own. */
  checkHint(
    connection: Pick<ConnectionRecord, 'type' | 'settings'>,
    topic: 'redirect_uri' | 'client_id' | 'expiry' | 'consent' | 'claims' | 'groups',
  ): Hint | undefined
  defaultMapping(type: ConnectionType): ClaimMap
  /** The parameter with which a metadata address names the application; `undefined` where addresses have none. */
  metadataParameter(type: ConnectionType): string | undefined
  /** The certificates with which the identity provider signs, where they stand in the settings (SAML). */
  signingCertificates(connection: Typed): readonly ReadCertificate[]
  /**
   * Explains codes of the identity provider, with the ids of the settings filled in.
   * @param language default: English
   */
  hints(
    connection: Pick<ConnectionRecord, 'type' | 'settings'>,
    codes: readonly string[],
    language?: Language,
  ): readonly Hint[]
  /** The types that the setup portal offers, the usual one first, each with a sentence about it. */
  offered(
    language: Language,
  ): readonly { readonly type: ConnectionType; readonly name: string; readonly summary: string }[]
  /** The types with their forms, the usual one first. */
  forms(language: Language): ConnectionTypeForms['data']
  /** The guide of a type, with the values of a connection filled in. */
  guide(type: ConnectionType, language: Language, values: GuideValues): ProviderGuide
  /** The service whose mail servers have this host. */
  mailService(host: string): { readonly type: ConnectionType; readonly name: string } | undefined
  /** The name of the setting that says which identity provider it is. */
  identifyingSetting(connection: Pick<ConnectionRecord, 'type' | 'settings'>): string | undefined
  /** Whether one of the identity provider's codes means this. */
  codesMean(
    type: ConnectionType,
    meaning: 'tenant_unknown' | 'client_unknown' | 'secrets_forbidden',
    codes: readonly string[],
  ): boolean
  /** The step of the portal at which the cause of the identity provider's codes is put right. */
  mendAt(type: ConnectionType, codes: readonly string[]): SetupStep | undefined
  /** Whether the settings let many tenants in, of whom none is named. */
  isOpenToAll(connection: Typed): boolean
  /** The codes and references that a text names: an error description, or the text of the identity provider's page. */
  read(type: ConnectionType, text: string): ReadText
  /**
   * The codes of the identity provider's own pages from which people do not come back, the most usual first.
   * @param hasConsent whether the connection has the consent of an administrator, which rules some codes out
   */
  unreturnedCodes(
    connection: Pick<ConnectionRecord, 'type' | 'settings'>,
    pattern: UnreturnedPattern | null,
    hasConsent: boolean,
  ): readonly string[]
}
