/** The columns of users. */
import type { UserRecord } from '../domain/stores/users.ts'

/** The columns that the claims of a sign-in set. */
export const columnsFromSignIn = [
  'email',
  'email_key',
  'email_verified',
  'name',
  'name_key',
  'given_name',
  'family_name',
  'preferred_username',
  'preferred_username_key',
  'preferred_username_verified',
  'role',
  'roles',
  'role_reasons',
  'groups',
  'is_admin',
  'identifier',
  'custom_attributes',
  'last_sign_in_at',
] as const satisfies (keyof UserRecord)[]

export const userColumns = [
  ...columnsFromSignIn,
  'id',
  'environment_id',
  'organization_id',
  'kind',
  'state',
  'source',
  'external_id',
  'external_id_key',
  'metadata',
  'identities_version',
  'access_ended_at',
  'version',
  'created_at',
  'updated_at',
] as const satisfies (keyof UserRecord)[]
