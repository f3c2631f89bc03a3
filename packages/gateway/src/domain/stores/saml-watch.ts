/** The SAML connections of all environments, as the background job sees them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionRecord } from './connections.ts'
import type { Unit, Write } from './unit.ts'

export interface SamlWatchStore {
  /** Takes active SAML connections that are due for a look, the longest due first. No two processes take the same one. */
  takeDue(now: number, next_at: number, limit: number): Unit<readonly ConnectionRecord[]>
  postpone(id: Id<'conn'>, until: number): Write
}
