/** Connections, over HTTP: each operation as a call of the domain. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { Connection, ConnectionTestLink } from '@gatehouse-sso/sdk/contract/connection'
import type { Contract } from '@gatehouse-sso/sdk/contract/contract'
import { checkConnection } from '../../domain/checks/check.ts'
import { explainText } from '../../domain/checks/explanation.ts'
import { presentConnectionExplanation } from '../../domain/checks/present.ts'
import { arm, disarm, setConnectionState } from '../../domain/connections/activation.ts'
import { activateCandidate, discardCandidate, rollBack } from '../../domain/connections/candidate-moves.ts'
import * as domain from '../../domain/connections/connections.ts'
import { confirmEndpoints } from '../../domain/connections/endpoints.ts'
import type { ConnectionView } from '../../domain/connections/present.ts'
import { presentConnection } from '../../domain/connections/present.ts'
import { makeTestLink } from '../../domain/connections/test-link.ts'
import { makeConsentLink } from '../../domain/consent/link.ts'
import type { Work } from '../../domain/work/work.ts'
import { environmentOf, type Handlers, nothing, type OperationResult, storesOf, versioned } from './call.ts'
import { presentPage } from './present.ts'
import type { Principal } from './principal.ts'

/** A connection with its ETag. */
async function shown(
  call: { readonly work: Work; readonly principal: Principal },
  pending: Promise<ConnectionView>,
): Promise<OperationResult<Connection>> {
  const view = await pending
  return versioned(view.connection, presentConnection(call.work.ports, environmentOf(call), view))
}

function linkOf(
  call: {
    readonly work: Work
    readonly principal: Principal
    readonly params: { readonly connection_id: Id<'conn'> }
    readonly body: { readonly expires_in_minutes: number }
  },
  of: 'candidate' | 'any',
): Promise<ConnectionTestLink> {
  return makeTestLink(call.work, environmentOf(call), call.params.connection_id, {
    ...call.body,
    of,
    setup_link_id: call.principal.kind === 'setup_session' ? call.principal.session.link.id : null,
  })
}

export const connectionsHandlers: Handlers<Contract['connections']> = {
  list: async (call) => {
    const page = await storesOf(call).connections.list(call.query)
    const views = await Promise.all(
      page.records.map(async (record) => ({
        id: record.id,
        ...(await domain.viewConnection(call.work.ports, record)),
      })),
    )
    return {
      body: presentPage({ ...page, records: views }, (view) =>
        presentConnection(call.work.ports, environmentOf(call), view),
      ),
    }
  },
  types: async ({ work, language }) => ({
    body: { object: 'connection_types', data: work.ports.connection_types.forms(language) },
  }),
  get: async (call) =>
    shown(call, domain.getConnection(call.work.ports, environmentOf(call).id, call.params.connection_id)),
  create: async (call) => shown(call, domain.createConnection(call.work, environmentOf(call), call.body)),
  update: async (call) => {
    const { work, params, body, version } = call
    return shown(call, domain.updateConnection(work, environmentOf(call), params.connection_id, body, version))
  },
  activate: async (call) =>
    shown(call, setConnectionState(call.work, environmentOf(call), call.params.connection_id, 'active')),
  deactivate: async (call) =>
    shown(call, setConnectionState(call.work, environmentOf(call), call.params.connection_id, 'inactive')),
  arm: async (call) => shown(call, arm(call.work, environmentOf(call), call.params.connection_id)),
  disarm: async (call) => shown(call, disarm(call.work, environmentOf(call), call.params.connection_id)),
  confirmEndpoints: async (call) =>
    shown(call, confirmEndpoints(call.work, environmentOf(call), call.params.connection_id)),
  test: async (call) => ({ body: await linkOf(call, 'any') }),
  testCandidate: async (call) => ({ body: await linkOf(call, 'candidate') }),
  activateCandidate: async (call) =>
    shown(call, activateCandidate(call.work, environmentOf(call), call.params.connection_id, call.body)),
  discardCandidate: async (call) =>
    shown(call, discardCandidate(call.work, environmentOf(call), call.params.connection_id)),
  rollback: async (call) => shown(call, rollBack(call.work, environmentOf(call), call.params.connection_id)),
  consent: async (call) => ({
    body: await makeConsentLink(call.work, environmentOf(call), call.params.connection_id, call.body),
  }),
  check: async (call) => {
    const { work, params, body } = call
    return { body: await checkConnection(work.ports, environmentOf(call), params.connection_id, body.of) }
  },
  explain: async (call) => {
    const { work, params, body, language } = call
    const explanation = await explainText(work.ports, environmentOf(call), params.connection_id, body.text, language)
    return { body: presentConnectionExplanation(explanation) }
  },
  delete: async (call) => {
    await domain.deleteConnection(call.work, environmentOf(call), call.params.connection_id, call.version)
    return nothing
  },
}
