/**
 * The profile of a person whose organization has the provisioning `pass_through`. The user row stays empty. The profile
 * is sealed in the session, from which each grant takes it, and goes with them.
 */
import type { Ports } from '../ports/ports.ts'
import type { UserRecord } from '../stores/users.ts'

/** Everything in a user row that a sign-in brings. */
export type PersonalFields = Pick<
  UserRecord,
  | 'email'
  | 'email_verified'
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'preferred_username'
  | 'identifier'
  | 'custom_attributes'
  | 'role'
  | 'roles'
  | 'groups'
  | 'is_admin'
>

/** The row of a user without a profile. */
export const noProfile: PersonalFields &
  Pick<
    UserRecord,
    'email_key' | 'name_key' | 'preferred_username_key' | 'preferred_username_verified' | 'role_reasons'
  > = {
  email: null,
  email_key: null,
  email_verified: false,
  name: null,
  name_key: null,
  given_name: null,
  family_name: null,
  preferred_username: null,
  preferred_username_key: null,
  preferred_username_verified: false,
  identifier: null,
  custom_attributes: {},
  role: null,
  roles: [],
  role_reasons: [],
  groups: [],
  is_admin: false,
}

const context = (user_id: string): string => `people.profile:${user_id}`

export function sealProfile({ keys }: Ports, user_id: string, fields: PersonalFields): string {
  const { email, email_verified, name, given_name, family_name, preferred_username, identifier } = fields
  const { custom_attributes, role, roles, groups, is_admin } = fields
  const profile: PersonalFields = {
    ...{ email, email_verified, name, given_name, family_name, preferred_username, identifier },
    ...{ custom_attributes, role, roles, groups, is_admin },
  }
  return keys.seal(JSON.stringify(profile), context(user_id))
}

export function openProfile({ keys }: Ports, user_id: string, sealed: string): PersonalFields {
  return JSON.parse(keys.open(sealed, context(user_id)))
}

/** A row or a grant with the profile that was passed with it, if there is one. */
export function withPassedProfile<R extends { readonly user_id: string; readonly profile_sealed: string | null }>(
  ports: Ports,
  row: R,
): R | (R & PersonalFields) {
  return row.profile_sealed === null ? row : { ...row, ...openProfile(ports, row.user_id, row.profile_sealed) }
}
