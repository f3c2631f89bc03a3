import type { Migration } from '../migration.ts'

/** A credential remembers what the identity provider said when it was last tried. */
export const credentialTrials: Migration = {
  name: '0005_credential_trials',
  statements: () => ['alter table credentials add column trial text'],
}
