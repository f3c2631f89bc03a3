import type { NewEventOf } from '../events/events.ts'
import type { Ports } from '../ports/ports.ts'
import type { InvitationRecord } from '../stores/invitations.ts'
import { presentInvitation } from './present.ts'

export function invitationEvent(
  ports: Ports,
  type: NewEventOf<'invitation'>['type'],
  invitation: InvitationRecord,
): NewEventOf<'invitation'> {
  const { environment_id, organization_id } = invitation
  return { type, environment_id, organization_id, object: presentInvitation(ports, invitation) }
}
