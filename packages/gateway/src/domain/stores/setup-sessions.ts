/** Setup sessions, as they are stored: the browsers in which somebody started a setup link. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export interface SetupSessionRecord {
  readonly id: Id<'sets'>
  readonly environment_id: Id<'env'>
  readonly setup_link_id: Id<'setup'>
  readonly token_hash: string
  /** The name of a person who signed in; `null` for a browser that opened a link. */
  readonly person: string | null
  readonly created_at: number
  readonly expires_at: number
}

/** A cookie names a session and no environment, so this store is one for all of them. */
export interface SetupSessionStore {
  get(id: Id<'sets'>): Promise<SetupSessionRecord | undefined>
  insert(record: SetupSessionRecord): Write
  delete(id: Id<'sets'>): Write
  /** Ends the oldest sessions of a link, but for this many. */
  deleteOldest(setup_link_id: Id<'setup'>, keep: number): Write
}
