import type { Migration } from '../migration.ts'

/**
 * A credential remembers since when the identity provider refuses it, so that sign-ins try the other one first, and
 * since when it is known to work.
 */
export const credentialFailures: Migration = {
  name: '0012_credential_failures',
  statements: ({ bigint }) => [
    `alter table credentials add column failed_at ${bigint}`,
    `alter table credentials add column proved_at ${bigint}`,
    `update credentials set proved_at = created_at
       where last_used_at is not null or trial like '%"result":"accepted"%'`,
  ],
}
