import { replaceTenant } from '../admin/tenant-change.ts'
import type { ApplicationFixture } from '../directory/application.ts'
import type { SamlSettingsFixture } from '../directory/saml.ts'
import type { Emulation } from '../emulation.ts'
import { newGuid } from '../identifier.ts'
import { userAccessPath } from '../pages/my-apps-page.ts'
import { issuerV1 } from '../tenants/authority.ts'
import { metadataUrl, samlUrl } from './names.ts'

export interface SamlApplicationOptions {
  /** "Identifier (Entity ID)" */
  readonly entity_id: string
  /** "Reply URL (Assertion Consumer Service URL)" */
  readonly acs_url: string
  /** "Logout Url" */
  readonly logout_url?: string | undefined
  /** GUID or domain; default the first tenant. */
  readonly tenant?: string | undefined
  readonly saml?: SamlSettingsFixture | undefined
  /** Other members of the registration: roles, assignments, `groupMembershipClaims`. */
  readonly application?: Partial<Omit<ApplicationFixture, 'appId' | 'saml' | 'web' | 'identifierUris'>> | undefined
}

/** The addresses that the page "Set up" of the admin center shows. */
export interface SamlApplicationAddresses {
  readonly app_id: string
  readonly tenant_id: string
  /** "App Federation Metadata Url" */
  readonly metadata_url: string
  /** "Microsoft Entra Identifier" */
  readonly issuer: string
  /** "Login URL" */
  readonly sso_url: string
  /** "Logout URL" */
  readonly slo_url: string
  /** "User access URL": begins a sign-in that nobody asked for. */
  readonly user_access_url: string
}

export function samlAddresses(baseUrl: string, tenantId: string, appId: string): SamlApplicationAddresses {
  const url = samlUrl(baseUrl, tenantId)
  return {
    app_id: appId,
    tenant_id: tenantId,
    metadata_url: metadataUrl(baseUrl, tenantId, appId),
    issuer: issuerV1(baseUrl, tenantId),
    sso_url: url,
    slo_url: url,
    user_access_url: `${baseUrl}${userAccessPath(tenantId, appId)}`,
  }
}

/**
 * Registers an application with SAML, as the admin center does.
 * @throws FixtureError for a wrong value, TypeError for an unknown tenant
 */
export function addSamlApplication(emulation: Emulation, options: SamlApplicationOptions): SamlApplicationAddresses {
  const { address, directory, entropy } = emulation
  const tenant =
    options.tenant === undefined ? directory.tenants()[0] : directory.tenantNamed(options.tenant.toLowerCase())
  if (!tenant) throw new TypeError(`there is no tenant "${options.tenant ?? ''}"`)
  const appId = newGuid(entropy)
  replaceTenant(emulation, tenant, (draft) => ({
    ...draft,
    applications: [
      ...draft.applications,
      {
        displayName: `SAML application ${options.entity_id}`,
        ...options.application,
        appId,
        identifierUris: [options.entity_id],
        web: {
          redirectUris: [options.acs_url],
          ...(options.logout_url === undefined ? {} : { logoutUrl: options.logout_url }),
        },
        saml: options.saml ?? {},
      },
    ],
  }))
  return samlAddresses(address.baseUrl(), tenant.id, appId)
}
