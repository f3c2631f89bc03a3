/** The public form of credentials. A secret has none. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { federationIssuerOf } from '../environments/federation.ts'
import { presentFailure } from '../events/present.ts'
import type { Ports } from '../ports/ports.ts'
import type { CredentialRecord, CredentialTrial, Federation, PublicCertificate } from '../stores/credentials.ts'
import { type CredentialHealth, credentialHealth } from './health.ts'

/** The public forms need these beside the rows. */
export type Shown = Pick<Ports, 'public_url' | 'now'>

export function presentCredential(ports: Shown, record: CredentialRecord): Credential {
  const { id, connection_id, type, active, hint, certificate, federation, not_after, last_used_at, trial, created_at } =
    record
  return {
    object: 'credential',
    id,
    connection_id,
    type,
    active,
    hint,
    certificate: certificate && presentCertificate(certificate),
    federation: federation && presentFederation(ports, federation),
    not_after: isoTimeOrNull(not_after),
    last_used_at: isoTimeOrNull(last_used_at),
    health: presentHealth(credentialHealth(record, ports.now())),
    trial: trial && presentTrial(trial),
    created_at: isoTime(created_at),
  }
}

function presentCertificate(certificate: PublicCertificate): NonNullable<Credential['certificate']> {
  const { pem, sha1_thumbprint, sha256_thumbprint, public_jwk } = certificate
  return { pem, sha1_thumbprint, sha256_thumbprint, public_jwk }
}

/** The name of the credential at Entra, in the command that makes it. */
const federatedName = 'gatehouse'

function presentFederation(
  { public_url }: Shown,
  { issuer, subject, audience }: Federation,
): NonNullable<Credential['federation']> {
  const parameters = JSON.stringify({ name: federatedName, issuer, subject, audiences: [audience] })
  const isMoved = issuer !== federationIssuerOf(public_url)
  return {
    issuer,
    subject,
    audience,
    command: `az ad app federated-credential create --id $CLIENT_ID --parameters '${parameters}'`,
    warning: isMoved
      ? `The identity provider reads keys at ${issuer}, but the public URL is ${public_url} now. Let the old address lead ` +
        'to Gatehouse too, or replace the credential.'
      : null,
  }
}

function presentHealth({ result, checked_at, because }: CredentialHealth): Credential['health'] {
  return { result, checked_at: isoTimeOrNull(checked_at), because }
}

function presentTrial({ result, at, error }: CredentialTrial): NonNullable<Credential['trial']> {
  return { result, at: isoTime(at), error: error && presentFailure(error, error.hints) }
}
