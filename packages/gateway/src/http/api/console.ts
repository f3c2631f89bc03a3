/** The console about itself, over HTTP. */
import { isoTime } from '@gatehouse-sso/core/time'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentEnvironment } from '../../domain/environments/present.ts'
import { presentStaff } from '../../domain/staff/present.ts'
import { leaveConsole, type StaffSession } from '../../domain/staff/session.ts'
import { defaultEnvironment } from '../../domain/staff/staff-event.ts'
import { type Handlers, nothing } from './call.ts'
import type { Principal } from './principal.ts'

/** The operations of this file are for staff sessions only. */
function sessionOf({ principal }: { readonly principal: Principal }): StaffSession {
  if (principal.kind !== 'staff_session') throw new Error('this operation needs a staff session')
  return principal.session
}

export const consoleHandlers: Handlers<Contract['console']> = {
  get: async (call) => {
    const { staff, record } = sessionOf(call)
    const { ports } = call.work
    const { records } = await ports.stores.environments.list({ limit: 100, order: 'asc' })
    const environments = records.toSorted((a, b) => Number(b.is_default) - Number(a.is_default))
    return {
      body: {
        object: 'console_session',
        staff: presentStaff(staff),
        scopes: call.principal.kind === 'staff_session' ? [...call.principal.scopes] : [],
        environments: environments.map((environment) => presentEnvironment(ports.public_url, environment)),
        started_by: record.started_by,
        expires_at: isoTime(record.expires_at),
      },
    }
  },
  leave: async (call) => {
    await leaveConsole(call.work, await defaultEnvironment(call.work.ports), sessionOf(call))
    return nothing
  },
}
