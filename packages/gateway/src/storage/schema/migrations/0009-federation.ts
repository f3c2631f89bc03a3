import type { Migration } from '../migration.ts'

/**
 * The federation issuer of the installation signs client assertions, so that a connection needs no secret. It has its
 * own keys. Its address is stored at first use, because customers enter it at their identity provider.
 */
export const federation: Migration = {
  name: '0009_federation',
  statements: ({ bigint, strict }) => [
    'alter table installation add column federation_issuer text',
    `create table federation_keys (
      id text primary key,
      state text not null,
      public_jwk text not null,
      private_sealed text not null,
      created_at ${bigint} not null,
      changed_at ${bigint} not null
    ) ${strict}`,
    // One key signs and one comes next.
    "create unique index federation_keys_state on federation_keys (state) where state <> 'previous'",
    'alter table credentials add column federation text',
    "create index credentials_federated on credentials (id) where type = 'federated'",
  ],
}
