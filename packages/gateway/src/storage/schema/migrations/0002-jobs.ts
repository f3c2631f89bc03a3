import type { Migration } from '../migration.ts'

/** Jobs that run later or on a schedule, and an index for the job that runs every minute. */
export const jobs: Migration = {
  name: '0002_jobs',
  statements: ({ bigint, strict }) => [
    // A job is one row until it is done. A process takes it under a lease. A job that fails is put back for later,
    // and is dead after too many attempts. A row with an interval is a schedule and is never done.
    `create table jobs (
      id text primary key,
      kind text not null,
      payload text not null,
      state text not null,
      run_at ${bigint} not null,
      every_ms ${bigint},
      attempts integer not null,
      lease_token text,
      lease_until ${bigint},
      last_error text,
      created_at ${bigint} not null
    ) ${strict}`,
    "create index jobs_waiting on jobs (run_at) where state = 'waiting'",
    "create index jobs_dead on jobs (id) where state = 'dead'",
    'create unique index jobs_schedule on jobs (kind) where every_ms is not null',

    // Finds the sealed claims that the sweep still has to delete.
    'create index sign_in_traces_sealed on sign_in_traces (created_at) where entry_sealed is not null',
  ],
}
