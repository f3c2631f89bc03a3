/** A consent that nobody reported: in the identity provider's own portal. It shows by its effect. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { ConnectionRecord } from '../stores/connections.ts'
import { change, found, nextVersion } from '../work/change.ts'
import type { Work } from '../work/work.ts'
import type { Configured } from './candidate.ts'
import { connectionEvent } from './connection-event.ts'
import { viewConnection } from './connections.ts'
import { consentEventType, isConsented, seenConsent, withConsent } from './consent.ts'

/**
 * Notes that a sign-in came through, once for a connection. It never costs the sign-in.
 * @param connection as the sign-in found it
 */
export async function noteConsentSeen(
  work: Work,
  connection: ConnectionRecord,
  used: Configured,
  sign_in_id: Id<'signin'>,
): Promise<void> {
  const { ports } = work
  if (isConsented(connection.consent) || !ports.connection_types.hasConsent(connection.type)) return
  const { connections } = ports.stores.in(connection.environment_id)
  await change(work, async () => {
    const record = found(await connections.get(connection.id))
    const consent = seenConsent(ports, sign_in_id)
    const changes = withConsent(ports, record, used, consent)
    if (isConsented(record.consent) || changes.consent === undefined) return { writes: [], result: undefined }
    const environment = found(await ports.stores.environments.get(connection.environment_id))
    const before = await viewConnection(ports, record)
    const next = nextVersion(ports, record, changes)
    const event = connectionEvent(
      ports,
      consentEventType(consent),
      environment,
      { ...before, connection: next },
      before,
    )
    return { writes: [connections.update(next, record.version)], result: undefined, events: [event] }
  }).catch((error: unknown) => {
    if (!isFailure(error)) throw error
  })
}
