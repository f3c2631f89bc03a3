/** Pushed authorization requests (RFC 9126), as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Write } from './unit.ts'

export interface PushedRequestRecord {
  readonly id: Id<'par'>
  readonly environment_id: Id<'env'>
  readonly application_id: Id<'app'>
  readonly handle_hash: string
  readonly parameters_sealed: string
  readonly created_at: number
  readonly expires_at: number
}

export interface PushedRequestStore {
  get(id: Id<'par'>): Promise<PushedRequestRecord | undefined>
  insert(record: PushedRequestRecord): Write
  /** Expects that it is there: a pushed request serves for one sign-in. */
  consume(id: Id<'par'>): Write
}
