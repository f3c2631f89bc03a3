/** Keys whose secret part the identity provider publishes: a warning of the connection, and an event once. */
import { isFailure } from '@gatehouse-sso/core/failure'
import { system } from '../events/caller.ts'
import type { ConnectionRecord, ExposedKeys } from '../stores/connections.ts'
import { change, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import { hasSettings } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { viewConnection } from './connections.ts'

/**
 * Notes what a sign-in saw. It never costs the sign-in.
 * @param used the connection with the settings of the sign-in
 * @param exposed `undefined`: no news
 */
export async function noteExposedKeys(
  work: Work,
  used: Pick<ConnectionRecord, 'id' | 'environment_id' | 'settings'>,
  exposed: ExposedKeys | undefined,
): Promise<void> {
  if (exposed === undefined) return
  const { ports } = work
  const { connections } = ports.stores.in(used.environment_id)
  await change(work, async () => {
    const record = found(await connections.get(used.id))
    const { kids = [], fetched_at = 0 } = record.exposed_keys ?? {}
    const isNews = exposed.fetched_at > fetched_at && exposed.kids.join(' ') !== kids.join(' ')
    if (!isNews || !hasSettings(record, used)) return { writes: [], result: undefined }
    const environment = found(await ports.stores.environments.get(used.environment_id))
    const before = await viewConnection(ports, record)
    const next = nextVersion(ports, record, { exposed_keys: exposed })
    const type = exposed.kids.length > 0 ? 'connection.keys_exposed' : 'connection.keys_withdrawn'
    const event = connectionEvent(ports, type, environment, { ...before, connection: next }, before)
    return { writes: [connections.update(next, record.version)], result: undefined, events: [event], caller: system }
  }).catch((error: unknown) => {
    if (!isFailure(error)) throw error
  })
}
