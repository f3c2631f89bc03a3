import type { Migration } from '../migration.ts'

/** Each environment may suggest a name for its application at an identity provider. */
export const suggestedNames: Migration = {
  name: '0029_suggested_names',
  statements: () => ['alter table environments add column suggested_application_name text'],
}
