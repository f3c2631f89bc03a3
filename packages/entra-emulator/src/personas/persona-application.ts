import { replaceTenant } from '../admin/tenant-change.ts'
import type { PersonaApplicationFixture } from '../directory/persona-application.ts'
import type { Emulation } from '../emulation.ts'
import { personaIssuer, personaMetadataPath, personaSsoPath, personaStartPath } from './persona-style.ts'

export type PersonaApplicationOptions = PersonaApplicationFixture & {
  /** GUID or domain; default the first tenant. */
  readonly tenant?: string | undefined
}

/** The addresses that Okta and Google show to the administrator. */
export interface PersonaAddresses {
  readonly id: string
  readonly tenant_id: string
  readonly metadata_url: string
  readonly issuer: string
  readonly sso_url: string
  /** The address of the tile. */
  readonly start_url: string
}

/**
 * Adds an application at Okta or Google for the people of a tenant.
 * @throws FixtureError for a wrong value, TypeError for an unknown tenant
 */
export function addPersonaApplication(emulation: Emulation, options: PersonaApplicationOptions): PersonaAddresses {
  const { tenant: word, ...application } = options
  const { address, directory } = emulation
  const tenant = word === undefined ? directory.tenants()[0] : directory.tenantNamed(word.toLowerCase())
  if (!tenant) throw new TypeError(`there is no tenant "${word ?? ''}"`)
  const changed = replaceTenant(emulation, tenant, (draft) => ({
    ...draft,
    personaApplications: [...draft.personaApplications, application],
  }))
  const added = changed.personaApplications.at(-1)
  if (!added) throw new TypeError('an application was added')
  const base = address.baseUrl()
  return {
    id: added.id,
    tenant_id: tenant.id,
    metadata_url: base + personaMetadataPath(tenant, added),
    issuer: personaIssuer(tenant, added),
    sso_url: base + personaSsoPath(tenant, added),
    start_url: base + personaStartPath(tenant, added),
  }
}
