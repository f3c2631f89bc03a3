import type { Migration } from '../migration.ts'

/**
 * The overview of the console: the counts of days and hours that are over, and the indexes for searches by a beginning, for
 * filters, and for the latest failures.
 */
export const overview: Migration = {
  name: '0050_overview',
  statements: ({ dialect, bigint, strict }) => [
    `create table sign_in_spans (
      environment_id text not null references environments (id) on delete cascade,
      name text not null,
      succeeded ${bigint} not null,
      failed ${bigint} not null,
      causes text not null,
      primary key (environment_id, name)
    ) ${strict}`,
    `alter table organizations add column name_key text${dialect === 'postgres' ? ' collate "C"' : ''}`,
    'update organizations set name_key = lower(name)',
    'create index organizations_name on organizations (environment_id, name_key)',
    'create index users_environment_name on users (environment_id, name_key) where name_key is not null',
    'create index connections_state on connections (environment_id, state, organization_id)',
    'create index connections_type on connections (environment_id, type, organization_id)',
    "create index sign_ins_failed on sign_ins (environment_id, id) where state = 'failed'",
  ],
}
