import type { Migration } from '../migration.ts'

/** A domain is proved by a TXT record with a secret of its own, which is looked up in the background. */
export const domainProofs: Migration = {
  name: '0020_domain_proofs',
  statements: ({ dialect, bigint }) => [
    "alter table domains add column proof_token text not null default ''",
    `alter table domains add column checked_at ${bigint}`,
    `alter table domains add column check_at ${bigint}`,
    "alter table domains add column records text not null default '[]'",
    `alter table domains add column pending_since ${bigint}`,
    `alter table domains add column proof_missing_since ${bigint}`,
    `update domains set proof_token = ${
      dialect === 'sqlite' ? 'lower(hex(randomblob(16)))' : "replace(gen_random_uuid()::text, '-', '')"
    }`,
    "update domains set pending_since = created_at, check_at = created_at where state = 'pending'",
    'create index domains_check_at on domains (check_at) where check_at is not null',
  ],
}
