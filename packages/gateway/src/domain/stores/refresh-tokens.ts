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
  /** When it is too old to be used; the grant's own end comes on top. */
  readonly expires_at: number
  readonly used_at: number | null
}

/** What a refresh request must match; all of it stands in the statement's WHERE. */
export interface Rotation {
  readonly id: Id<'rtok'>
  readonly token_hash: string
  readonly application_id: Id<'app'>
  readonly now: number
}

export interface RefreshTokenStore {
  get(id: Id<'rtok'>): Promise<RefreshTokenRecord | undefined>
  /** Written only for a grant that outlives its session; in the unit that redeems its code. */
  issue(record: RefreshTokenRecord): Write
  /**
   * Marks the token as used, writes the next one, and reads what it stands for; refused unless user, organization,
   * connection and application are live at commit.
   */
  rotate(rotation: Rotation, next: Omit<RefreshTokenRecord, 'grant_id'>): Unit<LiveGrant>
}
