import { type KeyCredential, type KeyCredentialFixture, readCertificate, readKeyCredential } from './certificate.ts'
import type { Reader } from './reader.ts'
import {
  type MadeFor,
  readSamlCertificates,
  type SamlSigningCertificate,
  type SamlSigningCertificateFixture,
} from './saml-certificate.ts'
import {
  defaultSamlClaims,
  readSamlClaim,
  readSamlNameId,
  type SamlClaim,
  type SamlClaimFixture,
  type SamlNameId,
} from './saml-claim.ts'

/**
 * The page "SAML-based Sign-on" of an enterprise application. Three of its settings are parts of the registration, as in
 * Entra: "Identifier (Entity ID)" is `identifierUris`, "Reply URL" is `web.redirectUris`, "Logout Url" is
 * `web.logoutUrl`.
 */
export interface SamlSettings {
  /** "Sign on URL". The application's tile opens it instead of sending a response that nobody asked for. */
  readonly loginUrl: string | null
  /** "Relay State", of responses that nobody asked for. */
  readonly relayState: string | null
  readonly signingOption: 'assertion' | 'response' | 'both'
  readonly signingAlgorithm: 'sha256' | 'sha1'
  readonly signingCertificates: readonly SamlSigningCertificate[]
  /** "Token encryption": base64 of the DER. Null: assertions are not encrypted. */
  readonly tokenEncryptionCertificate: string | null
  readonly nameId: SamlNameId
  readonly claims: readonly SamlClaim[]
  /** The name of the attribute with the groups, if it was customized. Its values follow `groupMembershipClaims`. */
  readonly groupClaimName: string | null
  /** "Verification certificates" of the application's own requests. */
  readonly verificationCertificates: readonly KeyCredential[]
  /** "Require verification certificates" */
  readonly requireVerificationCertificates: boolean
  /** "Allow requests signed with RSA-SHA1" */
  readonly allowSha1Requests: boolean
}

export type SamlSettingsFixture = Partial<
  Omit<SamlSettings, 'signingCertificates' | 'nameId' | 'claims' | 'verificationCertificates'>
> & {
  readonly signingCertificates?: readonly SamlSigningCertificateFixture[]
  readonly nameId?: Partial<SamlNameId>
  readonly claims?: readonly SamlClaimFixture[]
  readonly verificationCertificates?: readonly KeyCredentialFixture[]
}

/** Reads the member `saml` of an application. Null for an application without it. */
export function readSamlSettings(application: Reader, made: MadeFor): SamlSettings | null {
  if (!application.has('saml')) return null
  return application.section('saml', (section) => {
    const encryption = section.textOrNull('tokenEncryptionCertificate')
    const certificates = section.list('signingCertificates', (item) => item)
    return {
      loginUrl: section.textOrNull('loginUrl'),
      relayState: section.textOrNull('relayState'),
      signingOption: section.oneOf('signingOption', ['assertion', 'response', 'both'], 'assertion'),
      signingAlgorithm: section.oneOf('signingAlgorithm', ['sha256', 'sha1'], 'sha256'),
      signingCertificates: readSamlCertificates(
        section.has('signingCertificates') ? certificates : undefined,
        section.at('signingCertificates'),
        made,
      ),
      tokenEncryptionCertificate:
        encryption === null
          ? null
          : readCertificate(encryption, section.at('tokenEncryptionCertificate')).raw.toString('base64'),
      nameId: section.section('nameId', readSamlNameId),
      claims: section.has('claims') ? section.list('claims', readSamlClaim) : defaultSamlClaims,
      groupClaimName: section.textOrNull('groupClaimName'),
      verificationCertificates: section.list('verificationCertificates', (item, place) =>
        readKeyCredential(item, place, `${made.owner} verification`),
      ),
      requireVerificationCertificates: section.flag('requireVerificationCertificates', false),
      allowSha1Requests: section.flag('allowSha1Requests', false),
    }
  })
}
