/** Device authorizations (RFC 8628), as they are stored: the hashes of both codes, never the codes. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import type { Write } from './unit.ts'

export interface DeviceAuthorizationRecord {
  readonly id: Id<'dev'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly device_code_hash: string
  /** Unique in its environment. */
  readonly user_code_hash: string
  readonly scopes: readonly string[]
  readonly api_resource_id: Id<'res'> | null
  readonly state: 'pending' | 'approved' | 'denied' | 'redeemed'
  /** The hints of the program about the person: `organization`, `connection`, `login_hint`, `domain_hint`. */
  readonly hints: Parameters
  /** The address from which the program asked for its codes. */
  readonly asked_from: string | null
  /** The grant of the person; `null` until then. */
  readonly grant_id: Id<'grant'> | null
  /** Seconds between two polls. */
  readonly interval_seconds: number
  readonly polled_at: number | null
  readonly created_at: number
  readonly expires_at: number
}

export interface DeviceAuthorizationStore {
  get(id: Id<'dev'>): Promise<DeviceAuthorizationRecord | undefined>
  byUserCode(user_code_hash: string): Promise<DeviceAuthorizationRecord | undefined>
  insert(record: DeviceAuthorizationRecord): Write
  /** Notes that the device asked. */
  poll(id: Id<'dev'>, polled_at: number, interval_seconds: number): Write
  /** Expects that it is pending, and not over. */
  approve(id: Id<'dev'>, grant_id: Id<'grant'>, now: number): Write
  /** Expects the same. */
  deny(id: Id<'dev'>, now: number): Write
  /** Expects that it is approved, and not over: tokens are given once. */
  redeem(id: Id<'dev'>, now: number): Write
}
