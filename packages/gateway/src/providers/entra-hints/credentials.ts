/** Client secrets, certificates and federated credentials. */
import { hint } from './row.ts'

const value =
  'Copy the column Value of the client secret, not the Secret ID, and the secret of this application. If the value is gone, create a new secret. Send the Value safely to the people who run this service; they enter it in the connection.'
const certificate = (cause: string, what: string) => hint('administrator', 'secrets', cause, what)
const federated = (cause: string) =>
  hint(
    'administrator',
    'secrets',
    cause,
    'Under Federated credentials compare issuer, subject and audience with the connection, character by character. A new one needs some minutes.',
  )

export const credentialHints = {
  7000215: hint('administrator', 'secrets', 'The client secret is wrong.', value),
  70002: hint('administrator', 'secrets', 'The credential is wrong.', value),
  7000222: hint(
    'administrator',
    'secrets',
    'The client secret has expired.',
    'Choose "New client secret" and send its Value safely to the people who run this service; they add it to the connection and activate it. Then delete the old one.',
  ),
  7000218: hint(
    'operator',
    'connection',
    'The request has no credential, and the application is confidential.',
    'Add a client secret to the connection and activate it.',
  ),
  700025: hint(
    'administrator',
    'redirect_uris',
    'The application is public, and the connection sends a credential.',
    'Register the redirect URI under the platform Web, not under Single-page application or Mobile and desktop.',
  ),
  9002326: hint(
    'administrator',
    'redirect_uris',
    'The redirect URI is registered for a single-page application.',
    'Remove it there, and register it under the platform Web.',
  ),
  9002327: hint(
    'administrator',
    'redirect_uris',
    'The redirect URI is registered for a single-page application.',
    'Remove it there, and register it under the platform Web.',
  ),
  700027: certificate(
    'The signature of the client assertion is wrong.',
    'Upload the certificate that the connection shows. Compare the thumbprint.',
  ),
  7000274: certificate(
    'The signature of the client assertion is wrong.',
    'Upload the certificate that the connection shows. Compare the thumbprint.',
  ),
  700024: hint(
    'operator',
    'gateway',
    'The client assertion is outside of its time.',
    'Let NTP set the clock of the gateway.',
  ),
  700021: hint(
    'operator',
    'connection',
    'The client assertion is about another application.',
    'Check the client ID of the connection.',
  ),
  700023: hint(
    'operator',
    'connection',
    'The client assertion is for another tenant.',
    'Check tenant ID and cloud of the connection.',
  ),
  7000214: certificate(
    'The certificate was revoked.',
    'Make a new certificate in the connection, upload it, and activate it.',
  ),
  7000277: certificate(
    'The certificate was revoked.',
    'Make a new certificate in the connection, upload it, and activate it.',
  ),
  1000502: certificate(
    'The certificate is not valid yet, or has expired.',
    'Make a new certificate in the connection, upload it, and activate it.',
  ),
  700030: certificate(
    'The subject name of the certificate is not allowed for this application.',
    'Upload the certificate itself under Certificates & secrets.',
  ),
  50012: certificate(
    'The certificate or its issuer is not accepted.',
    'Upload the certificate that the connection shows. Compare the thumbprint.',
  ),
  50013: hint(
    'operator',
    'connection',
    'The assertion is for another audience, or has expired.',
    'Send a new token that was made for this application.',
  ),
  500133: hint(
    'operator',
    'gateway',
    'The assertion has expired.',
    'Send a new token. If it was new, let NTP set the clock.',
  ),
  70021: federated('No federated credential of the application matches.'),
  700211: federated('No federated credential has this issuer.'),
  700212: federated('No federated credential has this audience.'),
  700213: federated('No federated credential has this subject.'),
  7002138: federated('A federated credential differs in upper and lower case only.'),
  90061: hint(
    'operator',
    'gateway',
    'Entra could not read the issuer of the federated credential.',
    'Its discovery document and keys must be reachable from the internet, over https.',
  ),
  700229: hint(
    'operator',
    'connection',
    'Entra accepts no token of its own here.',
    'Use the assertion that the connection makes.',
  ),
} as const

/** Words that Entra's answers name instead of a number. They are policies of the tenant. */
export const policyHints = {
  CredentialTypeNotAllowedAsPerAppPolicy: hint(
    'administrator',
    'secrets',
    'A policy of the tenant allows no client secrets.',
    'Use a federated credential, which needs no secret. Otherwise upload a certificate.',
  ),
  CredentialInvalidLifetimeAsPerAppPolicy: hint(
    'administrator',
    'secrets',
    'A policy of the tenant allows client secrets for a shorter time only.',
    'Use a federated credential, which does not expire. Otherwise choose a shorter lifetime.',
  ),
} as const
