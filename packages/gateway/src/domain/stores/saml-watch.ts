/** The SAML connections of all environments, as the background jobs see them. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionRecord } from './connections.ts'

export interface SamlWatchStore {
  /** Active SAML connections in the order of their ids. @param after the last one of the page before */
  active(after: Id<'conn'> | null, limit: number): Promise<readonly ConnectionRecord[]>
}
