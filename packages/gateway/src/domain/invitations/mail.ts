/** The mail with the link of an invitation. The link is a secret, so the job that sends it keeps it sealed. */
import { escapeHtml } from '@gatehouse-sso/core/escape-html'
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Language } from '@gatehouse-sso/core/language'
import { longDate } from '@gatehouse-sso/core/time'
import { system } from '../events/caller.ts'
import { insertEvent } from '../events/events.ts'
import type { MailMessage } from '../ports/mail.ts'
import type { Ports } from '../ports/ports.ts'
import type { InvitationRecord } from '../stores/invitations.ts'
import type { JobRecord } from '../stores/jobs.ts'
import { UnitRefused, type Write } from '../stores/unit.ts'
import { nextVersion } from '../work/change.ts'
import { type Attempt, insertJob } from '../work/new-job.ts'
import type { Work } from '../work/work.ts'
import { invitationEvent } from './event.ts'
import { invitationMailTexts } from './mail-texts/index.ts'
import { invitationState } from './present.ts'

export const invitationMailKind = 'invitation_mail'

interface InvitationMail {
  readonly environment_id: Id<'env'>
  readonly invitation_id: Id<'inv'>
  readonly token_hash: string
  readonly url_sealed: string
  /** A job from before has none. */
  readonly language?: Language
}

const context = (id: Id<'inv'>): string => `invitations.url:${id}`

/** Asks for the mail, in the unit of the invitation. */
export function mailInvitation(
  ports: Ports,
  { id, environment_id, token_hash }: InvitationRecord,
  url: string,
  language: Language,
): Write {
  const url_sealed = ports.keys.seal(url, context(id))
  const mail: InvitationMail = { environment_id, invitation_id: id, token_hash, url_sealed, language }
  return insertJob(ports, invitationMailKind, mail)
}

/**
 * Sends the mail. An invitation that is over, or has another link by now, gets none.
 * @param payload {@link InvitationMail}
 * @throws Failure when the mail server did not take it. After the last attempt the event `invitation.mail_failed` says so
 */
export async function sendInvitation(work: Work, payload: JobRecord['payload'], { is_last }: Attempt): Promise<void> {
  const { ports, units } = work
  const {
    environment_id,
    invitation_id,
    token_hash,
    url_sealed,
    language = 'en',
  } = payload as unknown as InvitationMail
  const { invitations, organizations, applications } = ports.stores.in(environment_id)
  const invitation = await invitations.get(invitation_id)
  if (!invitation || invitation.token_hash !== token_hash || ports.mail === null) return
  if (invitationState(invitation, ports.now()) !== 'pending') return
  const organization = await organizations.get(invitation.organization_id)
  const application = await applications.get(invitation.application_id)
  if (!organization || !application) return
  const url = ports.keys.open(url_sealed, context(invitation_id))
  try {
    await ports.mail.send(messageOf(language, invitation, url, organization.name, application.name))
  } catch (error) {
    if (!isFailure(error)) throw error
    if (is_last) {
      const event = invitationEvent(ports, 'invitation.mail_failed', invitation)
      await units.run([insertEvent(ports, system, event)])
    }
    throw error
  }
  const sent = nextVersion(ports, invitation, { sent_at: ports.now() })
  const event = insertEvent(ports, system, invitationEvent(ports, 'invitation.sent', sent))
  try {
    await units.run([invitations.update(sent, invitation.version), event])
  } catch (error) {
    // It was accepted, revoked or sent again meanwhile.
    if (!(error instanceof UnitRefused)) throw error
  }
}

function messageOf(
  language: Language,
  { email, expires_at, asks_consent }: InvitationRecord,
  url: string,
  organization: string,
  application: string,
): MailMessage {
  const t = invitationMailTexts[language]
  const names = { organization, application, email, date: longDate(expires_at, language) }
  const what = asks_consent ? t.connect(names) : t.join(names)
  const how = t.how(names)
  const end = t.end(names)
  return {
    to: email,
    subject: t.subject(names),
    text: `${what}\n\n${how}\n\n${url}\n\n${end}\n`,
    html: [
      ...[what, how].map((sentence) => `<p>${escapeHtml(sentence)}</p>`),
      `<p><a href="${escapeHtml(url)}">${t.link}</a></p>`,
      `<p>${escapeHtml(end)}</p>`,
    ].join('\n'),
  }
}
