/** The public form of roles, groups, users and identities. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Group } from '@gatehouse-sso/sdk/contract/groups'
import type { Role } from '@gatehouse-sso/sdk/contract/roles'
import type { Identity, User } from '@gatehouse-sso/sdk/contract/users'
import type { GroupRecord } from '../stores/groups.ts'
import type { RoleRecord } from '../stores/roles.ts'
import type { IdentityRecord, UserRecord } from '../stores/users.ts'

export function presentRole(record: RoleRecord): Role {
  const { id, slug, name, description, position, is_default, created_at, updated_at } = record
  return {
    object: 'role',
    id,
    slug,
    name,
    description,
    position,
    is_default,
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

export function presentGroup(record: GroupRecord): Group {
  const { id, organization_id, source, idp_id, name, roles, created_at, updated_at } = record
  return {
    object: 'group',
    id,
    organization_id,
    source,
    idp_id,
    name,
    roles: [...roles],
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

export function presentUser(record: UserRecord): User {
  const { environment_id: _, email_key: __, version: ___, ...user } = record
  return {
    object: 'user',
    ...user,
    roles: [...user.roles],
    groups: [...user.groups],
    metadata: { ...user.metadata },
    last_sign_in_at: isoTimeOrNull(user.last_sign_in_at),
    created_at: isoTime(user.created_at),
    updated_at: isoTime(user.updated_at),
  }
}

export function presentIdentity(record: IdentityRecord): Identity {
  const { id, authority, subject, identifier, connection_id, linked_because, created_at } = record
  return {
    object: 'identity',
    id,
    authority,
    subject,
    identifier,
    connection_id,
    linked_because,
    created_at: isoTime(created_at),
  }
}
