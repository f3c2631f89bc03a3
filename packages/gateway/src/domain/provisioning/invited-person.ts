/** The proof that a person who signs in is the one whom an invitation names. */
import { emailKey } from '@gatehouse-sso/core/email'
import { isProvedEmail } from '@gatehouse-sso/core/email-trust'
import type { Id } from '@gatehouse-sso/core/ids'
import type { NewEventOf } from '../events/events.ts'
import { invitationEvent } from '../invitations/event.ts'
import type { Ports } from '../ports/ports.ts'
import type { InvitationRecord, InvitedPerson } from '../stores/invitations.ts'
import type { Stranger } from './first-contact.ts'
import { memberNames } from './member-names.ts'

/**
 * The addresses that the person has proved: the email, if it is proved; and a member's user name in a verified domain of
 * the organization, because administrators often have no mailbox. The id counts only where one tenant signs in.
 */
export function invitedPerson(stranger: Stranger): InvitedPerson {
  const { identity, mapped, email_trust } = stranger
  const { email } = mapped.profile
  const proved = isProvedEmail(email_trust) && email !== null ? [email] : []
  const addresses = identity.is_pinned ? [...proved, ...memberNames(stranger)] : proved
  const email_keys = addresses.map((address) => emailKey(address)).filter((key) => key !== undefined)
  return { email_keys: [...new Set(email_keys)], subject: identity.is_pinned ? identity.subject : null }
}

export function acceptedEvent(
  ports: Ports,
  invitation: InvitationRecord,
  user_id: Id<'user'>,
): NewEventOf<'invitation'> {
  const accepted = { ...invitation, accepted_at: ports.now(), accepted_by: user_id, version: invitation.version + 1 }
  return invitationEvent(ports, 'invitation.accepted', accepted)
}
