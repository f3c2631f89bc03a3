/** Our side of a SAML connection: entity ID, addresses, and our certificates ready for use. */
import { protocolOf } from '@gatehouse-sso/core/connection-protocol'
import { samlAddressesOf, spEntityIdOf } from '../environments/addresses.ts'
import type { Ports } from '../ports/ports.ts'
import type { ServiceProvider } from '../ports/saml.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { openCredentials } from './open-credential.ts'

type Identified = Pick<ConnectionRecord, 'id' | 'type' | 'settings'>

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
