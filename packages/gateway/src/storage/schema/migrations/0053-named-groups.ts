import type { Migration } from '../migration.ts'

/**
 * A sign-in reads the groups that administrators or a directory have named. This index spares it the groups that earlier
 * sign-ins have brought, of which an organization may have hundreds. They are not in the index, so that counting them
 * costs no more.
 */
export const namedGroups: Migration = {
  name: '0053_named_groups',
  statements: () => ["create index groups_named on groups (organization_id, idp_id) where source <> 'sign_in'"],
}
