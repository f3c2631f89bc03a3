/** The domains of all environments, as the background job sees them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { DomainRecord } from './domains.ts'
import type { Unit, Write } from './unit.ts'

export interface DomainWatchStore {
  /** Takes domains that are due for a look-up, the longest due first. No two processes take the same one. */
  takeDue(now: number, next_at: number, limit: number): Unit<readonly DomainRecord[]>
  postpone(id: Id<'dom'>, until: number): Write
}
