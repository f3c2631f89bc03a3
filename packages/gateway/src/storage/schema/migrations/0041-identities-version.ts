import type { Migration } from '../migration.ts'

/** Users count what operators change about their identities, so that a sign-in at the same moment decides again. */
export const identitiesVersion: Migration = {
  name: '0041_identities_version',
  statements: () => ['alter table users add column identities_version integer not null default 0'],
}
