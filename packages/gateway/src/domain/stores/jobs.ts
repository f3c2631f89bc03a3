/** Jobs, as they are stored. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { ListQuery, RecordPage } from './list.ts'
import type { Unit, Write } from './unit.ts'

export interface JobRecord {
  readonly id: Id<'job'>
  /** The name of its handler. */
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly state: 'waiting' | 'dead'
  /** Not before. */
  readonly run_at: number
  /** For a row that keeps a schedule. */
  readonly every_ms: number | null
  /** How often it was begun since it last succeeded. */
  readonly attempts: number
  /** A secret of the process that carries it out, until `lease_until`. */
  readonly lease_token: string | null
  readonly lease_until: number | null
  /** Code of the failure, or name of the error. */
  readonly last_error: string | null
  readonly created_at: number
}

/** A job that this process has taken: everything it does with it expects that the lease is still its own. */
export type LeasedJob = Pick<JobRecord, 'id' | 'lease_token'>

export interface JobStore {
  insert(record: JobRecord): Write
  /** Begins a schedule; one that exists for this kind only gets the interval. */
  schedule(record: JobRecord): readonly Write[]
  /** Takes due jobs of these kinds, the oldest first. Of all processes, one gets each job. */
  take(
    kinds: readonly string[],
    lease: { readonly token: string; readonly now: number; readonly until: number; readonly limit: number },
  ): Unit<readonly JobRecord[]>
  /** It is done. */
  delete(job: LeasedJob): Write
  /** It has succeeded, and comes again. */
  repeat(job: LeasedJob, run_at: number): Write
  /** It has failed, and is tried again. */
  retry(job: LeasedJob, run_at: number, last_error: string): Write
  /** It has failed too often. */
  bury(job: LeasedJob, last_error: string): Write
  /** Jobs that failed too often. */
  dead(query: ListQuery): Promise<RecordPage<JobRecord>>
  /** Lets a dead one be tried again. */
  revive(id: Id<'job'>, run_at: number): Write
}
