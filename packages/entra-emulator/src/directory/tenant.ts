import type { Application, ApplicationFixture } from './application.ts'
import type { ServicePrincipal, ServicePrincipalFixture } from './enterprise-settings.ts'
import type { Group, GroupFixture } from './group.ts'
import type { PersonaApplication, PersonaApplicationFixture } from './persona-application.ts'
import type { User, UserFixture } from './user.ts'

/**
 * `allow_all`: people consent for themselves. `allow_low_impact`: only to low-impact permissions of applications of this
 * organization. `do_not_allow`: an administrator consents.
 */
export const userConsentSettings = ['allow_all', 'allow_low_impact', 'do_not_allow'] as const
export type UserConsentSettings = (typeof userConsentSettings)[number]

/** A directory (tenant) with all its objects. It is immutable; a change makes a new one. */
export interface Tenant {
  /** Directory (tenant) ID. */
  readonly id: string
  readonly displayName: string
  /** Verified domains; the first one is the initial domain. */
  readonly domains: readonly string[]
  /** `tenant_region_scope` of discovery. */
  readonly region: 'WW' | 'NA' | 'EU' | 'AS' | 'OC'
  /** Two letters, for the optional claim `tenant_ctry`. */
  readonly countryLetterCode: string | null
  /** "User consent settings": who may consent to an application. */
  readonly userConsentSettings: UserConsentSettings
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly applications: readonly Application[]
  /** Settings for applications that another tenant registered. */
  readonly servicePrincipals: readonly ServicePrincipal[]
  /** Applications of these people at Okta or Google. */
  readonly personaApplications: readonly PersonaApplication[]
}

/** A tenant as written in a fixture. */
export type TenantFixture = Pick<Tenant, 'displayName'> &
  Partial<Pick<Tenant, 'id' | 'domains' | 'region' | 'countryLetterCode' | 'userConsentSettings'>> & {
    readonly users?: readonly UserFixture[]
    readonly groups?: readonly GroupFixture[]
    readonly applications?: readonly ApplicationFixture[]
    readonly servicePrincipals?: readonly (ServicePrincipalFixture & { readonly appId: string })[]
    readonly personaApplications?: readonly PersonaApplicationFixture[]
  }
