/**
 * Admin links: the way in that needs no single sign-on. `gatehouse admin-link` prints one on the terminal of the server.
 * It works once, for an hour. Its token is in no log, and only a hash of it is kept.
 */
import { emailKey } from '@gatehouse-sso/core/email'
import { Failure } from '@gatehouse-sso/core/failure'
import { hourMs } from '@gatehouse-sso/core/time'
import type { Ports } from '../ports/ports.ts'
import type { AdminLinkRecord, StaffRecord } from '../stores/staff.ts'
import { change, firstVersion } from '../work/change.ts'
import { newHandle, parseHandle } from '../work/handles.ts'
import type { Work } from '../work/work.ts'
import { type StartedStaff, startedStaff } from './session.ts'
import { noInvitation } from './staff.ts'
import { defaultEnvironment, staffEvent } from './staff-event.ts'

export interface NewAdminLink {
  readonly staff: StaffRecord
  readonly url: string
  /** Milliseconds since 1970. */
  readonly expires_at: number
}

/**
 * Makes a link for a staff member, or for the owner without an address, who is made with the first one.
 * @param email of a staff member; `null` for the owner without an address
 * @throws Failure resource_missing, environment_missing
 */
export async function createAdminLink(work: Work, email: string | null): Promise<NewAdminLink> {
  const { ports } = work
  const { staff, admin_links } = ports.stores
  const environment = await defaultEnvironment(ports)
  return change(work, async () => {
    const known = email === null ? await staff.withoutEmail() : await staff.byEmail(emailKey(email) ?? '')
    if (!known && email !== null) {
      throw new Failure('resource_missing', { expected: 'the email of a staff member', received: email })
    }
    const member: StaffRecord = known ?? {
      id: ports.keys.newId('staff'),
      email: null,
      email_key: null,
      name: 'Owner by admin link',
      role: 'owner',
      authority: null,
      subject: null,
      last_seen_at: null,
      ...noInvitation,
      ...firstVersion(ports),
    }
    const id = ports.keys.newId('alink')
    const { handle, hash } = newHandle(ports.keys, id, 256)
    const link: AdminLinkRecord = {
      id,
      staff_id: member.id,
      token_hash: hash,
      created_at: ports.now(),
      expires_at: ports.now() + hourMs,
    }
    return {
      writes: [...(known ? [] : [staff.insert(member)]), admin_links.insert(link)],
      result: { staff: member, url: `${ports.public_url}/console/enter/${handle}`, expires_at: link.expires_at },
      events: [staffEvent(environment, 'staff.admin_link_created', member)],
    }
  })
}

/** The link of an address. It changes nothing. @throws Failure admin_link_invalid */
export async function openAdminLink(
  ports: Ports,
  unverified_token: string,
): Promise<{ readonly link: AdminLinkRecord; readonly staff: StaffRecord }> {
  const handle = parseHandle(ports.keys, 'alink', unverified_token, 256)
  const link = handle && (await ports.stores.admin_links.get(handle.id))
  const isOurs = handle && link && ports.keys.equal(handle.hash, link.token_hash)
  const staff = isOurs && link.expires_at > ports.now() ? await ports.stores.staff.get(link.staff_id) : undefined
  if (!link || !staff) throw new Failure('admin_link_invalid')
  return { link, staff }
}

/** Uses a link up, and starts a session. @throws Failure admin_link_invalid */
export async function enterByAdminLink(work: Work, unverified_token: string): Promise<StartedStaff> {
  const { ports } = work
  const environment = await defaultEnvironment(ports)
  return change(
    work,
    async () => {
      const { link, staff } = await openAdminLink(ports, unverified_token)
      const started = startedStaff(work, environment, 'admin_link', staff)
      return { ...started, writes: [ports.stores.admin_links.use(link.id), ...started.writes] }
    },
    ({ write }) => (write === 'admin_links.use' ? new Failure('admin_link_invalid') : undefined),
  )
}
