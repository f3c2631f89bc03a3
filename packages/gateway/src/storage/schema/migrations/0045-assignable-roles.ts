import type { Migration } from '../migration.ts'

/** A role says whether a customer's administrator may give it. Roles from before say no. */
export const assignableRoles: Migration = {
  name: '0045_assignable_roles',
  statements: () => ['alter table roles add column assignable_by_customer integer not null default 0'],
}
