/** Groups, over HTTP: how one is printed, and what each operation calls. */
import type { Contract } from '@gatehouse/sdk/contract/contract'
import type { Group } from '@gatehouse/sdk/contract/groups'
import { found } from '../../domain/change.ts'
import * as domain from '../../domain/groups.ts'
import type { GroupRecord } from '../../domain/records.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage, time } from './present.ts'

export function presentGroup(record: GroupRecord): Group {
  const { id, organization_id, source, idp_id, name, roles, created_at, updated_at } = record
  return {
    object: 'group',
    id,
    organization_id,
    source,
    idp_id,
    name,
    roles: [...roles],
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export const groupsHandlers: Handlers<Contract['groups']> = {
  list: async (call) => ({
    body: presentPage(await storesOf(call).groups.list(call.query), presentGroup),
  }),
  get: async (call) => {
    const record = found(await storesOf(call).groups.get(call.params.group_id))
    return versioned(record, presentGroup(record))
  },
  create: async (call) => {
    const record = await domain.createGroup(call.ports, environmentOf(call).id, call.body)
    return versioned(record, presentGroup(record))
  },
  update: async (call) => {
    const { ports, params, body, version } = call
    const record = await domain.updateGroup(ports, environmentOf(call).id, params.group_id, body, version)
    return versioned(record, presentGroup(record))
  },
  delete: async (call) => {
    await domain.deleteGroup(call.ports, environmentOf(call).id, call.params.group_id)
    return nothing
  },
}
