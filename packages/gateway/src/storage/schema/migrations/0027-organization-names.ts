import type { Migration } from '../migration.ts'

/** Organizations may have a slug for addresses, and a host name of their own. A host name also finds the environment. */
export const organizationNames: Migration = {
  name: '0027_organization_names',
  statements: () => [
    'alter table organizations add column slug text',
    'alter table organizations add column host text',
    'create unique index organizations_slug on organizations (environment_id, slug) where slug is not null',
    'create unique index organizations_host on organizations (host) where host is not null',
  ],
}
