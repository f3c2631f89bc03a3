import type { Migration } from '../migration.ts'

/**
 * Users are searched by the beginning of email, user name and name, in one organization, and keep the reasons of their
 * roles. A name is found by its lower-case form. `lower` knows only ASCII here, so a name that begins with another
 * letter is found after the person's next sign-in. PostgreSQL must compare these columns byte by byte, as SQLite does.
 */
export const userSearch: Migration = {
  name: '0028_user_search',
  statements: ({ dialect }) => [
    ...(dialect === 'postgres' ? postgresCollations : ['alter table users add column name_key text']),
    'update users set name_key = lower(name)',
    'create index users_organization_email on users (organization_id, email_key) where email_key is not null',
    'create index users_organization_name on users (organization_id, name_key) where name_key is not null',
    "alter table users add column role_reasons text not null default '[]'",
  ],
}

const postgresCollations = [
  'alter table users alter column preferred_username_key type text collate "C"',
  'alter table users alter column external_id_key type text collate "C"',
  'alter table users add column name_key text collate "C"',
]
