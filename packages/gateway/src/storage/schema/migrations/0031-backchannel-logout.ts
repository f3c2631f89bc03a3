import type { Migration } from '../migration.ts'

/** Applications name the address that is told when a session ends. */
export const backchannelLogout: Migration = {
  name: '0031_backchannel_logout',
  statements: () => [
    'alter table applications add column backchannel_logout_uri text',
    'alter table applications add column backchannel_logout_session_required integer not null default 0',
  ],
}
