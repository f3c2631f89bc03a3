import type { Migration } from '../migration.ts'

/**
 * A refused request is a failed sign-in, in which application, organization, connection and browser may be unknown. One
 * record may stand for many requests. The trace of a failure names its request. A domain that was typed is found although
 * nobody has verified it. The SQLite in Node cannot drop NOT
 * NULL, so there the table is rebuilt.
 */
export const refusedRequests: Migration = {
  name: '0004_refused_requests',
  statements: ({ dialect, bigint, strict }) => [
    ...(dialect === 'postgres'
      ? [
          ...['application_id', 'organization_id', 'connection_id', 'browser_hash'].map(
            (column) => `alter table sign_ins alter column ${column} drop not null`,
          ),
          'alter table sign_ins add column occurrences integer not null default 1',
        ]
      : [
          `create table sign_ins_new (
      environment_id text not null,
      id text not null,
      application_id text,
      organization_id text,
      connection_id text,
      user_id text,
      email_key text,
      state text not null,
      state_hash text,
      browser_hash text,
      flow_sealed text,
      restarted integer not null,
      error_code text,
      session_id text,
      grant_id text,
      created_at ${bigint} not null,
      expires_at ${bigint} not null,
      finished_at ${bigint},
      occurrences integer not null default 1,
      primary key (environment_id, id)
    ) ${strict}`,
          `insert into sign_ins_new select environment_id, id, application_id, organization_id, connection_id, user_id,
             email_key, state, state_hash, browser_hash, flow_sealed, restarted, error_code, session_id, grant_id,
             created_at, expires_at, finished_at, 1 from sign_ins`,
          'drop table sign_ins',
          'alter table sign_ins_new rename to sign_ins',
          'create index sign_ins_connection on sign_ins (connection_id, id)',
          'create index sign_ins_user on sign_ins (user_id, id) where user_id is not null',
          "create index sign_ins_in_progress on sign_ins (expires_at) where state = 'in_progress'",
        ]),
    'alter table sign_in_traces add column request_id text',
    "create index domains_claimed on domains (environment_id, domain) where state <> 'verified'",
    'create index sign_in_traces_request on sign_in_traces (request_id) where request_id is not null',
  ],
}
