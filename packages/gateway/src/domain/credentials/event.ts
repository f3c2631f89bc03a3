import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { ConnectionRecord } from '../stores/connections.ts'
import type { CredentialRecord } from '../stores/credentials.ts'
import { presentCredential } from './present.ts'

/** @param before the credential before the change, where it was another */
export function credentialEvent(
  ports: Ports,
  type: NewEventOf<'credential'>['type'],
  connection: ConnectionRecord,
  credential: CredentialRecord,
  before?: CredentialRecord,
): NewEventOf<'credential'> {
  const { environment_id, organization_id } = connection
  const event = { type, environment_id, organization_id, object: presentCredential(ports, credential) }
  return before ? { ...event, before: presentCredential(ports, before) } : event
}
