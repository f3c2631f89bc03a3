/**
 * The tombstone of an identity whose user was deleted. A sign-in alone does not bring the person back: an identity
 * provider may give the subject to somebody else (OpenID Connect Core, 5.7). Only a hash is kept.
 */
import type { Ports } from '../ports/ports.ts'
import type { DeletedIdentity, IdentityRecord, UserRecord } from '../stores/users.ts'

export function deletedIdentity(
  { keys, now }: Ports,
  { environment_id, organization_id }: Pick<UserRecord, 'environment_id' | 'organization_id'>,
  { authority, subject }: Pick<IdentityRecord, 'authority' | 'subject'>,
): DeletedIdentity {
  return { environment_id, organization_id, identity_hash: keys.sha256(`${authority}\n${subject}`), deleted_at: now() }
}
