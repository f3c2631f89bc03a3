import type { Migration } from '../migration.ts'

/** Environments list the paths that customers registered before as redirect URIs. */
export const callbackAliases: Migration = {
  name: '0022_callback_aliases',
  statements: () => ["alter table environments add column callback_aliases text not null default '[]'"],
}
