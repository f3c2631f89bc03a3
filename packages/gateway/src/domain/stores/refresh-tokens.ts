/** Refresh tokens, as they are stored: their hash, never the token. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { LiveGrant } from './grants.ts'
import type { Unit, Write } from './unit.ts'

export interface RefreshTokenRecord {
  readonly id: Id<'rtok'>
  readonly environment_id: Id<'env'>
  readonly grant_id: Id<'grant'>
  readonly token_hash: string
  readonly created_at: number
  /** When the token itself is too old. The grant may end before. */
  readonly expires_at: number
  readonly used_at: number | null
}

/** Everything that a refresh request must match; all of it stands in the statement's WHERE. */
export interface Rotation {
  readonly id: Id<'rtok'>
  readonly token_hash: string
  readonly application_id: Id<'app'>
  readonly now: number
}

export interface RefreshTokenStore {
  get(id: Id<'rtok'>): Promise<RefreshTokenRecord | undefined>
  /** Writes the token only if the grant outlives its session; for the unit that redeems the code. */
  issue(record: RefreshTokenRecord): Write
  /**
   * Marks the token as used, writes the next one, and reads the grant; refused unless user, organization, connection
   * and application are live at commit.
   */
  rotate(rotation: Rotation, next: Omit<RefreshTokenRecord, 'grant_id'>): Unit<LiveGrant>
}
