/** Rows that time has overtaken. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { EnvironmentRecord } from './environments.ts'
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
  /** Deletes expired sessions, grants that are not offline, pushed requests, client assertions and the like. */
  readonly deleteExpired: readonly ((now: number, limit: number) => Write)[]
  /** Deletes expired grants that are older than an id. Offline ones are found by no index. */
  deleteOlderGrants(now: number, before: Id<'grant'>, limit: number): Write
  /** The same for refresh tokens. */
  deleteOlderRefreshTokens(now: number, before: Id<'rtok'>, limit: number): Write
  /** Every environment, with how long its traces keep personal data. */
  environments(): Promise<readonly Pick<EnvironmentRecord, 'id' | 'trace_days'>[]>
  /** Removes claims and mapped values of an environment; the steps stay. */
  forgetClaims(environment_id: Id<'env'>, before: number, limit: number): Write
}
