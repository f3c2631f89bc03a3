import type { Migration } from '../migration.ts'

/** Groups that sign-ins bring are remembered before anybody maps them. */
export const seenGroups: Migration = {
  name: '0011_seen_groups',
  statements: ({ bigint }) => [
    `alter table groups add column seen_count ${bigint} not null default 0`,
    `alter table groups add column last_seen_at ${bigint}`,
  ],
}
