/** Staff, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentStaff, presentStaffSession } from '../../domain/staff/present.ts'
import { endStaffSession } from '../../domain/staff/session.ts'
import { chooseOwner, staffSettings } from '../../domain/staff/settings.ts'
import { deleteStaff, inviteStaff, resendInvitation, updateStaff } from '../../domain/staff/staff.ts'
import { defaultEnvironment } from '../../domain/staff/staff-event.ts'
import { found } from '../../domain/work/change.ts'
import { type Handlers, nothing, versioned } from './call.ts'
import { presentPage } from './present.ts'
import { staffRoleOf } from './principal.ts'

export const staffHandlers: Handlers<Contract['staff']> = {
  list: async ({ work, query }) => ({ body: presentPage(await work.ports.stores.staff.list(query), presentStaff) }),
  get: async ({ work, params }) => {
    const record = found(await work.ports.stores.staff.get(params.staff_id))
    return versioned(record, presentStaff(record))
  },
  invite: async ({ work, principal, body }) => {
    const { record, url } = await inviteStaff(work, staffRoleOf(principal), body)
    return versioned(record, { ...presentStaff(record), url })
  },
  resend: async ({ work, principal, params }) => {
    const { record, url } = await resendInvitation(work, staffRoleOf(principal), params.staff_id)
    return versioned(record, { ...presentStaff(record), url })
  },
  update: async ({ work, principal, params, body, version }) => {
    const record = await updateStaff(work, staffRoleOf(principal), params.staff_id, body, version)
    return versioned(record, presentStaff(record))
  },
  delete: async ({ work, principal, params, version }) => {
    await deleteStaff(work, staffRoleOf(principal), params.staff_id, version)
    return nothing
  },
  listSessions: async ({ work, params, query }) => {
    const { id } = found(await work.ports.stores.staff.get(params.staff_id))
    return { body: presentPage(await work.ports.stores.staff_sessions.list(id, query), presentStaffSession) }
  },
  endSession: async ({ work, principal, params }) => {
    const environment = await defaultEnvironment(work.ports)
    const { staff_id, staff_session_id } = params
    await endStaffSession(work, environment, staffRoleOf(principal), staff_id, staff_session_id)
    return nothing
  },
  getSettings: async ({ work }) => ({ body: await staffSettings(work.ports) }),
  updateSettings: async ({ work, principal, body }) => ({
    body: await chooseOwner(work, staffRoleOf(principal), body.organization_id),
  }),
}
