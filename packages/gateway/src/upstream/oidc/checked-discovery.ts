/** The discovery document of settings that an administrator has entered, with a look at what may have been meant. */
import { Failure, isFailure } from '@gatehouse-sso/core/failure'
import { withCodes } from './errors.ts'
import type { OidcHost } from './host.ts'
import type { Discovery } from './metadata-cache.ts'

/**
 * @throws Failure why the document cannot be had; where other settings work that the administrator may have meant, the
 *   failure of the provider that names them
 */
export async function checkedDiscovery({ provider, metadata }: OidcHost, settings: unknown): Promise<Discovery> {
  try {
    return await withCodes(provider, metadata.discovery(provider.client(settings)))
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
