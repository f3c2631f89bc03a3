/** Groups, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/people/groups.ts'
import { presentGroup } from '../../domain/people/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'

export const groupsHandlers: Handlers<Contract['groups']> = {
  list: async (call) => ({
    body: presentPage(await storesOf(call).groups.list(call.query), presentGroup),
  }),
  get: async (call) => {
    const record = found(await storesOf(call).groups.get(call.params.group_id))
    return versioned(record, presentGroup(record))
  },
  create: async (call) => {
    const record = await domain.createGroup(call.work, environmentOf(call).id, call.body)
    return versioned(record, presentGroup(record))
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const record = await domain.updateGroup(work, environmentOf(call).id, params.group_id, body, version)
    return versioned(record, presentGroup(record))
  },
  delete: async (call) => {
    await domain.deleteGroup(call.work, environmentOf(call).id, call.params.group_id, call.version)
    return nothing
  },
}
