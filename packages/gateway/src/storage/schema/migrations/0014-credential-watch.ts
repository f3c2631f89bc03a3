import type { Migration } from '../migration.ts'

/** The gateway tries credentials in the background, and warns before they expire. Every credential is due at once. */
export const credentialWatch: Migration = {
  name: '0014_credential_watch',
  statements: ({ bigint }) => [
    `alter table credentials add column probe_at ${bigint} not null default 0`,
    // The shortest warning that was given.
    'alter table credentials add column warned_days integer',
    'create index credentials_probe on credentials (probe_at)',
    'create index credentials_not_after on credentials (not_after) where not_after is not null',
  ],
}
