import type { Migration } from '../migration.ts'

/**
 * Each active SAML connection has a time of its own for the next look at its metadata, so that a look that takes long does
 * not keep others from theirs. All are due at once, and a draft when it is first activated. The job has a new name, because
 * an older process would look at all connections each time.
 */
export const samlWatchAt: Migration = {
  name: '0054_saml_watch_at',
  statements: ({ bigint }) => [
    `alter table connections add column saml_watch_at ${bigint} not null default 0`,
    `create index connections_saml_watch_at on connections (saml_watch_at)
      where state = 'active' and type in ('entra_saml', 'okta_saml', 'google_saml', 'saml')`,
    "delete from jobs where kind = 'saml_watch'",
  ],
}
