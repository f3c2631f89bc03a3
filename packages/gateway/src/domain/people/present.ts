/** The public form of roles, groups, users and identities. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Group } from '@gatehouse-sso/sdk/contract/groups'
import type { Role } from '@gatehouse-sso/sdk/contract/roles'
import type { Identity, User } from '@gatehouse-sso/sdk/contract/users'
import type { GroupRecord } from '../stores/groups.ts'
import type { RoleRecord } from '../stores/roles.ts'
import type { IdentityRecord, UserRecord } from '../stores/users.ts'

export function presentRole(record: RoleRecord): Role {
  const {
    id,
    slug,
    name,
    description,
    position,
    is_default,
    assignable_by_customer,
    claim_values,
    created_at,
    updated_at,
  } = record
  return {
    object: 'role',
    id,
    slug,
    name,
    description,
    position,
    is_default,
    assignable_by_customer,
    claim_values: [...claim_values],
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

export function presentGroup(record: GroupRecord): Group {
  const { id, organization_id, source, idp_id, name, roles, seen_count, last_seen_at } = record
  return {
    object: 'group',
    id,
    organization_id,
    source,
    idp_id,
    name,
    roles: [...roles],
    seen_count,
    last_seen_at: isoTimeOrNull(last_seen_at),
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}

export function presentUser(record: UserRecord): User {
  return {
    object: 'user',
    id: record.id,
    organization_id: record.organization_id,
    kind: record.kind,
    state: record.state,
    source: record.source,
    email: record.email,
    email_verified: record.email_verified,
    name: record.name,
    given_name: record.given_name,
    family_name: record.family_name,
    preferred_username: record.preferred_username,
    external_id: record.external_id,
    identifier: record.identifier,
    custom_attributes: presentCustomAttributes(record.custom_attributes),
    role: record.role,
    roles: [...record.roles],
    role_reasons: record.role_reasons.map(({ role, because, from }) => ({ role, because, from })),
    groups: [...record.groups],
    is_admin: record.is_admin,
    metadata: record.metadata,
    last_sign_in_at: isoTimeOrNull(record.last_sign_in_at),
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}

export function presentCustomAttributes(attributes: UserRecord['custom_attributes']): User['custom_attributes'] {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  )
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
