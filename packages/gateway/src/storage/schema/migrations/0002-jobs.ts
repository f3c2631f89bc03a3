import type { Migration } from '../migration.ts'

/** Work that is done later, or again and again; and what the work of every minute looks for. */
export const jobs: Migration = {
  name: '0002_jobs',
  statements: ({ bigint, strict }) => [
    // One row until it is done: taken under a lease, put back for later when it fails, dead when it failed too often.
    // A row with an interval keeps a schedule and is never done.
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

    // Claims that are still to be forgotten.
    'create index sign_in_traces_sealed on sign_in_traces (created_at) where entry_sealed is not null',
  ],
}
