/** The public form of connections. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { explainedFailure } from '@gatehouse-sso/core/explained-failure'
import { Failure } from '@gatehouse-sso/core/failure'
import { attributes, type ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import { describeChange } from '@gatehouse-sso/core/oidc/endpoints'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import { presentCredential, type Shown } from '../credentials/present.ts'
import {
  consentRedirectUriOf,
  logoutSignalUriOf,
  samlAddressesOf,
  signedOutUriOf,
  spEntityIdOf,
} from '../environments/addresses.ts'
import { presentFailure } from '../events/present.ts'
import type { LogoutSignal, ReadCertificate } from '../ports/connection-types.ts'
import type { ConnectionConsent, ConnectionEndpoints, ConnectionRecord, ConnectionTest } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { redirectRulesOf, redirectUri } from './redirect-uri.ts'

export interface ConnectionView {
  readonly connection: ConnectionRecord
  readonly credentials: readonly CredentialRecord[]
  /** The provider's default with the changes of this connection. */
  readonly mapping: ClaimMap
  /** The same for the candidate, and for the settings to go back to. */
  readonly candidate_mapping: ClaimMap
  readonly previous_mapping: ClaimMap
  readonly last_sign_in_at: number | null
  /** Whether its identity provider has a consent of administrators. */
  readonly has_consent: boolean
  /** The calls with which its identity provider ends sessions. */
  readonly logout_signals: readonly LogoutSignal[]
  /** The certificates of its identity provider (SAML); else none. */
  readonly signing_certificates: readonly ReadCertificate[]
  /** Names of the settings that it needs and has not. */
  readonly missing_settings: readonly string[]
}

export function presentConnection(ports: Shown, environment: EnvironmentRecord, view: ConnectionView): Connection {
  const { id, organization_id, name, type, state, settings, policy, created_at, updated_at } = view.connection
  const { last_test, candidate, previous, consent, armed_at, endpoints } = view.connection
  const rules = redirectRulesOf(ports.public_url, environment, view.connection)
  return {
    object: 'connection',
    id,
    organization_id,
    name,
    type,
    state,
    suggested_application_name: environment.suggested_application_name,
    redirect_uri: redirectUri(ports.public_url, environment, view.connection),
    redirect_rules: rules && { nginx: rules.nginx, caddy: rules.caddy, express: rules.express },
    consent_redirect_uri: view.has_consent ? consentRedirectUriOf(ports.public_url, environment) : null,
    logout: presentLogout(ports.public_url, environment, view),
    saml: presentSaml(ports.public_url, environment, view),
    settings,
    missing_settings: [...view.missing_settings],
    mapping: presentMapping(view.mapping),
    policy: presentPolicy(policy),
    last_test: last_test && presentTest(last_test),
    candidate: candidate && {
      settings: candidate.settings,
      mapping: presentMapping(view.candidate_mapping),
      test: candidate.test && presentTest(candidate.test),
      consent: presentConsent(candidate.consent),
      created_at: isoTime(candidate.created_at),
      updated_at: isoTime(candidate.updated_at),
    },
    previous: previous && {
      settings: previous.settings,
      mapping: presentMapping(view.previous_mapping),
      replaced_at: isoTime(previous.replaced_at),
    },
    consent: presentConsent(consent),
    armed_at: isoTimeOrNull(armed_at),
    endpoints: endpoints && presentEndpoints(endpoints),
    warnings: warningsOf(view.connection).map((failure) => presentFailure(explainedFailure(failure), [])),
    credentials: view.credentials.map((credential) => presentCredential(ports, credential)),
    last_sign_in_at: isoTimeOrNull(view.last_sign_in_at),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

/** The warnings of a connection: people still sign in, and an administrator must look at something. */
export function warningsOf({ endpoints, exposed_keys, saml_watch, settings }: ConnectionRecord): readonly Failure[] {
  const warnings: Failure[] = []
  if (endpoints?.held) {
    warnings.push(new Failure('endpoints_changed', describeChange(endpoints.confirmed, endpoints.held.endpoints)))
  }
  if (exposed_keys && exposed_keys.kids.length > 0) {
    warnings.push(
      new Failure('keys_exposed', {
        expected: 'public keys only',
        received: exposed_keys.kids.join(', '),
      }),
    )
  }
  const held = Object.entries(saml_watch?.held?.settings ?? {}).filter(([name]) => settings[name] !== undefined)
  const changed = held.filter(([name, value]) => JSON.stringify(settings[name]) !== JSON.stringify(value))
  if (changed.some(([name]) => name === 'certificates')) warnings.push(new Failure('saml_certificates_changed'))
  for (const [name, value] of changed.filter(([other]) => other !== 'certificates')) {
    const evidence = { param: `/settings/${name}`, expected: String(settings[name]), received: String(value) }
    warnings.push(new Failure('saml_metadata_changed', evidence))
  }
  if (typeof settings.sha1_until === 'string') {
    warnings.push(new Failure('saml_sha1_allowed', { received: settings.sha1_until }))
  }
  if (saml_watch?.warned) {
    const received = `until ${isoTime(saml_watch.warned.not_after).slice(0, 10)}`
    warnings.push(new Failure('saml_certificate_expiring', { received }))
  }
  return warnings
}

function presentEndpoints({
  discovery_url,
  confirmed,
  confirmed_at,
  held,
}: ConnectionEndpoints): Connection['endpoints'] {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = confirmed
  return {
    discovery_url,
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    userinfo_endpoint: userinfo_endpoint ?? null,
    confirmed_at: isoTime(confirmed_at),
    held: held && presentHeld(held),
  }
}

function presentHeld({ endpoints, seen_at }: NonNullable<ConnectionEndpoints['held']>) {
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint } = endpoints
  return {
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    userinfo_endpoint: userinfo_endpoint ?? null,
    seen_at: isoTime(seen_at),
  }
}

function presentLogout(
  public_url: string,
  environment: EnvironmentRecord,
  { connection: { id }, logout_signals }: ConnectionView,
): Connection['logout'] {
  const addressOf = (signal: LogoutSignal): string | null =>
    logout_signals.includes(signal) ? logoutSignalUriOf(public_url, environment, signal, id) : null
  return {
    post_logout_redirect_uri: signedOutUriOf(public_url, environment),
    frontchannel_logout_uri: addressOf('frontchannel'),
    backchannel_logout_uri: addressOf('backchannel'),
    revocation_uri: addressOf('revocation'),
  }
}

function presentSaml(
  public_url: string,
  environment: EnvironmentRecord,
  { connection, signing_certificates }: ConnectionView,
): Connection['saml'] {
  if (protocolOf(connection.type) !== 'saml') return null
  const { slo_url, metadata_url } = samlAddressesOf(public_url, environment, connection.id)
  return {
    sp_entity_id: spEntityIdOf(public_url, environment, connection),
    acs_url: redirectUri(public_url, environment, connection),
    slo_url,
    metadata_url,
    signing_certificates: signing_certificates.map(({ subject, sha256_thumbprint, not_before, not_after }) => ({
      subject,
      sha256_thumbprint,
      not_before: isoTime(not_before),
      not_after: isoTime(not_after),
    })),
  }
}

function presentTest({ sign_in_id, result, at }: ConnectionTest): NonNullable<Connection['last_test']> {
  return { sign_in_id, result, at: isoTime(at) }
}

function presentConsent(consent: ConnectionConsent | null | undefined): Connection['consent'] {
  if (!consent) return null
  const { result, because, sign_in_id, at } = consent
  return { result, because, sign_in_id, at: isoTime(at) }
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
  const { provisioning, match_by, match_case, default_role, userinfo } = policy
  const { role_sync, admin_values, groups_claim, on_incomplete_groups, recheck_minutes } = policy
  const { upstream_logout, logout_page_url } = policy
  return {
    provisioning,
    match_by: match_by && [...match_by],
    match_case,
    default_role,
    userinfo,
    role_sync,
    admin_values,
    groups_claim,
    on_incomplete_groups,
    recheck_minutes,
    upstream_logout,
    logout_page_url,
  }
}
