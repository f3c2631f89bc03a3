/**
 * `/invitation/{token}`: says who invites whom. Only the button goes on, because programs that scan mail open every link.
 * Nothing changes here: the sign-in accepts the invitation.
 */
import type { Language } from '@gatehouse-sso/core/language'
import { longDate } from '@gatehouse-sso/core/time'
import type { FastifyReply } from 'fastify'
import { invitedConsentLink } from '../../domain/consent/link.ts'
import { issuerOf } from '../../domain/environments/addresses.ts'
import {
  invitedAddress,
  invitedChoice,
  type OpenInvitation,
  openInvitation,
} from '../../domain/routing/accepted-invitation.ts'
import type { HttpContext } from '../context.ts'
import { setCookie } from '../cookies.ts'
import { languageOf } from '../language.ts'
import { isOwnForm } from '../same-origin.ts'
import type { Visit } from '../visit.ts'
import { formTargets } from './email.ts'
import { type Html, html } from './html.ts'
import type { PageTexts } from './language/en.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'

export async function invitationPage(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { environment, path } = visit
  const token = String(path.token)
  const open = await openInvitation(http.ports, environment, token)
  // A form of another site must not choose for this browser. It gets the page.
  if (isOwnForm(http, visit)) return goOn(http, visit, reply, open)
  const own = issuerOf(http.ports.public_url, environment)
  const language = languageOf(visit)
  const t = pageTexts[language].invitation
  const [only, until] = t.only_for(dayOf(open, language))
  return sendPage(http, reply, {
    language,
    title: t.title(open.application.name),
    environment,
    application: open.application,
    form_targets: formTargets(http, open.application.initiate_login_uri),
    body: html`${words(open, t)}
<form method="post" action="${own}/invitation/${token}">
<button class="button" type="submit">${open.invitation.asks_consent ? t.next : t.accept}</button>
</form>
<p class="after">${only} <strong>${open.invitation.email}</strong>${until}</p>`,
  })
}

function words({ application, organization, invitation }: OpenInvitation, t: PageTexts['invitation']): Html {
  return invitation.asks_consent
    ? html`<h1>${t.connect(organization, application.name)}</h1>
<p>${t.connect_text(organization)}</p>
<ol class="steps">
<li>${t.step_consent}</li>
<li>${t.step_sign_in(application.name)}</li>
</ol>`
    : html`<h1>${t.invited(application.name)}</h1>
<p>${t.invited_text(organization)}</p>`
}

/** `3 December 2026`, on one line. */
const dayOf = ({ invitation }: OpenInvitation, language: Language): string =>
  longDate(invitation.expires_at, language).replaceAll(' ', '\u00a0')

/** The life of the choice: long enough for the sign-in that follows. */
const choiceSeconds = 15 * 60

function goOn(http: HttpContext, { environment }: Visit, reply: FastifyReply, open: OpenInvitation): unknown {
  const address = invitedAddress(http.ports, environment, open)
  const choice = Buffer.from(JSON.stringify(invitedChoice(open))).toString('base64url')
  setCookie(http, environment, reply, 'remembered', choice, choiceSeconds)
  return reply.redirect(invitedConsentLink(http.ports, environment, open, address) ?? address, 303)
}
