import type { Migration } from '../migration.ts'

/** A connection keeps the latest word about the consent of its organization. */
export const consent: Migration = {
  name: '0017_consent',
  statements: () => ['alter table connections add column consent text'],
}
