import { EntraError } from '../errors/entra-error.ts'
import type { Platform } from './grant.ts'

/**
 * Checks the header `Origin`. It is required for codes and refresh tokens of the platform "Single-page application",
 * which a page in a browser redeems. It is refused for other platforms.
 * @throws EntraError 9002326, 9002327
 */
export function checkOrigin(platform: Platform, origin: string | undefined): void {
  if (platform === 'spa' && origin === undefined) throw new EntraError(9002327)
  if (platform !== 'spa' && origin !== undefined) throw new EntraError(9002326, { origin })
}
