/** Our side of a SAML connection: entity ID, addresses, and certificates. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { openCredentials } from '../credentials/open-credential.ts'
import { samlAddressesOf } from '../environments/addresses.ts'
import type { ServiceProvider } from '../ports/identity-providers.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'

type Identified = Pick<ConnectionRecord, 'id' | 'type' | 'settings'>

/** The entity ID that the customer has registered, else the address of our metadata for the connection. */
export function spEntityIdOf(public_url: string, environment: EnvironmentRecord, { id, settings }: Identified): string {
  const { sp_entity_id } = settings
  return typeof sp_entity_id === 'string' ? sp_entity_id : samlAddressesOf(public_url, environment, id).metadata_url
}

/** @returns `null` for OpenID Connect */
export async function serviceProviderOf(
  ports: Ports,
  environment: EnvironmentRecord,
  connection: Identified,
): Promise<ServiceProvider | null> {
  if (protocolOf(connection.type) !== 'saml') return null
  const configured = await ports.configuration.connection(environment.id, connection.id)
  const { slo_url, request_url } = samlAddressesOf(ports.public_url, environment, connection.id)
  return {
    entity_id: spEntityIdOf(ports.public_url, environment, connection),
    slo_url,
    request_url,
    credentials: [...openCredentials(ports, configured?.credentials ?? [])],
  }
}
