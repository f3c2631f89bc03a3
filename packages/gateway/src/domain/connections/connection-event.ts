/** The events of connections. */
import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import { type ConnectionView, presentConnection } from './present.ts'

export function connectionEvent(
  ports: Ports,
  type: NewEventOf<'connection'>['type'],
  environment: EnvironmentRecord,
  view: ConnectionView,
  before?: ConnectionView,
): NewEventOf<'connection'> {
  const object = presentConnection(ports, environment, view)
  const event = { type, environment_id: environment.id, organization_id: view.connection.organization_id, object }
  return before ? { ...event, before: presentConnection(ports, environment, before) } : event
}
