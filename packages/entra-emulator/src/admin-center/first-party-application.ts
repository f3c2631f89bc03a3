import { randomBytes } from 'node:crypto'
import { type Application, readApplication } from '../directory/application.ts'

/**
 * The admin center as an application. It stands in no directory, so no request to /authorize or /devicecode finds it.
 * The id is that of the Azure portal.
 */
export const adminCenterApplication: Application = readApplication(
  {
    appId: 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c',
    displayName: 'Entra admin center',
    signInAudience: 'AzureADMultipleOrgs',
  },
  '',
  { tenant_id: '', now: 0, entropy: randomBytes },
)
