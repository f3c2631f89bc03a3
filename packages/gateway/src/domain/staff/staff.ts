/**
 * Staff: the people of the vendor who use the console.
 *
 *   invited ── a sign-in through the owner's connection proves the address ──→ active, bound to one identity
 *      └────── an admin link of the command line ──→ active, without single sign-on
 *
 * A role counts from the next request. A staff member gives, changes and takes away no role that is stronger than the own
 * one, and one owner always stays.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import { isStronger, type StaffRole } from '@gatehouse-sso/core/staff-roles'
import { dayMs } from '@gatehouse-sso/core/time'
import type { ParsedBody } from '@gatehouse-sso/sdk/contract/operation'
import type { staff as contract } from '@gatehouse-sso/sdk/contract/staff'
import type { Ports } from '../ports/ports.ts'
import type { StaffRecord } from '../stores/staff.ts'
import type { UnitRefused } from '../stores/unit.ts'
import { change, checkVersion, firstVersion, found, nextVersion } from '../work/change.ts'
import { newHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { defaultEnvironment, staffEvent } from './staff-event.ts'

const invitationDays = 7

/** @throws Failure staff_role_too_weak */
export function checkRole(own: StaffRole, ...roles: readonly StaffRole[]): void {
  const stronger = roles.find((role) => isStronger(role, own))
  if (stronger) throw new Failure('staff_role_too_weak', { expected: stronger, received: own })
}

/** An invitation with its address, which nobody can read later. */
export interface InvitedStaff {
  readonly record: StaffRecord
  readonly url: string
}

/**
 * @param own the role of the caller
 * @throws Failure already_exists, staff_role_too_weak, values_invalid
 */
export async function inviteStaff(
  work: Work,
  own: StaffRole,
  input: ParsedBody<typeof contract.invite>,
): Promise<InvitedStaff> {
  const { ports } = work
  const { staff } = ports.stores
  checkRole(own, input.role)
  const environment = await defaultEnvironment(ports)
  const email_key = emailKey(input.email)
  if (email_key === undefined) {
    throw new Failure('values_invalid', {
      errors: [{ param: '/email', code: 'invalid_format', message: 'is no email' }],
    })
  }
  return change(
    work,
    async () => {
      if (await staff.byEmail(email_key)) throw new Failure('already_exists', { param: '/email' })
      const id = ports.keys.newId('staff')
      const record: StaffRecord = {
        id,
        email: input.email,
        email_key,
        name: input.name ?? null,
        role: input.role,
        authority: null,
        subject: null,
        last_seen_at: null,
        ...noInvitation,
        ...firstVersion(ports),
      }
      const invited = withInvitation(ports, record)
      const writes = [staff.insert(invited.record)]
      return { writes, result: invited, events: [staffEvent(environment, 'staff.invited', invited.record)] }
    },
    ({ reason }) => (reason === 'unique' ? new Failure('already_exists', { param: '/email' }) : undefined),
  )
}

export const noInvitation = { token_hash: null, token_expires_at: null } as const

function withInvitation(ports: Ports, record: StaffRecord): InvitedStaff {
  const { handle, hash } = newHandle(ports.keys, record.id, 256)
  const token_expires_at = ports.now() + invitationDays * dayMs
  return {
    record: { ...record, token_hash: hash, token_expires_at },
    url: `${ports.public_url}/console/join/${handle}`,
  }
}

/** @throws Failure resource_missing, staff_role_too_weak, state_conflict for somebody who is bound */
export async function resendInvitation(work: Work, own: StaffRole, id: Id<'staff'>): Promise<InvitedStaff> {
  const { ports } = work
  const environment = await defaultEnvironment(ports)
  return change(work, async () => {
    const before = found(await ports.stores.staff.get(id))
    checkRole(own, before.role)
    if (before.authority !== null || before.email === null) {
      throw new Failure('state_conflict', {
        expected: 'somebody with an email and without a bound identity',
        received: before.email === null ? 'no email' : 'a bound identity',
      })
    }
    const { record, url } = withInvitation(ports, nextVersion(ports, before, {}))
    return {
      writes: [ports.stores.staff.update(record, before.version)],
      result: { record, url },
      events: [staffEvent(environment, 'staff.resent', record, before)],
    }
  })
}

/** @throws Failure resource_missing, staff_role_too_weak, staff_last_owner, precondition_failed */
export async function updateStaff(
  work: Work,
  own: StaffRole,
  id: Id<'staff'>,
  input: ParsedBody<typeof contract.update>,
  version: number | undefined,
): Promise<StaffRecord> {
  const { ports } = work
  const { staff } = ports.stores
  const environment = await defaultEnvironment(ports)
  return change(
    work,
    async () => {
      const before = found(await staff.get(id))
      checkVersion(before, version)
      const role = input.role ?? before.role
      checkRole(own, before.role, role)
      const record = nextVersion(ports, before, { role, name: input.name === undefined ? before.name : input.name })
      const isDemoted = before.role === 'owner' && role !== 'owner' && before.last_seen_at !== null
      return {
        writes: [...(isDemoted ? [staff.expectOtherOwner(id)] : []), staff.update(record, before.version)],
        result: record,
        events: [staffEvent(environment, 'staff.updated', record, before)],
      }
    },
    lastOwner,
  )
}

/** Removes somebody; the sessions end with the row. @throws Failure as updateStaff */
export async function deleteStaff(
  work: Work,
  own: StaffRole,
  id: Id<'staff'>,
  version: number | undefined,
): Promise<void> {
  const { ports } = work
  const { staff } = ports.stores
  const environment = await defaultEnvironment(ports)
  return change(
    work,
    async () => {
      const record = found(await staff.get(id))
      checkVersion(record, version)
      checkRole(own, record.role)
      const isOwner = record.role === 'owner' && record.last_seen_at !== null
      return {
        writes: [...(isOwner ? [staff.expectOtherOwner(id)] : []), staff.delete(id, record.version)],
        result: undefined,
        events: [staffEvent(environment, 'staff.deleted', record)],
      }
    },
    lastOwner,
  )
}

function lastOwner({ write }: UnitRefused): Failure | undefined {
  return write === 'staff.expectOtherOwner' ? new Failure('staff_last_owner') : undefined
}
