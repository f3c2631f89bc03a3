/** Rows that time has overtaken. */
import type { Write } from './unit.ts'

/**
 * Rows that time has overtaken. They belong to no environment in particular. Each write changes `limit` rows at most
 * and returns one row for each, so that none takes long.
 */
export interface SweepStore {
  /** Ends sign-ins that were not finished in time. */
  abandonSignIns(now: number, limit: number): Write
  /** Sessions, grants, refresh tokens, pushed requests, client assertions: what nobody could use any more. */
  readonly deleteExpired: readonly ((now: number, limit: number) => Write)[]
  /** Removes claims and mapped values; the steps stay. */
  forgetClaims(before: number, limit: number): Write
}
