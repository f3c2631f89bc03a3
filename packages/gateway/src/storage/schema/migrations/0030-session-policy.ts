import type { Migration } from '../migration.ts'

const session = JSON.stringify({ idle_minutes: null, lifetime_minutes: null })

/**
 * Organizations say how long sessions live. Identity providers may name an end, which nothing outlives. Grants that no
 * sign-in made are found by their user.
 */
export const sessionPolicy: Migration = {
  name: '0030_session_policy',
  statements: ({ dialect, bigint }) => [
    dialect === 'sqlite'
      ? `update organizations set policy = json_set(policy, '$.session', json('${session}'))`
      : `update organizations set policy = (policy::jsonb || '{"session":${session}}'::jsonb)::text`,
    `alter table sessions add column session_expiry ${bigint}`,
    `alter table grants add column session_expiry ${bigint}`,
    'create index grants_without_sign_in on grants (user_id) where sign_in_id is null',
  ],
}
