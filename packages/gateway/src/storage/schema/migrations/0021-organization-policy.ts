import type { Migration } from '../migration.ts'

const policy = {
  default_role: null,
  default_roles: [],
  default_groups: [],
  require_group: false,
  outside_domains: 'allow',
}

/** Organizations have a policy for all their connections. Until now nothing was different from one to the other. */
export const organizationPolicy: Migration = {
  name: '0021_organization_policy',
  statements: () => [`alter table organizations add column policy text not null default '${JSON.stringify(policy)}'`],
}
