import type { Migration } from '../migration.ts'

/** Each environment says how long it keeps the personal data in traces. The sweep finds what is too old by environment. */
export const traceDays: Migration = {
  name: '0018_trace_days',
  statements: () => [
    'alter table environments add column trace_days integer not null default 30',
    'drop index sign_in_traces_sealed',
    'create index sign_in_traces_sealed on sign_in_traces (environment_id, created_at) where entry_sealed is not null',
  ],
}
