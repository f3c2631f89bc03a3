import type { Migration } from '../migration.ts'

/** Connections remember the endpoints of their identity provider. Those that the next sign-in sees are trusted. */
export const endpoints: Migration = {
  name: '0023_endpoints',
  statements: () => ['alter table connections add column endpoints text'],
}
