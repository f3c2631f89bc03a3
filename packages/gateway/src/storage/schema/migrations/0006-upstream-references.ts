import type { Migration } from '../migration.ts'

/** A sign-in is found by the references that the identity provider has for an error in its own logs. */
export const upstreamReferences: Migration = {
  name: '0006_upstream_references',
  statements: () =>
    ['upstream_correlation_id', 'upstream_trace_id'].flatMap((column) => [
      `alter table sign_in_traces add column ${column} text`,
      `create index sign_in_traces_${column} on sign_in_traces (${column}) where ${column} is not null`,
    ]),
}
