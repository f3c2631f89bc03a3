import type { Migration } from '../migration.ts'

/**
 * A connection keeps the next settings and mapping until they are tested, and the last ones to go back to. A draft may be
 * armed. A test of a connection is a sign-in in states of its own.
 */
export const candidates: Migration = {
  name: '0016_candidates',
  statements: ({ bigint }) => [
    'alter table connections add column candidate text',
    'alter table connections add column previous text',
    'alter table connections add column last_test text',
    `alter table connections add column armed_at ${bigint}`,
    "create index sign_ins_in_test on sign_ins (expires_at) where state = 'test_in_progress'",
  ],
}
