import { adminCenterApplication } from '../admin-center/first-party-application.ts'
import type { Application } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import { personaClient, personaNamed } from '../personas/find-persona.ts'
import type { Authority } from '../tenants/authority.ts'
import { findClient } from './client.ts'
import type { Flow } from './flow.ts'

/**
 * The application of a sign-in: one of the directory, the admin center, or one at Okta or Google.
 * @throws EntraError 700016, 50194, 7000112, 9002332
 */
export function clientOf(directory: Directory, flow: Flow, authority: Authority): Application {
  if (flow.ends.kind === 'admin_center') return adminCenterApplication
  const persona = flow.ends.kind === 'saml' ? flow.ends.sign_in.persona : undefined
  if (!persona) return findClient(directory, authority, flow.request.app_id)
  const { tenant, application } = personaNamed(directory, persona)
  return personaClient(tenant, application)
}
