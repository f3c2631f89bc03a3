/** The addresses of an environment. They come from the settings, never from a request. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import type { Id } from '@gatehouse-sso/core/ids'
import type { LogoutSignal } from '../ports/connection-types.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

/**
 * The issuer of an environment's OpenID Provider.
 * @param public_url of the gateway, without a slash at the end
 */
export function issuerOf(public_url: string, environment: EnvironmentRecord): string {
  return environment.is_default ? public_url : `${public_url}/env/${environment.slug}`
}

/** Where the consent of an administrator comes back to; it is registered beside the redirect URI. */
export function consentRedirectUriOf(public_url: string, environment: EnvironmentRecord): string {
  return `${issuerOf(public_url, environment)}/sso/consent/callback`
}

/** Where identity providers send people back to; an administrator registers it there. */
export function redirectUriOf(
  public_url: string,
  environment: EnvironmentRecord,
  { id, type }: Pick<ConnectionRecord, 'id' | 'type'>,
): string {
  if (protocolOf(type) === 'saml') return samlAddressesOf(public_url, environment, id).acs_url
  return `${issuerOf(public_url, environment)}/sso/oidc/callback/${id}`
}

/** Our addresses of a SAML connection: assertion consumer service, single logout, and metadata. */
export interface SamlAddresses {
  readonly acs_url: string
  readonly slo_url: string
  /** Also our entity ID, unless the connection has another one. */
  readonly metadata_url: string
  /** The page with the form of a request that is posted. */
  readonly request_url: string
}

export function samlAddressesOf(public_url: string, environment: EnvironmentRecord, id: Id<'conn'>): SamlAddresses {
  const base = `${issuerOf(public_url, environment)}/sso/saml/${id}`
  return {
    acs_url: `${base}/acs`,
    slo_url: `${base}/slo`,
    metadata_url: `${base}/metadata`,
    request_url: `${base}/request`,
  }
}

/** The entity ID that the customer has registered, else the address of our metadata for the connection. */
export function spEntityIdOf(
  public_url: string,
  environment: EnvironmentRecord,
  { id, settings }: Pick<ConnectionRecord, 'id' | 'settings'>,
): string {
  const { sp_entity_id } = settings
  return typeof sp_entity_id === 'string' ? sp_entity_id : samlAddressesOf(public_url, environment, id).metadata_url
}

/** Where identity providers send people back to after a logout; it is registered beside the redirect URI. */
export function signedOutUriOf(public_url: string, environment: EnvironmentRecord): string {
  return `${issuerOf(public_url, environment)}/signed-out`
}

/** Where a person enters the code of a device. */
export function devicePageOf(public_url: string, environment: EnvironmentRecord): string {
  return `${issuerOf(public_url, environment)}/device`
}

/** Where the sign-in for a device comes back to. */
export function deviceCallbackOf(public_url: string, environment: EnvironmentRecord): string {
  return `${devicePageOf(public_url, environment)}/complete`
}

const signalPaths: Readonly<Record<LogoutSignal, string>> = {
  frontchannel: '/sso/logout/frontchannel',
  backchannel: '/sso/logout/backchannel',
  revocation: '/sso/revocation',
}

/** Where the identity provider of a connection says that a session has ended. */
export function logoutSignalUriOf(
  public_url: string,
  environment: EnvironmentRecord,
  signal: LogoutSignal,
  connection_id: Id<'conn'>,
): string {
  return `${issuerOf(public_url, environment)}${signalPaths[signal]}/${connection_id}`
}
