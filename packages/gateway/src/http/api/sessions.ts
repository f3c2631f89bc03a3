/** Sessions of a user, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentSession } from '../../domain/sessions/present.ts'
import { endSession } from '../../domain/sessions/sessions.ts'
import { found } from '../../domain/work/change.ts'
import { oldestSignInOf } from '../../domain/work/lifetimes.ts'
import { environmentOf, type Handlers, nothing, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const sessionsHandlers: Handlers<Contract['sessions']> = {
  list: async (call) => {
    const { users, sessions } = storesOf(call)
    const { id } = found(await users.get(call.params.user_id))
    return {
      body: presentPage(
        await sessions.ofUser(id, oldestSignInOf(call.work.ports, 'session'), call.query),
        presentSession,
      ),
    }
  },
  end: async (call) => {
    const { user_id, session_id } = call.params
    const session = await storesOf(call).sessions.get(session_id)
    found(session?.user_id === user_id ? session : undefined)
    await endSession(call.work, environmentOf(call).id, session_id, 'ended_by_api')
    return nothing
  },
}
