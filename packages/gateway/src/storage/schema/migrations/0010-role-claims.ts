import type { Migration } from '../migration.ts'

/** The behaviour of all connections until now. */
const policy = { role_sync: 'full', admin_values: [], groups_claim: 'received', on_incomplete_groups: 'keep' }

/** Roles list the claim values that give them. Connections say when roles change and which groups go on. */
export const roleClaims: Migration = {
  name: '0010_role_claims',
  statements: ({ dialect }) => [
    "alter table roles add column claim_values text not null default '[]'",
    dialect === 'sqlite'
      ? `update connections set policy = json_patch(policy, '${JSON.stringify(policy)}')`
      : `update connections set policy = (policy::jsonb || '${JSON.stringify(policy)}'::jsonb)::text`,
  ],
}
