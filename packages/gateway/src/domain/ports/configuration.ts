/**
 * Configuration: environments, applications, connections, roles, groups, keys. Every sign-in reads it and it changes
 * seldom, so a bounded cache answers (cache/configuration.ts). Every unit that changes configuration invalidates the
 * cache.
 */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ApiResourceRecord, ApiResourceTenantRecord } from '../stores/api-resources.ts'
import type { ApplicationRecord, ApplicationSecretRecord } from '../stores/applications.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import type { VerifiedDomain } from '../stores/domains.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { FederationKeyRecord } from '../stores/federation.ts'
import type { KnownGroup } from '../stores/groups.ts'
import type { OrganizationRecord } from '../stores/organizations.ts'
import type { RoleRecord } from '../stores/roles.ts'
import type { SigningKeyRecord } from '../stores/signing-keys.ts'

export interface ConnectionConfiguration {
  readonly connection: ConnectionRecord
  readonly credentials: readonly CredentialRecord[]
}

export interface ApplicationConfiguration {
  readonly application: ApplicationRecord
  readonly secrets: readonly ApplicationSecretRecord[]
}

/** An organization with everything that routing and roles need. */
export interface OrganizationConfiguration {
  readonly organization: OrganizationRecord
  readonly connections: readonly ConnectionRecord[]
  readonly groups: readonly KnownGroup[]
  readonly domains: readonly VerifiedDomain[]
}

/** A tenant that may call an API. */
export interface TenantConfiguration {
  readonly tenant: ApiResourceTenantRecord
  /** Whether its organization has no other tenant at this API resource. */
  readonly is_only: boolean
}

export interface OrganizationHost {
  readonly id: Id<'org'>
  readonly environment: EnvironmentRecord
}

/** The federation issuer, once it is used. */
export interface FederationConfiguration {
  readonly issuer: string
  readonly keys: readonly FederationKeyRecord[]
}

export interface Configuration {
  /** `null` is the default environment. */
  environment(slug: string | null): Promise<EnvironmentRecord | undefined>
  /** The environments that have callback aliases. */
  environmentsWithAliases(): Promise<readonly EnvironmentRecord[]>
  application(environment_id: Id<'env'>, id: string): Promise<ApplicationConfiguration | undefined>
  /** An API resource of any environment. */
  apiResource(id: string): Promise<ApiResourceRecord | undefined>
  /** A tenant that may call an API. */
  tenant(resource: ApiResourceRecord, tenant_id: string): Promise<TenantConfiguration | undefined>
  /** Origins of the pages that are public clients: the only ones that may call `/oauth` from a browser. */
  browserOrigins(environment_id: Id<'env'>): Promise<ReadonlySet<string>>
  /** The active applications that want to be told when a session ends. */
  toldOfLogout(environment_id: Id<'env'>): Promise<readonly ApplicationRecord[]>
  connection(environment_id: Id<'env'>, id: string): Promise<ConnectionConfiguration | undefined>
  organization(environment_id: Id<'env'>, id: string): Promise<OrganizationConfiguration | undefined>
  /** The id of the organization with this slug. */
  organizationBySlug(environment_id: Id<'env'>, slug: string): Promise<Id<'org'> | undefined>
  /** The organization to which a host name leads. */
  organizationByHost(host: string): Promise<OrganizationHost | undefined>
  /** The organization that has verified this domain and has an open connection. */
  domain(environment_id: Id<'env'>, domain: string): Promise<Id<'org'> | undefined>
  roles(environment_id: Id<'env'>): Promise<readonly RoleRecord[]>
  federation(): Promise<FederationConfiguration | undefined>
  signingKeys(environment_id: Id<'env'>): Promise<readonly SigningKeyRecord[]>
}
