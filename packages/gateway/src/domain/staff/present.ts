/** The public form of staff, their sessions and settings. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { StaffMember, StaffSession, StaffSettings } from '@gatehouse-sso/sdk/contract/staff'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { InstallationRecord } from '../stores/installation.ts'
import type { StaffRecord, StaffSessionRecord } from '../stores/staff.ts'

export function presentStaff(record: StaffRecord): StaffMember {
  const { id, email, name, role, token_expires_at, authority, last_seen_at, created_at, updated_at } = record
  return {
    object: 'staff',
    id,
    email,
    name,
    role,
    state: last_seen_at === null ? 'invited' : 'active',
    is_bound: authority !== null,
    invitation_expires_at: isoTimeOrNull(token_expires_at),
    last_seen_at: isoTimeOrNull(last_seen_at),
    created_at: isoTime(created_at),
    updated_at: isoTime(updated_at),
  }
}

export function presentStaffSession(record: StaffSessionRecord): StaffSession {
  const { id, staff_id, started_by, address, user_agent, created_at, expires_at } = record
  return {
    object: 'staff_session',
    id,
    staff_id,
    started_by,
    address,
    user_agent,
    created_at: isoTime(created_at),
    expires_at: isoTime(expires_at),
  }
}

/** @param environment the default one */
export function presentStaffSettings(
  environment: EnvironmentRecord,
  { owner_organization_id, owner_changed_at, created_at }: InstallationRecord,
): StaffSettings {
  return {
    object: 'staff_settings',
    id: environment.id,
    organization_id: owner_organization_id,
    updated_at: isoTime(owner_changed_at ?? created_at),
  }
}
