import type { Migration } from '../migration.ts'

/** Organizations may keep a session to the application that began it. Sessions of before are for every application. */
export const sharedSessions: Migration = {
  name: '0033_shared_sessions',
  statements: ({ dialect }) => [
    dialect === 'sqlite'
      ? `update organizations set policy = json_set(policy, '$.session.is_shared', json('true'))`
      : `update organizations set policy = jsonb_set(policy::jsonb, '{session,is_shared}', 'true')::text`,
    'alter table sessions add column application_id text',
  ],
}
