import type { Migration } from '../migration.ts'

/**
 * Users keep whether their user name proves who they are. Names from earlier sign-ins count as not proved until the
 * next one.
 */
export const provedUserNames: Migration = {
  name: '0042_proved_user_names',
  statements: () => ['alter table users add column preferred_username_verified integer not null default 0'],
}
