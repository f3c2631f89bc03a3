import { createHash } from 'node:crypto'

/**
 * A pairwise `sub` of 43 characters. It differs for each application, so that applications cannot correlate users. It
 * is the same at each start with the same fixture.
 * @param appId the application that receives the token
 */
export function pairwiseSubject(tenantId: string, appId: string, userId: string): string {
  return createHash('sha256').update(`entra-emulator ${tenantId} ${appId} ${userId}`).digest('base64url')
}
