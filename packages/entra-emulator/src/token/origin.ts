import { EntraError } from '../errors/entra-error.ts'
import type { Platform } from './grant.ts'

/**
 * Codes and refresh tokens of the platform "Single-page application" are redeemed by a page in a browser, which sends
 * `Origin`; those of the others never are.
 * @throws EntraError 9002326, 9002327
 */
export function checkOrigin(platform: Platform, origin: string | undefined): void {
  if (platform === 'spa' && origin === undefined) throw new EntraError(9002327)
  if (platform !== 'spa' && origin !== undefined) throw new EntraError(9002326, { origin })
}
