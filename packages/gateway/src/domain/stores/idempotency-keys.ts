/** Requests with an `Idempotency-Key`, as they are stored. */
import type { Write } from './unit.ts'

/** A request with an `Idempotency-Key`. */
export interface IdempotencyRecord {
  /** Hash of the key and its owner. */
  readonly id: string
  readonly request_hash: string
  /** A secret of the process that carries the request out. */
  readonly attempt: string
  readonly lease_until: number
  /** When the work was made; `null` while it is not. */
  readonly committed_at: number | null
  /** `null` as well where the answer has a secret. */
  readonly answer_sealed: string | null
  readonly created_at: number
  readonly expires_at: number
}

/** Every change but the first expects that the attempt still has the key. */
export interface IdempotencyStore {
  get(id: string): Promise<IdempotencyRecord | undefined>
  /** Refused as `unique` when the key is there. */
  insert(record: IdempotencyRecord): Write
  /** Takes the place of an attempt that made nothing, or that is too old. */
  takeOver(record: IdempotencyRecord, before: string): Write
  /** Says that the work is made; stands in the work's own unit. */
  commit(id: string, attempt: string, at: number): Write
  /** Ends the lease as well. */
  finish(id: string, attempt: string, answer_sealed: string | null, at: number): Write
  /** Forgets an attempt that made nothing. */
  release(id: string, attempt: string): Write
}
