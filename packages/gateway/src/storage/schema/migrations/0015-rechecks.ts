import type { Migration } from '../migration.ts'

/**
 * A connection may ask the identity provider again, while a session lives, whether its person still has access. The row
 * outlives the session, because offline grants do.
 */
export const rechecks: Migration = {
  name: '0015_rechecks',
  statements: ({ dialect, bigint, strict }) => [
    dialect === 'sqlite'
      ? // json_patch would remove a member that is null.
        "update connections set policy = json_set(policy, '$.recheck_minutes', null)"
      : `update connections set policy = (policy::jsonb || '{"recheck_minutes":null}'::jsonb)::text`,
    `create table rechecks (
      id text primary key,
      environment_id text not null,
      connection_id text not null references connections (id) on delete cascade,
      token_sealed text,
      checked_at ${bigint} not null,
      lease_until ${bigint},
      sign_in_needed_because text,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create index rechecks_connection on rechecks (connection_id)',
    'create index rechecks_expires_at on rechecks (expires_at)',
  ],
}
