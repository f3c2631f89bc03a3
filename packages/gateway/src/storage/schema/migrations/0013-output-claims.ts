import type { Migration } from '../migration.ts'

/** Users keep attributes that a connection's mapping names, and applications name claims of their own. */
export const outputClaims: Migration = {
  name: '0013_output_claims',
  statements: () => [
    "alter table applications add column output_claims text not null default '{}'",
    "alter table users add column custom_attributes text not null default '{}'",
    'alter table users add column identifier text',
    `update users set identifier =
       (select identifier from identities where user_id = users.id order by identities.id desc limit 1)`,
  ],
}
