/** The first successful sign-in through an armed draft: it is the test of the draft, and activates it. */
import type { Id } from '@gatehouse-sso/core/ids'
import type { NewEvent } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { Write } from '../stores/unit.ts'
import { found, nextVersion } from '../work/change.ts'
import { type Configured, withTest } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { viewConnection } from './connections.ts'

const nothing = { writes: [], events: [] }

/**
 * The writes for the unit that ends the sign-in: they stand before the session, which needs an active connection. Of
 * two first sign-ins at the same moment one activates, and the other decides again.
 */
export async function firstActivation(
  ports: Ports,
  connection: ConnectionRecord,
  { id }: { readonly id: Id<'signin'> },
  used: Configured,
): Promise<{ readonly writes: readonly Write[]; readonly events: readonly NewEvent[] }> {
  if (connection.state === 'active') return nothing
  const { connections } = ports.stores.in(connection.environment_id)
  // The cache may not know yet that another sign-in was faster.
  const record = found(await connections.get(connection.id))
  if (record.state === 'active') return nothing
  const environment = found(await ports.stores.environments.get(connection.environment_id))
  const before = await viewConnection(ports, record)
  const test = withTest(record, used, { sign_in_id: id, result: 'passed', at: ports.now() })
  const next = nextVersion(ports, record, { state: 'active', armed_at: null, ...test })
  const event = connectionEvent(ports, 'connection.activated', environment, { ...before, connection: next }, before)
  return { writes: [connections.update(next, record.version)], events: [event] }
}
