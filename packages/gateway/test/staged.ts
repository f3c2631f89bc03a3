/** Changes of active connections that a test wants in force at once. */
import type { Connection } from '@gatehouse-sso/sdk/contract/connection'
import type { Harness } from './harness.ts'

type Change = Parameters<Harness['client']['connections']['update']>[1]

/** Changes settings or mapping of a connection, and activates the candidate without a test. */
export async function changeNow({ client }: Harness, connection_id: string, change: Change): Promise<Connection> {
  const changed = await client.connections.update(connection_id, change)
  return changed.candidate ? client.connections.activateCandidate(connection_id, { without_test: true }) : changed
}
