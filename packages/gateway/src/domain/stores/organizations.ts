/** Organizations, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { OrganizationPolicy } from '@gatehouse-sso/sdk/contract/organization-policy'
import type { ConnectionState, ConnectionType } from './connections.ts'
import type { VerifiedDomain } from './domains.ts'
import type { KnownGroup } from './groups.ts'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface OrganizationRecord extends Versioned {
  readonly id: Id<'org'>
  readonly environment_id: Id<'env'>
  readonly name: string
  readonly external_id: string | null
  /** A short name for addresses, unique in the environment. */
  readonly slug: string | null
  /** A host name that leads to this organization, in lower case, unique in the installation. */
  readonly host: string | null
  readonly policy: OrganizationPolicy
  readonly metadata: Readonly<Record<string, string>>
  /** When everything that its people held was last ended. */
  readonly access_ended_at: number | null
}

/** An organization with what sign-ins need of its groups and domains. */
export interface ConfiguredOrganization extends OrganizationRecord {
  /** Without those that are only seen. */
  readonly known_groups: readonly KnownGroup[]
  readonly verified_domains: readonly VerifiedDomain[]
}

export interface OrganizationStore {
  configured(id: string): Promise<ConfiguredOrganization | undefined>
  get(id: string): Promise<OrganizationRecord | undefined>
  bySlug(slug: string): Promise<OrganizationRecord | undefined>
  list(
    query: ListQuery & {
      readonly domain?: string | undefined
      readonly external_id?: string | undefined
      readonly search?: string | undefined
      /** The beginning of the name or a domain, in any case, or of the external id, as it is. */
      readonly beginning?: string | undefined
      /** Has a connection in this state, and one of this type. */
      readonly connection_state?: ConnectionState | undefined
      readonly connection_type?: ConnectionType | undefined
    },
  ): Promise<RecordPage<OrganizationRecord>>
  insert(record: OrganizationRecord): Write
  update(record: OrganizationRecord, version: number): Write
  /** Ends the tokens of exchanges that its people hold. */
  endAccess(id: Id<'org'>, access_ended_at: number): Write
  /** With everything that belongs to it. Its sessions end. */
  delete(id: Id<'org'>, deleted_at: number): readonly Write[]
}

/** The organizations of all environments, by their host names. */
export interface OrganizationHostStore {
  byHost(host: string): Promise<OrganizationRecord | undefined>
}
