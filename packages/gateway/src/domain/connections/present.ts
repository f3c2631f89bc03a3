/** The public form of connections and credentials. */
import { attributes, type ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type {
  Connection,
  ConnectionPolicy,
  ConnectionExplanation as PublicExplanation,
} from '@gatehouse-sso/sdk/contract/connections'
import type { Credential } from '@gatehouse-sso/sdk/contract/credentials'
import { redirectUriOf } from '../environments/addresses.ts'
import { federationIssuerOf } from '../environments/federation.ts'
import { presentFailure, presentHint } from '../events/present.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord, CredentialTrial, Federation, PublicCertificate } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { type CredentialHealth, credentialHealth } from './credential-health.ts'
import type { ConnectionExplanation } from './explanation.ts'

export interface ConnectionView {
  readonly connection: ConnectionRecord
  readonly credentials: readonly CredentialRecord[]
  /** The provider's default with the changes of this connection. */
  readonly mapping: ClaimMap
  readonly last_sign_in_at: number | null
  /** Names of the settings that it needs and has not. */
  readonly missing_settings: readonly string[]
}

/** The public forms need these beside the rows. */
export type Shown = Pick<Ports, 'public_url' | 'now'>

export function presentConnection(ports: Shown, environment: EnvironmentRecord, view: ConnectionView): Connection {
  const { id, organization_id, name, type, state, settings, policy, created_at, updated_at } = view.connection
  return {
    object: 'connection',
    id,
    organization_id,
    name,
    type,
    state,
    redirect_uri: redirectUriOf(ports.public_url, environment, id),
    settings,
    missing_settings: [...view.missing_settings],
    mapping: presentMapping(view.mapping),
    policy: presentPolicy(policy),
    credentials: view.credentials.map((credential) => presentCredential(ports, credential)),
    last_sign_in_at: isoTimeOrNull(view.last_sign_in_at),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

function presentMapping(mapping: ClaimMap): Connection['mapping'] {
  const copied = (rules: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
    Object.fromEntries(Object.entries(rules).map(([name, paths]) => [name, [...paths]]))
  const shown: Connection['mapping'] = {}
  for (const name of attributes) if (mapping[name]) shown[name] = [...mapping[name]]
  if (mapping.custom_attributes) shown.custom_attributes = copied(mapping.custom_attributes)
  return shown
}

function presentPolicy(policy: ConnectionPolicy): ConnectionPolicy {
  const { new_users, link_by, default_role, userinfo } = policy
  const { role_sync, admin_values, groups_claim, on_incomplete_groups, recheck_minutes } = policy
  return {
    new_users,
    link_by,
    default_role,
    userinfo,
    role_sync,
    admin_values,
    groups_claim,
    on_incomplete_groups,
    recheck_minutes,
  }
}

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

export function presentConnectionExplanation(explanation: ConnectionExplanation): PublicExplanation {
  const { codes, hints, redirect_uri, correlation_id = null, trace_id = null, timestamp = null } = explanation
  return {
    object: 'connection_explanation',
    codes: [...codes],
    hints: hints.map(presentHint),
    redirect_uri,
    correlation_id,
    trace_id,
    timestamp,
  }
}
