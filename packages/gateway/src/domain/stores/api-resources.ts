/** API resources and the tenants that may call them, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ApiResourceClaims } from '@gatehouse-sso/sdk/contract/api-resource-fields'
import type { ApiResourceTenant } from '@gatehouse-sso/sdk/contract/api-resource-tenants'
import type { ApiResource } from '@gatehouse-sso/sdk/contract/api-resources'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export interface ApiResourceRecord extends Versioned {
  readonly id: Id<'res'>
  readonly environment_id: Id<'env'>
  /** The only organization whose tenants may call; `null` for every organization. */
  readonly organization_id: Id<'org'> | null
  readonly name: string
  readonly enabled: boolean
  readonly cloud: ApiResource['cloud']
  readonly authority_host: string | null
  /** Of the API at Entra, in lower case. */
  readonly application_id: string
  readonly app_id_uris: readonly string[]
  readonly accepts_v1: boolean
  readonly application_keys: boolean
  readonly allowed_clients: readonly string[]
  readonly required_scopes: readonly string[]
  readonly required_app_roles: readonly string[]
  readonly allow_app_only: boolean
  readonly allow_token_exchange: boolean
  readonly required_acr: string | null
  readonly claims: ApiResourceClaims
  readonly admin_group: string | null
  readonly require_group: boolean
  readonly match_case: ApiResource['match_case']
  readonly match_group_names: boolean
  readonly debug: boolean
}

export interface ApiResourceTenantRecord extends Versioned {
  readonly id: Id<'rten'>
  readonly environment_id: Id<'env'>
  readonly api_resource_id: Id<'res'>
  readonly organization_id: Id<'org'>
  /** In lower case; unique at its API resource. */
  readonly tenant_id: string
  readonly source: ApiResourceTenant['source']
  readonly allowed_clients: readonly string[]
}

/** Somebody of a tenant whose user is suspended. */
export interface SuspendedSubject {
  readonly tenant_id: string
  readonly subject: string
}

export interface ApiResourceStore {
  get(id: string): Promise<ApiResourceRecord | undefined>
  /** Up to two that are enabled, of one application at Entra. */
  ofApplication(application_id: string): Promise<readonly ApiResourceRecord[]>
  /** The same of one Application ID URI, letter by letter. */
  ofAppIdUri(app_id_uri: string): Promise<readonly ApiResourceRecord[]>
  list(query: ListQuery & { readonly organization_id?: Id<'org'> | undefined }): Promise<RecordPage<ApiResourceRecord>>
  insert(record: ApiResourceRecord): Write
  update(record: ApiResourceRecord, version: number): Write
  /** With its tenants. */
  delete(record: ApiResourceRecord): Write
  tenant(api_resource_id: Id<'res'>, id: Id<'rten'>): Promise<ApiResourceTenantRecord | undefined>
  tenantById(api_resource_id: Id<'res'>, tenant_id: string): Promise<ApiResourceTenantRecord | undefined>
  tenants(
    api_resource_id: Id<'res'>,
    query: ListQuery & { readonly organization_id?: Id<'org'> | undefined },
  ): Promise<RecordPage<ApiResourceTenantRecord>>
  /**
   * The identities of its tenants whose users are suspended.
   * @param authority_prefix of the identities, up to the tenant: `entra:public:`
   */
  suspended(api_resource_id: Id<'res'>, authority_prefix: string, limit: number): Promise<readonly SuspendedSubject[]>
  insertTenant(record: ApiResourceTenantRecord): Write
  updateTenant(record: ApiResourceTenantRecord, version: number): Write
  deleteTenant(record: ApiResourceTenantRecord): Write
}

/** The API resources of all environments, by their ids. */
export interface AnyApiResourceStore {
  get(id: string): Promise<ApiResourceRecord | undefined>
}
