/** Roles, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { presentRole } from '../../domain/people/present.ts'
import * as domain from '../../domain/people/roles.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'

export const rolesHandlers: Handlers<Contract['roles']> = {
  list: async (call) => ({
    body: presentPage(await storesOf(call).roles.list(call.query), presentRole),
  }),
  get: async (call) => {
    const record = found(await storesOf(call).roles.get(call.params.role_id))
    return versioned(record, presentRole(record))
  },
  create: async (call) => {
    const record = await domain.createRole(call.work, environmentOf(call).id, call.body)
    return versioned(record, presentRole(record))
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const record = await domain.updateRole(work, environmentOf(call).id, params.role_id, body, version)
    return versioned(record, presentRole(record))
  },
  delete: async (call) => {
    await domain.deleteRole(call.work, environmentOf(call).id, call.params.role_id, call.version)
    return nothing
  },
}
