/** The attributes that an output claim can have. The gateway checks them; this list is for the choice. */
export const outputSources = [
  'id',
  'external_id',
  'identifier',
  'email',
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'role',
  'roles',
  'groups',
  'is_admin',
  'organization_id',
] as const
