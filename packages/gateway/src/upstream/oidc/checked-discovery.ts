/** The discovery document of a connection: with its known endpoints; or with a look at the settings that were meant. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import type { ConnectionRecord } from '../../domain/stores/connections.ts'
import type { OidcClient } from '../../providers/provider.ts'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import { withKnownEndpoints } from './known-endpoints.ts'
import type { Discovery } from './metadata-cache.ts'

type Known = Pick<ConnectionRecord, 'endpoints'>

/** The document with the endpoints in force. @throws Failure why it cannot be had */
export async function discoveryInForce(
  { provider, metadata }: OidcHost,
  client: OidcClient,
  connection: Known,
): Promise<Discovery> {
  return withKnownEndpoints(await withCodes(provider, metadata.discovery(client)), client, connection)
}

/**
 * The same, for settings that an administrator has entered.
 * @throws Failure why the document cannot be had; where other settings work that the administrator may have meant, the
 *   failure of the provider that names them
 */
export async function checkedDiscovery(
  host: OidcHost,
  { settings, endpoints }: Known & Pick<ConnectionRecord, 'settings'>,
): Promise<Discovery> {
  const { provider, metadata } = host
  try {
    return await discoveryInForce(host, provider.client(settings), { endpoints })
  } catch (error) {
    const confused = isFailure(error, 'discovery_unusable') ? provider.confused?.(settings) : null
    if (!confused) throw error
    const isMeant = await metadata.discovery(provider.client(confused.settings)).then(
      () => true,
      () => false,
    )
    throw isMeant ? new Failure(confused.failure) : error
  }
}
