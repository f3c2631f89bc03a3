/** Users and their identities, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import type { UncheckedRow } from '@gatehouse-sso/sdk/contract/user-import'
import { newUser } from '@gatehouse-sso/sdk/contract/users'
import { moveIdentity, unlinkIdentity } from '../../domain/people/identities.ts'
import { type CheckedRow, importUsers } from '../../domain/people/import.ts'
import { createUser } from '../../domain/people/known-users.ts'
import { presentIdentity, presentUser } from '../../domain/people/present.ts'
import * as domain from '../../domain/people/users.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { listByEmail } from './list-by-email.ts'
import { fieldErrors } from './parse.ts'
import { presentPage } from './present.ts'

export const usersHandlers: Handlers<Contract['users']> = {
  list: async (call) => {
    const { email, preferred_username, search, ...query } = call.query
    const { users } = storesOf(call)
    const wanted = {
      ...query,
      preferred_username_key: preferred_username?.toLowerCase(),
      search: search?.toLowerCase(),
    }
    return {
      body: presentPage(await listByEmail(email, (email_key) => users.list({ ...wanted, email_key })), presentUser),
    }
  },
  get: async (call) => {
    const record = found(await storesOf(call).users.get(call.params.user_id))
    return versioned(record, presentUser(record))
  },
  create: async (call) => {
    const record = await createUser(call.work, environmentOf(call).id, call.body)
    return versioned(record, presentUser(record))
  },
  import: async (call) => {
    const { rows, ...target } = call.body
    return { body: await importUsers(call.work, environmentOf(call).id, target, checkedRows(rows)) }
  },
  update: async (call) => {
    const { work, params, body, version } = call
    const record = await domain.updateUser(work, environmentOf(call).id, params.user_id, body, version)
    return versioned(record, presentUser(record))
  },
  suspend: async (call) => {
    const record = await domain.suspendUser(call.work, environmentOf(call).id, call.params.user_id)
    return versioned(record, presentUser(record))
  },
  reactivate: async (call) => {
    const record = await domain.reactivateUser(call.work, environmentOf(call).id, call.params.user_id)
    return versioned(record, presentUser(record))
  },
  delete: async (call) => {
    await domain.deleteUser(call.work, environmentOf(call).id, call.params.user_id, call.version)
    return nothing
  },
  unlinkIdentity: async (call) => {
    const { user_id, identity_id } = call.params
    await unlinkIdentity(call.work, environmentOf(call).id, user_id, identity_id)
    return nothing
  },
  moveIdentity: async (call) => {
    const { work, params, body } = call
    const record = await moveIdentity(work, environmentOf(call).id, params.user_id, params.identity_id, body.user_id)
    return { body: presentIdentity(record) }
  },
  identities: async (call) => {
    const { user_id } = call.params
    found(await storesOf(call).users.get(user_id))
    return {
      body: presentPage(await storesOf(call).users.identities(user_id, call.query), presentIdentity),
    }
  },
}

/** Checks the rows as they are read, so that no long list is checked at once. */
function* checkedRows(rows: readonly UncheckedRow[]): Generator<CheckedRow> {
  for (const row of rows) {
    const { success, data, error } = newUser.safeParse(row)
    yield success ? { person: data } : { errors: fieldErrors(newUser, error.issues) }
  }
}
