/** Roles, over HTTP: how one is printed, and what each operation calls. */
import type { Contract } from '@gatehouse/sdk/contract/contract'
import type { Role } from '@gatehouse/sdk/contract/roles'
import { found } from '../../domain/change.ts'
import type { RoleRecord } from '../../domain/records.ts'
import * as domain from '../../domain/roles.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage, time } from './present.ts'

export function presentRole(record: RoleRecord): Role {
  const { id, slug, name, description, position, is_default, created_at, updated_at } = record
  return {
    object: 'role',
    id,
    slug,
    name,
    description,
    position,
    is_default,
    created_at: time(created_at),
    updated_at: time(updated_at),
  }
}

export const rolesHandlers: Handlers<Contract['roles']> = {
  list: async (call) => ({
    body: presentPage(await storesOf(call).roles.list(call.query), presentRole),
  }),
  get: async (call) => {
    const record = found(await storesOf(call).roles.get(call.params.role_id))
    return versioned(record, presentRole(record))
  },
  create: async (call) => {
    const record = await domain.createRole(call.ports, environmentOf(call).id, call.body)
    return versioned(record, presentRole(record))
  },
  update: async (call) => {
    const { ports, params, body, version } = call
    const record = await domain.updateRole(ports, environmentOf(call).id, params.role_id, body, version)
    return versioned(record, presentRole(record))
  },
  delete: async (call) => {
    await domain.deleteRole(call.ports, environmentOf(call).id, call.params.role_id)
    return nothing
  },
}
