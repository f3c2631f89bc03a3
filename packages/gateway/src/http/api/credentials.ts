/** Credentials of a connection, over HTTP: each operation as a call of the domain. */
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/credentials/credentials.ts'
import { presentCredential } from '../../domain/credentials/present.ts'
import { found } from '../../domain/work/change.ts'
import { environmentOf, type Handlers, nothing, storesOf } from './call.ts'
import { presentPage } from './present.ts'

export const credentialsHandlers: Handlers<Contract['credentials']> = {
  list: async (call) => {
    const { connection_id } = call.params
    found(await storesOf(call).connections.get(connection_id))
    const records = await storesOf(call).credentials.ofConnection(connection_id)
    return {
      body: presentPage({ records, more_before: false, more_after: false }, (record) =>
        presentCredential(call.work.ports, record),
      ),
    }
  },
  create: async (call) => {
    const { work, params, body } = call
    const record = await domain.addCredential(work, environmentOf(call).id, params.connection_id, body)
    return { body: presentCredential(work.ports, record) }
  },
  activate: async (call) => {
    const { connection_id, credential_id } = call.params
    const environment_id = environmentOf(call).id
    const record = await domain.activateCredential(call.work, environment_id, connection_id, credential_id)
    return { body: presentCredential(call.work.ports, record) }
  },
  delete: async (call) => {
    const { connection_id, credential_id } = call.params
    await domain.deleteCredential(call.work, environmentOf(call).id, connection_id, credential_id)
    return nothing
  },
}
