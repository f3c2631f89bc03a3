import type { Migration } from '../migration.ts'

const connection = JSON.stringify({ upstream_logout: false, logout_page_url: null })

/**
 * Applications name a page for logout in the browser. Connections say whether logout goes on to the identity provider, and
 * sessions keep what it wants to know then. An identity provider finds our session by its own name for it.
 */
export const logoutChannels: Migration = {
  name: '0032_logout_channels',
  statements: ({ dialect }) => [
    'alter table applications add column frontchannel_logout_uri text',
    'alter table applications add column frontchannel_logout_session_required integer not null default 0',
    'alter table sessions add column logout_hints_sealed text',
    'create index sessions_upstream_sid on sessions (upstream_sid) where upstream_sid is not null',
    ...(dialect === 'sqlite'
      ? [
          // json_patch would remove a member that is null.
          "update connections set policy = json_set(policy, '$.upstream_logout', json('false'), '$.logout_page_url', null)",
          "update organizations set policy = json_set(policy, '$.session.logout_page_url', null)",
        ]
      : [
          `update connections set policy = (policy::jsonb || '${connection}'::jsonb)::text`,
          "update organizations set policy = jsonb_set(policy::jsonb, '{session,logout_page_url}', 'null')::text",
        ]),
  ],
}
