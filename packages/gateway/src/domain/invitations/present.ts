/** The public form of invitations. */
import { isoTime, isoTimeOrNull } from '@gatehouse-sso/core/time'
import type { Invitation } from '@gatehouse-sso/sdk/contract/invitations'
import type { Ports } from '../ports/ports.ts'
import type { InvitationRecord } from '../stores/invitations.ts'

export function presentInvitation({ now }: Pick<Ports, 'now'>, record: InvitationRecord): Invitation {
  const { id, organization_id, email, subject, application_id, connection_id, asks_consent, accepted_by } = record
  return {
    object: 'invitation',
    id,
    organization_id,
    email,
    subject,
    application_id,
    connection_id,
    asks_consent,
    state: invitationState(record, now()),
    expires_at: isoTime(record.expires_at),
    sent_at: isoTimeOrNull(record.sent_at),
    accepted_at: isoTimeOrNull(record.accepted_at),
    accepted_by,
    created_at: isoTime(record.created_at),
    updated_at: isoTime(record.updated_at),
  }
}

export function invitationState(
  { accepted_at, revoked_at, expires_at }: InvitationRecord,
  now: number,
): Invitation['state'] {
  if (accepted_at !== null) return 'accepted'
  if (revoked_at !== null) return 'revoked'
  return expires_at <= now ? 'expired' : 'pending'
}
