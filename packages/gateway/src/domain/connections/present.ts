/** The public form of connections. */
import { attributes, type ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import { plainText } from '@gatehouse-sso/core/plain-text'
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { ConnectionExplanation as PublicExplanation } from '@gatehouse-sso/sdk/contract/connection-explanation'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { Connection } from '@gatehouse-sso/sdk/contract/connections'
import { presentCredential, type Shown } from '../credentials/present.ts'
import { consentRedirectUriOf, logoutSignalUriOf, signedOutUriOf } from '../environments/addresses.ts'
import { presentHint } from '../events/present.ts'
import type { LogoutSignal } from '../ports/connection-types.ts'
import type { ConnectionConsent, ConnectionRecord, ConnectionTest } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { Abandoned } from './abandoned.ts'
import type { ConnectionExplanation } from './explanation.ts'
import { redirectRules, redirectUri } from './redirect-uri.ts'

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
  /** Names of the settings that it needs and has not. */
  readonly missing_settings: readonly string[]
}

export function presentConnection(ports: Shown, environment: EnvironmentRecord, view: ConnectionView): Connection {
  const { id, organization_id, name, type, state, settings, policy, created_at, updated_at } = view.connection
  const { last_test, candidate, previous, consent, armed_at } = view.connection
  const rules = redirectRules(ports.public_url, environment, view.connection)
  return {
    object: 'connection',
    id,
    organization_id,
    name,
    type,
    state,
    redirect_uri: redirectUri(ports.public_url, environment, view.connection),
    redirect_rules: rules && { nginx: rules.nginx, caddy: rules.caddy, express: rules.express },
    consent_redirect_uri: view.has_consent ? consentRedirectUriOf(ports.public_url, environment) : null,
    logout: presentLogout(ports.public_url, environment, view),
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
    credentials: view.credentials.map((credential) => presentCredential(ports, credential)),
    last_sign_in_at: isoTimeOrNull(view.last_sign_in_at),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
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
  const { new_users, link_by, default_role, userinfo } = policy
  const { role_sync, admin_values, groups_claim, on_incomplete_groups, recheck_minutes } = policy
  const { upstream_logout, logout_page_url } = policy
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
    upstream_logout,
    logout_page_url,
  }
}

function presentAbandoned({ last_24_hours, browsers, since, pattern, because }: Abandoned) {
  return { last_24_hours, browsers, since: isoTimeOrNull(since), pattern, because }
}

export function presentConnectionExplanation(explanation: ConnectionExplanation): PublicExplanation {
  const { codes, hints, redirect_uri, compared_redirect_uris, abandoned } = explanation
  const { correlation_id = null, trace_id = null, timestamp = null } = explanation
  return {
    object: 'connection_explanation',
    codes: [...codes],
    hints: hints.map(presentHint),
    redirect_uri,
    compared_redirect_uris: compared_redirect_uris.map(({ redirect_uri: uri, difference }) => ({
      redirect_uri: uri,
      same: difference === null,
      difference: difference && plainText(difference),
    })),
    abandoned: abandoned && presentAbandoned(abandoned),
    correlation_id,
    trace_id,
    timestamp,
  }
}
