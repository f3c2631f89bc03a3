/** Connections, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { Endpoints } from '@gatehouse-sso/core/oidc/endpoints'
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connection-policy'
import type { ListQuery, RecordPage } from './list.ts'
import type { Write } from './unit.ts'
import type { Versioned } from './versioned.ts'

export type ConnectionType = Connection['type']

export type ConnectionState = Connection['state']

export interface ConnectionRecord extends Versioned {
  readonly id: Id<'conn'>
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly type: ConnectionType
  readonly name: string
  readonly state: ConnectionState
  /** Checked by the provider of the type. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Only the attributes that differ from the provider's default. */
  readonly mapping: ClaimMap
  readonly policy: ConnectionPolicy
  /** The next settings and mapping of an active connection. */
  readonly candidate: Candidate | null
  /** The settings and mapping before the last candidate was activated. */
  readonly previous: PreviousSettings | null
  /** The latest test of the settings and mapping that the connection has. */
  readonly last_test: ConnectionTest | null
  /** The latest word about the consent of the organization, for these settings. */
  readonly consent: ConnectionConsent | null
  /** Since when the first successful sign-in activates this draft. */
  readonly armed_at: number | null
  /** The endpoints in force; `null` until a sign-in has seen them, and where an administrator entered them. */
  readonly endpoints: ConnectionEndpoints | null
  /** The keys whose secret part its identity provider has published; `null` if there never was one. */
  readonly exposed_keys: ExposedKeys | null
  /** Of a SAML connection; `null` until something is to be told. */
  readonly saml_watch: SamlWatch | null
}

/** The endpoints of a connection's identity provider. Those that were seen first are in force until others are confirmed. */
export interface ConnectionEndpoints {
  /** The document that publishes them. Settings with another document begin anew. */
  readonly discovery_url: string
  readonly confirmed: Endpoints
  readonly confirmed_at: number
  /** Others that the document has named since, until an administrator confirms them. */
  readonly held: { readonly endpoints: Endpoints; readonly seen_at: number } | null
}

/** Keys that an identity provider publishes with their secret part. They are ignored. */
export interface ExposedKeys {
  /** Empty once they are withdrawn. */
  readonly kids: readonly string[]
  /** When they were read. Milliseconds since 1970. */
  readonly fetched_at: number
}

/** The watch over the metadata and the certificates of a SAML connection. */
export interface SamlWatch {
  /** Settings that the metadata names and that are not in force, until an administrator takes them over. */
  readonly held: { readonly settings: ConnectionRecord['settings']; readonly seen_at: number } | null
  /** The shortest warning about the certificate that ends last, in days. */
  readonly warned: { readonly not_after: number; readonly days: number } | null
}

/** The result of a test sign-in. */
export interface ConnectionTest {
  readonly sign_in_id: Id<'signin'>
  readonly result: 'passed' | 'failed'
  readonly at: number
}

/** The consent of an organization at its identity provider. */
export interface ConnectionConsent {
  /**
   * `granted`: the identity provider reported it, and a sign-in of the administrator proved it. `seen`: a sign-in came
   * through without a question about consent.
   */
  readonly result: 'granted' | 'seen' | 'declined' | 'failed'
  readonly because: string
  readonly sign_in_id: Id<'signin'>
  readonly at: number
}

export interface Candidate {
  readonly settings: ConnectionRecord['settings']
  readonly mapping: ClaimMap
  /** `null` after each change. */
  readonly test: ConnectionTest | null
  /** Candidates of older versions lack it. */
  readonly consent?: ConnectionConsent | null
  readonly created_at: number
  readonly updated_at: number
}

export interface PreviousSettings {
  readonly settings: ConnectionRecord['settings']
  readonly mapping: ClaimMap
  readonly replaced_at: number
}

export interface ConnectionStore {
  get(id: string): Promise<ConnectionRecord | undefined>
  ofOrganization(organization_id: Id<'org'>): Promise<readonly ConnectionRecord[]>
  list(
    query: ListQuery & {
      readonly organization_id?: Id<'org'> | undefined
      readonly type?: ConnectionType | undefined
      readonly state?: ConnectionState | undefined
    },
  ): Promise<RecordPage<ConnectionRecord>>
  lastSignInAt(id: Id<'conn'>): Promise<number | null>
  insert(record: ConnectionRecord): Write
  update(record: ConnectionRecord, version: number): Write
  delete(record: ConnectionRecord): Write
}
