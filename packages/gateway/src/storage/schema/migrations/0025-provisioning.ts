import type { Migration } from '../migration.ts'

/**
 * Organizations say whom they admit; a connection may say otherwise. Until now each connection said it, so the rule of
 * each stays as its own. User names are found by their lower-case form. A profile may stand in the session and not with
 * the user. Deleted people leave the hash of their identity.
 */
export const provisioning: Migration = {
  name: '0025_provisioning',
  statements: ({ dialect, bigint, strict }) => [
    ...(dialect === 'sqlite' ? sqlitePolicies : postgresPolicies),
    'alter table users add column preferred_username_key text',
    'update users set preferred_username_key = lower(preferred_username)',
    'alter table users add column external_id_key text',
    'update users set external_id_key = lower(external_id)',
    `create index users_preferred_username on users (organization_id, preferred_username_key)
      where preferred_username_key is not null`,
    'create index users_external_id_key on users (organization_id, external_id_key) where external_id_key is not null',
    'alter table sessions add column profile_sealed text',
    'alter table grants add column profile_sealed text',
    `create table deleted_identities (
      environment_id text not null,
      organization_id text not null references organizations (id) on delete cascade,
      identity_hash text not null,
      deleted_at ${bigint} not null,
      primary key (organization_id, identity_hash)
    ) ${strict}`,
  ],
}

const sqlitePolicies = [
  `update organizations set policy = json_set(policy, '$.provisioning', 'just_in_time', '$.match_by', json('["email"]'),
    '$.match_case', 'exact')`,
  `update connections set policy = json_remove(json_set(policy,
    '$.provisioning', case json_extract(policy, '$.new_users') when 'refuse' then 'known_only' end,
    '$.match_by', case json_extract(policy, '$.link_by') when '["email"]' then null
      else json(json_extract(policy, '$.link_by')) end,
    '$.match_case', null), '$.new_users', '$.link_by')`,
]

const postgresPolicies = [
  `update organizations set policy =
    (policy::jsonb || '{"provisioning":"just_in_time","match_by":["email"],"match_case":"exact"}'::jsonb)::text`,
  `update connections set policy = (policy::jsonb - 'new_users' - 'link_by' || jsonb_build_object(
    'provisioning', case policy::jsonb ->> 'new_users' when 'refuse' then 'known_only' end,
    'match_by', case when policy::jsonb -> 'link_by' = '["email"]'::jsonb then null else policy::jsonb -> 'link_by' end,
    'match_case', null))::text`,
]
