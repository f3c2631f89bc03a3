import { type Entropy, guidFromName } from '../identifier.ts'
import { type ApiPermissions, type ApiPermissionsFixture, readApiPermissions } from './api-permissions.ts'
import { type AppRole, type AppRoleFixture, readAppRole } from './app-role.ts'
import { type KeyCredential, type KeyCredentialFixture, readKeyCredential } from './certificate.ts'
import {
  readServicePrincipalSettings,
  type ServicePrincipalFixture,
  type ServicePrincipalSettings,
} from './enterprise-settings.ts'
import { type ExposedApi, type ExposedApiFixture, readExposedApi } from './exposed-api.ts'
import {
  type FederatedIdentityCredential,
  type FederatedIdentityCredentialFixture,
  readFederatedCredentials,
} from './federated-credential.ts'
import { type OptionalClaims, type OptionalClaimsFixture, readOptionalClaims } from './optional-claim.ts'
import { FixtureError, openReader, type Reader } from './reader.ts'
import { readRedirectUri } from './registered-redirect-uri.ts'
import { readSamlSettings, type SamlSettings, type SamlSettingsFixture } from './saml.ts'
import { type PasswordCredential, type PasswordCredentialFixture, readPasswordCredential } from './secret.ts'

const audiences = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] as const
const groupModes = ['None', 'SecurityGroup', 'DirectoryRole', 'All', 'ApplicationGroup']

/** An app registration, with the names of its manifest (Microsoft Graph), and the settings of its own tenant for it. */
export interface Application extends ServicePrincipalSettings {
  /** Application (client) ID. */
  readonly appId: string
  readonly displayName: string
  readonly signInAudience: (typeof audiences)[number]
  /** "Allow public client flows" */
  readonly isFallbackPublicClient: boolean
  /** Application ID URIs. */
  readonly identifierUris: readonly string[]
  readonly web: {
    readonly redirectUris: readonly string[]
    /** Front-channel logout URL. */
    readonly logoutUrl: string | null
    readonly implicitGrantSettings: {
      readonly enableIdTokenIssuance: boolean
      /** Kept only: the emulator issues no access token from /authorize. */
      readonly enableAccessTokenIssuance: boolean
    }
  }
  readonly spa: { readonly redirectUris: readonly string[] }
  readonly publicClient: { readonly redirectUris: readonly string[] }
  readonly api: ExposedApi
  readonly passwordCredentials: readonly PasswordCredential[]
  readonly keyCredentials: readonly KeyCredential[]
  readonly federatedIdentityCredentials: readonly FederatedIdentityCredential[]
  readonly optionalClaims: OptionalClaims
  /** `None`, `SecurityGroup`, `DirectoryRole`, `All`, `ApplicationGroup`, or several with commas. */
  readonly groupMembershipClaims: string | null
  readonly appRoles: readonly AppRole[]
  readonly authenticationBehaviors: {
    /** Null: email addresses with an unverified domain are removed for multi-tenant applications only. */
    readonly removeUnverifiedEmailClaim: boolean | null
  }
  /** "API permissions": what the application asks for with `.default`, and what an administrator grants. */
  readonly apiPermissions: ApiPermissions
  /** Object ids of the people on the list "Owned applications". */
  readonly owners: readonly string[]
  /** Whether its tokens are signed with a key of its own, as Entra does after a custom signing key is uploaded. */
  readonly customSigningKey: boolean
  /** "Single sign-on" with SAML. Null: the application uses OpenID Connect. */
  readonly saml: SamlSettings | null
}

/** An app registration as written in a fixture. Only `displayName` is required. */
export type ApplicationFixture = ServicePrincipalFixture &
  Pick<Application, 'displayName'> &
  Partial<
    Pick<
      Application,
      | 'appId'
      | 'signInAudience'
      | 'isFallbackPublicClient'
      | 'identifierUris'
      | 'spa'
      | 'publicClient'
      | 'groupMembershipClaims'
      | 'customSigningKey'
    >
  > & {
    readonly web?: {
      readonly redirectUris?: readonly string[]
      readonly logoutUrl?: string | null
      readonly implicitGrantSettings?: {
        readonly enableIdTokenIssuance?: boolean
        readonly enableAccessTokenIssuance?: boolean
      }
    }
    readonly api?: ExposedApiFixture
    readonly passwordCredentials?: readonly PasswordCredentialFixture[]
    readonly keyCredentials?: readonly KeyCredentialFixture[]
    readonly federatedIdentityCredentials?: readonly FederatedIdentityCredentialFixture[]
    readonly optionalClaims?: OptionalClaimsFixture
    readonly appRoles?: readonly AppRoleFixture[]
    readonly apiPermissions?: ApiPermissionsFixture
    /** Names or object ids of users. */
    readonly owners?: readonly string[]
    readonly authenticationBehaviors?: { readonly removeUnverifiedEmailClaim?: boolean | null }
    readonly saml?: SamlSettingsFixture | null
  }

export interface MadeWith {
  readonly tenant_id: string
  /** Milliseconds since 1970. */
  readonly now: number
  readonly entropy: Entropy
}

function readGroupMembershipClaims(reader: Reader): string | null {
  const modes = reader.textOrNull('groupMembershipClaims')
  const unknown = modes?.split(',').find((mode) => !groupModes.includes(mode.trim()))
  if (unknown !== undefined) {
    throw new FixtureError(reader.at('groupMembershipClaims'), `must be of ${groupModes.join(', ')}, has "${unknown}"`)
  }
  return modes
}

function readWeb(section: Reader): Application['web'] {
  return {
    redirectUris: section.list('redirectUris', readRedirectUri),
    logoutUrl: section.has('logoutUrl') ? readRedirectUri(section.text('logoutUrl'), section.at('logoutUrl')) : null,
    implicitGrantSettings: section.section('implicitGrantSettings', (implicit) => ({
      enableIdTokenIssuance: implicit.flag('enableIdTokenIssuance', false),
      enableAccessTokenIssuance: implicit.flag('enableAccessTokenIssuance', false),
    })),
  }
}

export function readApplication(value: unknown, path: string, made: MadeWith): Application {
  const reader = openReader(value, path)
  const displayName = reader.text('displayName')
  const appId = reader.guidOr('appId', () => guidFromName('application', made.tenant_id, displayName))
  const application: Application = {
    appId,
    displayName,
    signInAudience: reader.oneOf('signInAudience', audiences, 'AzureADMyOrg'),
    isFallbackPublicClient: reader.flag('isFallbackPublicClient', false),
    identifierUris: reader.texts('identifierUris'),
    web: reader.section('web', readWeb),
    spa: reader.section('spa', (section) => ({ redirectUris: section.list('redirectUris', readRedirectUri) })),
    publicClient: reader.section('publicClient', (section) => ({
      redirectUris: section.list('redirectUris', readRedirectUri),
    })),
    api: readExposedApi(reader, appId),
    passwordCredentials: reader.list('passwordCredentials', (item, place, index) =>
      readPasswordCredential(item, place, { owner: appId, index, now: made.now, entropy: made.entropy }),
    ),
    keyCredentials: reader.list('keyCredentials', (item, place) => readKeyCredential(item, place, appId)),
    federatedIdentityCredentials: readFederatedCredentials(
      (read) => reader.list('federatedIdentityCredentials', read),
      reader.at('federatedIdentityCredentials'),
      appId,
    ),
    optionalClaims: readOptionalClaims(reader),
    groupMembershipClaims: readGroupMembershipClaims(reader),
    appRoles: reader.list('appRoles', (item, place) => readAppRole(item, place, appId)),
    authenticationBehaviors: reader.section('authenticationBehaviors', (section) => ({
      removeUnverifiedEmailClaim: section.flagOrNull('removeUnverifiedEmailClaim'),
    })),
    apiPermissions: reader.section('apiPermissions', readApiPermissions),
    owners: reader.texts('owners'),
    customSigningKey: reader.flag('customSigningKey', false),
    saml: readSamlSettings(reader, { owner: appId, now: made.now }),
    ...readServicePrincipalSettings(reader, { tenant_id: made.tenant_id, appId }),
  }
  reader.close()
  return application
}

/** Whether people of other tenants may sign in to the application. */
export function isMultiTenant(application: Application): boolean {
  return application.signInAudience !== 'AzureADMyOrg'
}
