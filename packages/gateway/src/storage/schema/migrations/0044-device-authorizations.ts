import type { Migration } from '../migration.ts'

/** Devices without a browser that wait for a person to sign in elsewhere (RFC 8628). */
export const deviceAuthorizations: Migration = {
  name: '0044_device_authorizations',
  statements: ({ bigint, strict }) => [
    `create table device_authorizations (
      id text primary key,
      environment_id text not null,
      application_id text not null,
      device_code_hash text not null,
      user_code_hash text not null,
      scopes text not null,
      api_resource_id text,
      hints text not null,
      asked_from text,
      state text not null,
      grant_id text,
      interval_seconds integer not null,
      polled_at ${bigint},
      created_at ${bigint} not null,
      expires_at ${bigint} not null
    ) ${strict}`,
    'create unique index device_authorizations_user_code on device_authorizations (environment_id, user_code_hash)',
    'create index device_authorizations_expires_at on device_authorizations (expires_at)',
  ],
}
