import { createHash } from 'node:crypto'

/**
 * `sub`: another one in each application, so that applications cannot compare notes; 43 characters. It stays the same
 * when the emulator starts again with the same fixture.
 * @param appId the application the token is for
 */
export function pairwiseSubject(tenantId: string, appId: string, userId: string): string {
  return createHash('sha256').update(`entra-emulator ${tenantId} ${appId} ${userId}`).digest('base64url')
}
