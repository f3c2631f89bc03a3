import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import { presentSetupLink } from './present.ts'

export function setupLinkEvent(
  ports: Ports,
  type: NewEventOf<'setup_link'>['type'],
  link: SetupLinkRecord,
): NewEventOf<'setup_link'> {
  const { environment_id, organization_id } = link
  return { type, environment_id, organization_id, object: presentSetupLink(ports, link) }
}
