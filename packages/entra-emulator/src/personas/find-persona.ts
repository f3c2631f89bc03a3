import { randomBytes } from 'node:crypto'
import { type Application, readApplication } from '../directory/application.ts'
import type { Directory } from '../directory/directory.ts'
import type { Persona, PersonaApplication } from '../directory/persona-application.ts'
import type { Tenant } from '../directory/tenant.ts'
import { EntraError } from '../errors/entra-error.ts'
import { guidFromName } from '../identifier.ts'

/** An application at Okta or Google, with the tenant whose people sign in. */
export interface FoundPersona {
  readonly tenant: Tenant
  readonly application: PersonaApplication
}

/** The applications of one persona that fit. */
export function findPersona(
  directory: Directory,
  persona: Persona,
  fits: (application: PersonaApplication, tenant: Tenant) => boolean,
): FoundPersona | undefined {
  for (const tenant of directory.tenants()) {
    const application = tenant.personaApplications.find((one) => one.persona === persona && fits(one, tenant))
    if (application) return { tenant, application }
  }
  return undefined
}

/** The id of the application on the pages of the sign-in. No application of Entra has it. */
export function personaClientId(tenantId: string, id: string): string {
  return guidFromName('persona', tenantId, id)
}

/** The application as the pages of the sign-in show it. It is in no list of Entra, so no request of Entra finds it. */
export function personaClient(tenant: Tenant, { id, displayName }: PersonaApplication): Application {
  const appId = personaClientId(tenant.id, id)
  return readApplication({ appId, displayName }, '', { tenant_id: tenant.id, now: 0, entropy: randomBytes })
}

/**
 * Finds an application again, because it may have changed since the sign-in began.
 * @throws EntraError 700016
 */
export function personaNamed(
  directory: Directory,
  named: { readonly tenant_id: string; readonly id: string },
): FoundPersona {
  const tenant = directory.tenantNamed(named.tenant_id)
  const application = tenant?.personaApplications.find(({ id }) => id === named.id)
  if (!tenant || !application) {
    throw new EntraError(700016, { app: named.id, tenant: tenant?.displayName ?? named.tenant_id })
  }
  return { tenant, application }
}
