/** Rows that time has overtaken. */
import type { Write } from './unit.ts'

/**
 * Changes to expired rows of all environments. Each write changes `limit` rows at most, so that none takes long, and
 * returns one row for each.
 */
export interface SweepStore {
  /** Ends sign-ins that were not finished in time. */
  abandonSignIns(now: number, limit: number): Write
  /** Ends tests of connections that were not finished in time. */
  failTests(now: number, limit: number): Write
  /** Deletes expired sessions, grants, refresh tokens, pushed requests and client assertions. */
  readonly deleteExpired: readonly ((now: number, limit: number) => Write)[]
  /** Removes claims and mapped values; the steps stay. */
  forgetClaims(before: number, limit: number): Write
}
