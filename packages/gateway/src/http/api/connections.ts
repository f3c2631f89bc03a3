/** Connections, over HTTP: what each operation calls. */

import type { Connection } from '@gatehouse-sso/sdk/contract/connections'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import * as domain from '../../domain/connections/connections.ts'
import type { ConnectionView } from '../../domain/connections/present.ts'
import { presentConnection } from '../../domain/connections/present.ts'
import type { Ports } from '../../domain/ports/ports.ts'
import { type Answer, environmentOf, type Handlers, nothing, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'
import type { Principal } from './principal.ts'

/** A connection as an answer, with its ETag. */
async function answer(
  call: { readonly ports: Ports; readonly principal: Principal },
  pending: Promise<ConnectionView>,
): Promise<Answer<Connection>> {
  const view = await pending
  return versioned(view.connection, presentConnection(call.ports, environmentOf(call), view))
}

export const connectionsHandlers: Handlers<Contract['connections']> = {
  list: async (call) => {
    const page = await storesOf(call).connections.list(call.query)
    const views = await Promise.all(
      page.records.map(async (record) => ({
        id: record.id,
        ...(await domain.viewConnection(call.ports, record)),
      })),
    )
    return {
      body: presentPage({ ...page, records: views }, (view) =>
        presentConnection(call.ports, environmentOf(call), view),
      ),
    }
  },
  get: async (call) =>
    answer(call, domain.getConnection(call.ports, environmentOf(call).id, call.params.connection_id)),
  create: async (call) => answer(call, domain.createConnection(call.ports, environmentOf(call), call.body)),
  update: async (call) => {
    const { ports, params, body, version } = call
    return answer(call, domain.updateConnection(ports, environmentOf(call), params.connection_id, body, version))
  },
  activate: async (call) =>
    answer(call, domain.setConnectionState(call.ports, environmentOf(call), call.params.connection_id, 'active')),
  deactivate: async (call) =>
    answer(call, domain.setConnectionState(call.ports, environmentOf(call), call.params.connection_id, 'inactive')),
  delete: async (call) => {
    await domain.deleteConnection(call.ports, environmentOf(call), call.params.connection_id, call.version)
    return nothing
  },
}
