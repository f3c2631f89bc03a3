import type { Migration } from '../migration.ts'

/** The people of the vendor who use the console, their ways in and their sessions; and the organization that has them. */
export const staff: Migration = {
  name: '0049_staff',
  statements: ({ bigint, strict }) => [
    `create table staff (
      id text primary key,
      email text,
      email_key text,
      name text,
      role text not null,
      token_hash text,
      token_expires_at ${bigint},
      authority text,
      subject text,
      last_seen_at ${bigint},
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create unique index staff_email on staff (email_key) where email_key is not null',
    'create unique index staff_identity on staff (authority, subject) where authority is not null',
    `create table admin_links (
      id text primary key,
      staff_id text not null references staff (id) on delete cascade,
      token_hash text not null,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index admin_links_staff on admin_links (staff_id)',
    'create index admin_links_expires_at on admin_links (expires_at)',
    `create table staff_sessions (
      id text primary key,
      staff_id text not null references staff (id) on delete cascade,
      started_by text not null,
      token_hash text not null,
      address text,
      user_agent text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index staff_sessions_staff on staff_sessions (staff_id, id)',
    'create index staff_sessions_expires_at on staff_sessions (expires_at)',
    'alter table installation add column owner_organization_id text references organizations (id) on delete set null',
    `alter table installation add column owner_changed_at ${bigint}`,
  ],
}
