/**
 * The mails at the end of a setup: one to the vendor, who may have to switch the connection on, and a receipt to each
 * administrator whom the link names, with the address to come back to.
 */
import { escapeHtml } from '@gatehouse-sso/core/escape-html'
import type { Id } from '@gatehouse-sso/core/ids'
import type { Language } from '@gatehouse-sso/sdk/contract/setup-intents'
import { brandingOf } from '../environments/branding.ts'
import type { MailMessage } from '../ports/mail.ts'
import type { Ports } from '../ports/ports.ts'
import type { EnvironmentRecord } from '../stores/environments.ts'
import type { JobRecord } from '../stores/jobs.ts'
import type { SetupLinkRecord } from '../stores/setup-links.ts'
import type { Write } from '../stores/unit.ts'
import { insertJob } from '../work/new-job.ts'
import type { Work } from '../work/work.ts'
import { type SetupMailTexts, setupMailTexts } from './mail-texts/index.ts'

export const setupMailKind = 'setup_mail'

interface SetupMail {
  readonly environment_id: Id<'env'>
  readonly organization_id: Id<'org'>
  readonly connection_id: Id<'conn'>
  readonly to: string
  readonly about: keyof SetupMailTexts
  readonly language: Language
  readonly manage_url: string | null
}

/**
 * The mails of a setup that was completed, for its unit; none without a mail server.
 * @param end whether the connection is on, or waits for the vendor: all of it, or its candidate
 * @param manage_url where the administrators come back to
 */
export async function setupMails(
  ports: Ports,
  environment: EnvironmentRecord,
  { organization_id, connection_id, admin_emails, language }: SetupLinkRecord,
  end: 'on' | 'waits' | 'waits_for_candidate',
  manage_url: string | null,
): Promise<readonly Write[]> {
  if (ports.mail === null || connection_id === null) return []
  const base = { environment_id: environment.id, organization_id, connection_id, manage_url }
  const { support_email } = await brandingOf(ports, environment)
  const vendor: SetupMail[] =
    support_email === null
      ? []
      : [{ ...base, to: support_email, about: `vendor_${end}`, language: 'en', manage_url: null }]
  const administrators = admin_emails.map(
    (to): SetupMail => ({
      ...base,
      to,
      about: end === 'on' ? 'administrator_on' : 'administrator_waits',
      language: language ?? 'en',
    }),
  )
  return [...vendor, ...administrators].map((mail) => insertJob(ports, setupMailKind, mail))
}

/** Whether the end of a setup is told by mail, and to whom. */
export async function mailsAtEnd(
  ports: Ports,
  environment: EnvironmentRecord,
  { admin_emails }: SetupLinkRecord,
): Promise<{ readonly vendor: boolean; readonly administrators: boolean }> {
  if (ports.mail === null) return { vendor: false, administrators: false }
  const { support_email } = await brandingOf(ports, environment)
  return { vendor: support_email !== null, administrators: admin_emails.length > 0 }
}

/**
 * Sends one of them.
 * @param payload {@link SetupMail}
 * @throws Failure when the mail server did not take it
 */
export async function sendSetupMail({ ports }: Pick<Work, 'ports'>, payload: JobRecord['payload']): Promise<void> {
  const mail = payload as unknown as SetupMail
  const environment = await ports.stores.environments.get(mail.environment_id)
  const organization = environment && (await ports.stores.in(environment.id).organizations.get(mail.organization_id))
  if (!environment || !organization || ports.mail === null) return
  const vendor = await brandingOf(ports, environment)
  await ports.mail.send(messageOf(mail, organization.name, vendor.name))
}

function messageOf(
  { to, about, language, connection_id, manage_url }: SetupMail,
  organization: string,
  vendor: string,
): MailMessage {
  const text = setupMailTexts[language][about]
  const names = { organization, vendor, connection_id }
  const paragraphs = [text.what(names), ...(manage_url === null ? [] : [text.back(names)])]
  const link = manage_url === null ? '' : `\n\n${manage_url}`
  const anchor = manage_url === null ? [] : [`<p><a href="${escapeHtml(manage_url)}">${escapeHtml(text.link)}</a></p>`]
  return {
    to,
    subject: text.subject(names),
    text: `${paragraphs.join('\n\n')}${link}\n`,
    html: [...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`), ...anchor].join('\n'),
  }
}
