import type { Migration } from '../migration.ts'

/** A verified domain remembers who has verified it. Until now only the operator could. */
export const domainVerification: Migration = {
  name: '0007_domain_verification',
  statements: () => [
    'alter table domains add column verified_by text',
    "update domains set verified_by = 'operator' where state = 'verified'",
  ],
}
