import type { Migration } from '../migration.ts'

/** Setup links, the browsers in which they were started, and the tests that were made through them. */
export const setupLinks: Migration = {
  name: '0046_setup_links',
  statements: ({ bigint, strict }) => [
    `create table setup_links (
      id text primary key,
      environment_id text not null references environments (id) on delete cascade,
      organization_id text not null references organizations (id) on delete cascade,
      parent_id text references setup_links (id) on delete cascade,
      intents text not null,
      only_step text,
      activation text not null,
      needs_test integer not null,
      admin_emails text not null,
      return_url text,
      success_url text,
      connection_id text references connections (id) on delete set null,
      token_hash text not null,
      language text,
      progress text not null,
      uses text not null,
      expires_at ${bigint} not null,
      activation_requested_at ${bigint},
      completed_at ${bigint},
      revoked_at ${bigint},
      version integer not null,
      created_at ${bigint} not null,
      updated_at ${bigint} not null
    ) ${strict}`,
    'create index setup_links_environment on setup_links (environment_id, id)',
    'create index setup_links_organization on setup_links (organization_id, id)',
    'create index setup_links_parent on setup_links (parent_id) where parent_id is not null',
    'create index setup_links_connection on setup_links (connection_id) where connection_id is not null',
    `create table setup_sessions (
      id text primary key,
      environment_id text not null references environments (id) on delete cascade,
      setup_link_id text not null references setup_links (id) on delete cascade,
      token_hash text not null,
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index setup_sessions_environment on setup_sessions (environment_id)',
    'create index setup_sessions_setup_link on setup_sessions (setup_link_id, id)',
    'create index setup_sessions_expires_at on setup_sessions (expires_at)',
    `create table setup_tests (
      setup_link_id text not null references setup_links (id) on delete cascade,
      environment_id text not null,
      id text not null,
      primary key (setup_link_id, id)
    ) ${strict}`,
  ],
}
