import type { Migration } from '../migration.ts'

/**
 * A sign-in that a session answered has no handle and no flow. Both columns become nullable, and null replaces the
 * empty text that stood for "none". SQLite before 3.53 cannot drop a NOT NULL, so there the table is rebuilt.
 */
export const signInsWithoutFlow: Migration = {
  name: '0003_sign_ins_without_flow',
  statements: ({ dialect, bigint, strict }) =>
    dialect === 'postgres'
      ? [
          'alter table sign_ins alter column state_hash drop not null',
          'alter table sign_ins alter column flow_sealed drop not null',
          "update sign_ins set state_hash = null, flow_sealed = null where state_hash = ''",
        ]
      : [
          `create table sign_ins_new (
      environment_id text not null,
      id text not null,
      application_id text not null,
      organization_id text not null,
      connection_id text not null,
      user_id text,
      email_key text,
      state text not null,
      state_hash text,
      browser_hash text not null,
      flow_sealed text,
      restarted integer not null,
      error_code text,
      session_id text,
      grant_id text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null,
      finished_at ${bigint},
      primary key (environment_id, id)
    ) ${strict}`,
          `insert into sign_ins_new select environment_id, id, application_id, organization_id, connection_id, user_id,
             email_key, state, nullif(state_hash, ''), browser_hash, nullif(flow_sealed, ''), restarted, error_code,
             session_id, grant_id, created_at, expires_at, finished_at from sign_ins`,
          'drop table sign_ins',
          'alter table sign_ins_new rename to sign_ins',
          'create index sign_ins_connection on sign_ins (connection_id, id)',
          'create index sign_ins_user on sign_ins (user_id, id) where user_id is not null',
          "create index sign_ins_in_progress on sign_ins (expires_at) where state = 'in_progress'",
        ],
}
