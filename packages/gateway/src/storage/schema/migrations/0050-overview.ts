import type { Migration } from '../migration.ts'

/**
 * The overview of the console: the counts of days that are over, and the indexes for searches by a beginning and for the
 * latest failures.
 */
export const overview: Migration = {
  name: '0050_overview',
  statements: ({ dialect, bigint, strict }) => [
    `create table sign_in_days (
      environment_id text not null references environments (id) on delete cascade,
      day text not null,
      succeeded ${bigint} not null,
      failed ${bigint} not null,
      causes text not null,
      primary key (environment_id, day)
    ) ${strict}`,
    `alter table organizations add column name_key text${dialect === 'postgres' ? ' collate "C"' : ''}`,
    'update organizations set name_key = lower(name)',
    'create index organizations_name on organizations (environment_id, name_key)',
    'create index users_environment_name on users (environment_id, name_key) where name_key is not null',
    "create index sign_ins_failed on sign_ins (environment_id, id) where state = 'failed'",
  ],
}
