import type { Migration } from '../migration.ts'

/**
 * A credential may be a certificate, or have no secret at all. SQLite before 3.53 cannot drop a NOT NULL, so there the
 * table is rebuilt.
 */
export const credentialTypes: Migration = {
  name: '0008_credential_types',
  statements: ({ dialect, bigint, strict }) =>
    dialect === 'postgres'
      ? [
          'alter table credentials alter column secret_sealed drop not null',
          'alter table credentials add column certificate text',
        ]
      : [
          `create table credentials_new (
      id text primary key,
      environment_id text not null,
      connection_id text not null references connections (id) on delete cascade,
      type text not null,
      active integer not null,
      secret_sealed text,
      certificate text,
      hint text,
      not_after ${bigint},
      last_used_at ${bigint},
      trial text,
      created_at ${bigint} not null
    ) ${strict}`,
          `insert into credentials_new select id, environment_id, connection_id, type, active, secret_sealed, null, hint,
             not_after, last_used_at, trial, created_at from credentials`,
          'drop table credentials',
          'alter table credentials_new rename to credentials',
          'create index credentials_connection on credentials (connection_id, id)',
        ],
}
