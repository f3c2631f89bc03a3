/** Connections, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ClaimMap } from '@gatehouse-sso/core/mapping/profile'
import type { Connection, ConnectionPolicy } from '@gatehouse-sso/sdk/contract/connections'
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
