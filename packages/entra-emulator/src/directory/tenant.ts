import type { Application, ApplicationFixture } from './application.ts'
import type { ServicePrincipal, ServicePrincipalFixture } from './enterprise-settings.ts'
import type { Group, GroupFixture } from './group.ts'
import type { User, UserFixture } from './user.ts'

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
  readonly users: readonly User[]
  readonly groups: readonly Group[]
  readonly applications: readonly Application[]
  /** Settings for applications that another tenant registered. */
  readonly servicePrincipals: readonly ServicePrincipal[]
}

/** A tenant as written in a fixture. */
export type TenantFixture = Pick<Tenant, 'displayName'> &
  Partial<Pick<Tenant, 'id' | 'domains' | 'region' | 'countryLetterCode'>> & {
    readonly users?: readonly UserFixture[]
    readonly groups?: readonly GroupFixture[]
    readonly applications?: readonly ApplicationFixture[]
    readonly servicePrincipals?: readonly (ServicePrincipalFixture & { readonly appId: string })[]
  }
