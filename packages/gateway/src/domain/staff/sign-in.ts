/**
 * The sign-in of staff: through the active connection of the owner organization, as people of customers sign in.
 *
 *   /console/sign_in              the button: beginStaffSignIn() → identity provider
 *   /console/join/{token}         the same, by an invitation
 *   /sso/oidc/callback/{conn}     enterAsStaff(): a staff session, or 403
 *
 * An invitation binds the first identity that proves its address. Later the identity decides, and the address nothing.
 */
import { Failure } from '@gatehouse-sso/core/failure'
import type { FailureCode } from '@gatehouse-sso/core/failures'
import type { Ports } from '../ports/ports.ts'
import { beginReturn } from '../sign-in/return.ts'
import type { InvitedPerson, ReturnedPerson, ReturnPlace } from '../sign-ins/flow.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { StaffRecord } from '../stores/staff.ts'
import { change } from '../work/change.ts'
import { parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { isSuspended, type StartedStaff, startedStaff } from './session.ts'
import { noInvitation } from './staff.ts'
import { defaultEnvironment, staffEvent } from './staff-event.ts'

/** The active connection of the owner; the newest of several. Only owners make and change them (owner-guard.ts). @throws Failure staff_organization_unset */
export async function staffConnection(ports: Ports): Promise<ConnectionRecord> {
  const environment = await defaultEnvironment(ports)
  const organization_id = (await ports.stores.installation.get())?.owner_organization_id ?? null
  const { connections } = ports.stores.in(environment.id)
  const { records } =
    organization_id === null
      ? { records: [] }
      : await connections.list({ organization_id, state: 'active', limit: 1, order: 'desc' })
  const [connection] = records
  if (!connection) throw new Failure('staff_organization_unset')
  return connection
}

/** The staff member whom an invitation names. It changes nothing. @throws Failure staff_invitation_invalid */
export async function openStaffInvitation(ports: Ports, unverified_token: string): Promise<StaffRecord> {
  const handle = parseHandle(ports.keys, 'staff', unverified_token, 256)
  const staff = handle && (await ports.stores.staff.get(handle.id))
  const isOurs = handle && staff?.token_hash && ports.keys.equal(handle.hash, staff.token_hash)
  if (!staff || !isOurs || staff.authority !== null || (staff.token_expires_at ?? 0) <= ports.now()) {
    throw new Failure('staff_invitation_invalid')
  }
  return staff
}

/**
 * @param invited the staff member of an opened invitation
 * @returns the address at the identity provider
 * @throws Failure staff_organization_unset; and why the identity provider cannot be asked
 */
export async function beginStaffSignIn(
  work: Work,
  browser_hash: string,
  { invited, to }: { readonly invited: InvitedPerson | null; readonly to: string },
): Promise<string> {
  const environment = await defaultEnvironment(work.ports)
  const connection = await staffConnection(work.ports)
  const returns_to = { kind: 'console', invited, connection_id: connection.id, to } as const
  return beginReturn(work, environment, connection, browser_hash, returns_to)
}

/** Refusals of the policy that say nothing about staff: an invited colleague need not be a user. */
const unimportant: readonly (FailureCode | null)[] = [null, 'user_unknown', 'invitation_missing']

/** @throws Failure staff_unknown, with the addresses that the person proved; staff_organization_unset */
export async function enterAsStaff(
  work: Work,
  { invited, connection_id }: Pick<Extract<ReturnPlace, { kind: 'console' }>, 'invited' | 'connection_id'>,
  person: ReturnedPerson,
): Promise<StartedStaff> {
  const { ports } = work
  const { staff } = ports.stores
  const environment = await defaultEnvironment(ports)
  return change(
    work,
    async () => {
      // Another connection may have been chosen while the person was away.
      if ((await staffConnection(ports)).id !== connection_id) throw new Failure('staff_unknown')
      const { authority, subject } = person
      const isOut = !unimportant.includes(person.refusal) || (await isSuspended(ports, { authority, subject }))
      if (isOut) throw new Failure('staff_unknown', { received: person.refusal ?? 'a suspended user' })
      const known = await staff.byIdentity(authority, subject)
      if (known) return startedStaff(work, environment, 'sign_in', known)
      const member = invited === null ? undefined : await staff.get(invited.staff_id)
      const isNamed = member?.email_key != null && person.email_keys.includes(member.email_key)
      const isOpen =
        member &&
        member.authority === null &&
        member.token_hash === invited?.token_hash &&
        (member.token_expires_at ?? 0) > ports.now()
      if (!member || !isNamed || !isOpen) {
        throw new Failure('staff_unknown', {
          ...(member?.email ? { expected: member.email } : {}),
          received: person.email_keys.join(', ') || 'an account without a proved email',
        })
      }
      const name = member.name ?? person.name
      const started = startedStaff(work, environment, 'sign_in', member, { authority, subject, name, ...noInvitation })
      const bound = staffEvent(environment, 'staff.bound', started.result.staff, member)
      return { ...started, events: [bound, ...(started.events ?? [])] }
    },
    ({ write, reason }) => (write === 'staff.update' && reason === 'unique' ? new Failure('staff_unknown') : undefined),
  )
}
