/** Client assertions that were used, so that none is accepted twice. */
import type { Write } from './unit.ts'

export interface AssertionStore {
  /** Expects that this assertion has never been seen (RFC 7523, 3, `jti`). */
  useOnce(key_hash: string, expires_at: number): Write
}
