/** Sessions of people, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { endAllOfConnection, endAllOfOrganization, endAllOfUser } from '../../domain/sessions/end-all.ts'
import { presentSession } from '../../domain/sessions/present.ts'
import { endSession } from '../../domain/sessions/sessions.ts'
import { found } from '../../domain/work/change.ts'
import { oldestSignInOf } from '../../domain/work/lifetimes.ts'
import type { Work } from '../../domain/work/work.ts'
import { environmentOf, type Handlers, nothing, storesOf } from './call.ts'
import { presentPage } from './present.ts'

const firstOf = ({ work }: { readonly work: Work }) => oldestSignInOf(work.ports, 'session')

export const sessionsHandlers: Handlers<Contract['sessions']> = {
  list: async (call) => {
    const { users, sessions } = storesOf(call)
    const { id } = found(await users.get(call.params.user_id))
    return { body: presentPage(await sessions.ofUser(id, firstOf(call), call.query), presentSession) }
  },
  listOfOrganization: async (call) => {
    const { organizations, sessions } = storesOf(call)
    const { id } = found(await organizations.get(call.params.organization_id))
    return { body: presentPage(await sessions.ofOrganization(id, firstOf(call), call.query), presentSession) }
  },
  listOfConnection: async (call) => {
    const { connections, sessions } = storesOf(call)
    const { id } = found(await connections.get(call.params.connection_id))
    return { body: presentPage(await sessions.ofConnection(id, firstOf(call), call.query), presentSession) }
  },
  end: async (call) => {
    const { user_id, session_id } = call.params
    const session = await storesOf(call).sessions.get(session_id)
    found(session?.user_id === user_id ? session : undefined)
    await endSession(call.work, environmentOf(call).id, session_id, 'ended_by_api')
    return nothing
  },
  endAll: async (call) => {
    await endAllOfUser(call.work, environmentOf(call), call.params.user_id)
    return nothing
  },
  endAllOfOrganization: async (call) => {
    await endAllOfOrganization(call.work, environmentOf(call), call.params.organization_id)
    return nothing
  },
  endAllOfConnection: async (call) => {
    await endAllOfConnection(call.work, environmentOf(call), call.params.connection_id)
    return nothing
  },
}
