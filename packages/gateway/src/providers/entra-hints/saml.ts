/** SAML, and sign-out by any protocol. */
import { hint } from './row.ts'

const report = (cause: string) =>
  hint(
    'operator',
    'gateway',
    cause,
    'Sign in again. If the error stays, report it to the makers of Gatehouse with the id of the sign-in.',
  )
const federation = (cause: string) =>
  hint(
    'administrator',
    'users',
    cause,
    "Check the tenant's own identity provider, to which Entra forwards the sign-in.",
  )
const signedOut = (cause: string) =>
  hint('person', 'sign_in_page', cause, 'Close all windows of the browser. That ends the session for certain.')
const signing = (cause: string) =>
  hint(
    'administrator',
    'saml_settings',
    cause,
    'Make a new signing certificate under SAML Certificates, and load its metadata into the connection.',
  )

export const samlHints = {
  75005: report('Entra could not read the SAML request.'),
  750054: report('The SAML request is missing in the address.'),
  75001: report('Entra could not write its SAML response for the chosen binding.'),
  75003: report('The SAML request asks for a binding that Entra does not have.'),
  75008: report('The SAML request names another destination than the address that it was sent to.'),
  75011: hint(
    'operator',
    'connection',
    'The person signed in by another method than the SAML request asks for.',
    'Remove the requested authentication context from the connection.',
  ),
  75016: report('The SAML request asks for a NameID in a form that Entra does not have.'),
  7500529: report('The SAML request has an ID that begins with a digit.'),
  76021: hint(
    'administrator',
    'saml_settings',
    'The application accepts signed requests only.',
    'Upload the signing certificate of the connection under Verification certificates, or do not require signed requests.',
  ),
  76026: hint(
    'operator',
    'gateway',
    'The SAML request has expired.',
    'Sign in again. If the error stays, let NTP set the clock of the gateway.',
  ),
  900236: report('The SAML request has a property that Entra does not support.'),
  90011: report('The SAML request has an SPNameQualifier that Entra does not support.'),
  50003: signing('The application has no signing key.'),
  50006: hint(
    'administrator',
    'saml_settings',
    'Entra could not verify the signature of the SAML request.',
    'Upload the signing certificate of the connection under Verification certificates.',
  ),
  50008: federation("The SAML assertion of the tenant's own identity provider is missing or wrong."),
  5000819: federation("The SAML assertion of the tenant's own identity provider is not valid."),
  501241: hint(
    'administrator',
    'saml_settings',
    'The attribute for the NameID is empty, for instance because the person has no mail.',
    'Choose `user.userprincipalname` as the source of the Unique User Identifier.',
  ),
  50061: signedOut('Entra could not read the sign-out request.'),
  50068: signedOut('The application that began the sign-out takes no part in the session.'),
  50070: signedOut('The sign-out request names a session that has ended.'),
  50071: signedOut('The sign-out request has expired.'),
} as const
