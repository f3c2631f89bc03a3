/**
 * Staff sessions: a browser in which somebody of the vendor works in the console. A session ends after 12 hours, when the
 * person leaves or is removed, when the person is suspended in the owner organization, or when somebody ends it. Of one
 * person, the latest 20 count.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { StaffRole } from '@gatehouse-sso/core/staff-roles'
import { hourMs } from '@gatehouse-sso/core/time'
import type { Caller } from '../events/caller.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { StaffRecord, StaffSessionRecord } from '../stores/staff.ts'
import type { Write } from '../stores/unit.ts'
import { change, type Decision, found, nextVersion } from '../work/change.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { checkRole } from './staff.ts'
import { staffEvent } from './staff-event.ts'

const lifetimeMs = 12 * hourMs
const mostSessions = 20

/** A staff session that works, and whose it is. */
export interface StaffSession {
  readonly record: StaffSessionRecord
  readonly staff: StaffRecord
}

/** A browser in which somebody has just come in. */
export interface StartedStaff {
  readonly cookie: string
  readonly lifetime_ms: number
  readonly staff: StaffRecord
}

/**
 * Starts a session.
 * @param before the person as they were; `changes` are made with it
 */
export function startedStaff(
  { ports, caller }: Work,
  environment: EnvironmentRecord,
  started_by: StaffSessionRecord['started_by'],
  before: StaffRecord,
  changes: Partial<StaffRecord> = {},
): Decision<StartedStaff> & { readonly writes: readonly Write[] } {
  const now = ports.now()
  const id = ports.keys.newId('stses')
  const { handle, hash } = newHandle(ports.keys, id, 256)
  const staff = nextVersion(ports, before, { ...changes, last_seen_at: now })
  const { source } = caller
  const record: StaffSessionRecord = {
    id,
    staff_id: staff.id,
    started_by,
    token_hash: hash,
    address: source?.address ?? null,
    user_agent: source?.user_agent?.slice(0, 400) ?? null,
    created_at: now,
    expires_at: now + lifetimeMs,
  }
  return {
    writes: [
      ports.stores.staff.update(staff, before.version),
      ports.stores.staff_sessions.insert(record),
      ports.stores.staff_sessions.deleteOldest(staff.id, mostSessions),
    ],
    result: { cookie: handle, lifetime_ms: lifetimeMs, staff },
    events: [staffEvent(environment, 'staff.session_started', staff)],
    caller: staffCaller(staff, caller),
  }
}

/** @throws Failure staff_session_missing */
export async function authenticateStaff(ports: Ports, unverified_cookie: string | undefined): Promise<StaffSession> {
  const handle = parseHandle(ports.keys, 'stses', unverified_cookie, 256)
  const record = handle && (await ports.stores.staff_sessions.get(handle.id))
  const isOurs = handle && record && ports.keys.equal(handle.hash, record.token_hash)
  const staff = isOurs && record.expires_at > ports.now() ? await ports.stores.staff.get(record.staff_id) : undefined
  if (!record || !staff) throw new Failure('staff_session_missing')
  if (record.started_by === 'sign_in' && (await isSuspended(ports, staff))) throw new Failure('staff_session_missing')
  return { record, staff }
}

/** Whether an identity belongs to a user of the owner organization who is suspended. */
export async function isSuspended(
  { stores }: Ports,
  { authority, subject }: Pick<StaffRecord, 'authority' | 'subject'>,
): Promise<boolean> {
  const [environment, installation] = await Promise.all([stores.environments.default(), stores.installation.get()])
  const owner = installation?.owner_organization_id ?? null
  if (!environment || owner === null || authority === null || subject === null) return false
  const user = await stores.in(environment.id).users.byIdentity(owner, authority, subject)
  return user?.state === 'suspended'
}

/** Ends the session of the caller. */
export async function leaveConsole(work: Work, environment: EnvironmentRecord, session: StaffSession): Promise<void> {
  return end(work, environment, session.staff, session.record.id)
}

/** @throws Failure resource_missing, staff_role_too_weak */
export async function endStaffSession(
  work: Work,
  environment: EnvironmentRecord,
  own: StaffRole,
  staff_id: Id<'staff'>,
  id: Id<'stses'>,
): Promise<void> {
  const { staff, staff_sessions } = work.ports.stores
  const member = found(await staff.get(staff_id))
  const session = found(await staff_sessions.get(id))
  if (session.staff_id !== staff_id) throw new Failure('resource_missing')
  checkRole(own, member.role)
  return end(work, environment, member, id)
}

function end(work: Work, environment: EnvironmentRecord, staff: StaffRecord, id: Id<'stses'>): Promise<void> {
  return change(work, async () => ({
    writes: [work.ports.stores.staff_sessions.delete(id)],
    result: undefined,
    events: [staffEvent(environment, 'staff.session_ended', staff)],
  }))
}

export function staffCaller({ id }: Pick<StaffRecord, 'id'>, { source }: Pick<Caller, 'source'>): Caller {
  return { actor: { type: 'staff', id }, source }
}
