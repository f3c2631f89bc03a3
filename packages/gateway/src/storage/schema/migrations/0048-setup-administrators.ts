import type { Migration } from '../migration.ts'

/** The administrators whom a setup link names, each bound to the identity with which they came first. */
export const setupAdministrators: Migration = {
  name: '0048_setup_administrators',
  statements: ({ bigint, strict }) => [
    `create table setup_administrators (
      setup_link_id text not null references setup_links (id) on delete cascade,
      environment_id text not null,
      email_key text not null,
      authority text not null,
      subject text not null,
      created_at ${bigint} not null,
      primary key (setup_link_id, email_key)
    ) ${strict}`,
    'create unique index setup_administrators_identity on setup_administrators (setup_link_id, authority, subject)',
    'alter table setup_sessions add column person text',
  ],
}
