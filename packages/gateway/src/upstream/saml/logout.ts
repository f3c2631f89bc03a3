/** Single logout with a SAML identity provider, in both directions: saml-profiles 4.4. */
import { createPrivateKey, hash, type KeyObject } from 'node:crypto'
import { Failure } from '@gatehouse-sso/core/failure'
import type { UpstreamLogout } from '../../domain/ports/identity-providers.ts'
import type { ReadSamlLogout, SamlLogoutAnswer, SamlLogoutMessage, ServiceProvider } from '../../domain/ports/saml.ts'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { SamlProvider } from '../../providers/provider.ts'
import { sha1UntilOf } from '../../providers/saml-settings.ts'
import {
  type ExpectedLogout,
  logoutRequest,
  logoutResponse,
  type UnverifiedLogout,
  verifyLogoutRequest,
  verifyLogoutResponse,
} from '../../saml/logout.ts'
import { redirectAddress } from '../../saml/redirect-binding.ts'
import { type SamlHost, settingsOf } from './host.ts'
import { certificateIfAny } from './own-keys.ts'

/**
 * The address with our logout request. Identity providers want it signed; without a certificate there is none.
 * @returns `null` where the identity provider has no such address, or the session is from before we kept its name
 */
export function logoutAddressSaml(
  { now }: SamlHost,
  { connection, service_provider, hints, state }: UpstreamLogout,
): string | null {
  const { slo_url } = settingsOf(connection)
  if (slo_url === undefined || !hints.saml || !service_provider) return null
  const xml = logoutRequest({
    id: requestIdOf(state),
    issued_at: now(),
    issuer: service_provider.entity_id,
    destination: slo_url,
    ...hints.saml,
  })
  const key = keyIfAny(service_provider, now())
  return redirectAddress(slo_url, { parameter: 'SAMLRequest', xml, relay_state: state, key })
}

/**
 * The ID of our request. It follows from the RelayState, which is sealed and made anew for each logout, so the answer shows
 * whether it is to this request, and nothing has to be stored.
 */
const requestIdOf = (state: string): string => `_${hash('sha256', state)}`

/** Entra takes requests without a signature, so a connection without a certificate can log out there too. */
function keyIfAny({ credentials }: ServiceProvider, now: number): KeyObject | null {
  const certificate = certificateIfAny(credentials, now)
  return certificate && createPrivateKey(certificate.private_key)
}

/** @throws Failure saml_* */
export async function readSamlLogout(
  { provider, now }: SamlHost,
  { connection, service_provider, query, form }: ReadSamlLogout,
): Promise<SamlLogoutMessage> {
  const expected = expectedOf(provider, connection, service_provider, now())
  const names = form ?? Object.fromEntries(new URLSearchParams(query))
  const parameter = names.SAMLRequest === undefined ? 'SAMLResponse' : 'SAMLRequest'
  const value = names[parameter]
  if (value === undefined) throw new Failure('saml_message_missing', { expected: 'SAMLRequest or SAMLResponse' })
  const message: UnverifiedLogout = form
    ? { binding: 'post', value, parameter }
    : { binding: 'redirect', query, parameter }
  const relay_state = names.RelayState ?? null
  if (parameter === 'SAMLResponse') {
    const in_response_to = relay_state === null ? null : requestIdOf(relay_state)
    const { is_success } = await verifyLogoutResponse(message, expected, in_response_to)
    return { kind: 'response', relay_state, is_success }
  }
  const { id, name_id, session_indexes, not_on_or_after } = await verifyLogoutRequest(message, expected)
  const { settings } = connection
  const issuer = settingsOf(connection).idp_entity_id
  const subject = { issuer, name_id: name_id.value, name_id_format: name_id.format, claims: {} }
  return {
    kind: 'request',
    id,
    relay_state,
    session_indexes,
    name_id: name_id.value,
    identity: provider.identityOf(settings, subject, connection.id),
    expires_at: not_on_or_after,
  }
}

function expectedOf(
  provider: SamlProvider,
  connection: ConnectionRecord,
  { slo_url }: ServiceProvider,
  now: number,
): ExpectedLogout {
  const settings = settingsOf(connection)
  return {
    issuers: [settings.idp_entity_id, ...(provider.logoutIssuers?.(settings) ?? [])],
    certificates: settings.certificates,
    enforce_certificate_expiry: settings.enforce_certificate_expiry,
    sha1_until: sha1UntilOf(settings),
    slo: slo_url,
    now,
  }
}

/** @throws Failure state_conflict for an identity provider without an address for answers */
export function samlLogoutAnswer(
  { now, newSecret }: SamlHost,
  { connection, service_provider, in_response_to, relay_state, is_success }: SamlLogoutAnswer,
): string {
  const { slo_url, slo_response_url = slo_url } = settingsOf(connection)
  if (slo_response_url === undefined) throw new Failure('state_conflict', { expected: '`slo_url` in the settings' })
  const xml = logoutResponse({
    id: `_${newSecret(128)}`,
    issued_at: now(),
    issuer: service_provider.entity_id,
    destination: slo_response_url,
    in_response_to,
    is_success,
  })
  const key = keyIfAny(service_provider, now())
  return redirectAddress(slo_response_url, { parameter: 'SAMLResponse', xml, relay_state, key })
}
