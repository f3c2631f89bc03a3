import type { Migration } from '../migration.ts'

/** Connections remember the keys whose secret part their identity provider publishes. */
export const exposedKeys: Migration = {
  name: '0024_exposed_keys',
  statements: () => ['alter table connections add column exposed_keys text'],
}
