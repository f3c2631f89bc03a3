/** The pages of a logout: the question, the frames of applications, and what was ended. */
import { isFailure } from '@gatehouse-sso/core/failure'
import type { Language } from '@gatehouse-sso/core/language'
import type { Parameters } from '@gatehouse-sso/core/oauth/parameters'
import { withParameters } from '@gatehouse-sso/core/oauth/redirect-uri'
import type { FastifyReply } from 'fastify'
import { issuerOf, signedOutUriOf } from '../../domain/environments/addresses.ts'
import type { LogoutDone, LogoutQuestion } from '../../domain/sessions/logout.ts'
import { type Ended, openSignedOut, type SignedOut, sealSignedOut } from '../../domain/sessions/signed-out.ts'
import type { ApplicationRecord } from '../../domain/stores/applications.ts'
import type { HttpContext } from '../context.ts'
import { askedLanguage, languageOf } from '../language.ts'
import type { Visit } from '../visit.ts'
import { formTargets } from './email.ts'
import { html } from './html.ts'
import type { PageTexts } from './language/en.ts'
import { pageTexts } from './language/page-texts.ts'
import { sendPage } from './page.ts'
import { stateOf } from './state.ts'

function spoken(visit: Visit): readonly [Language, PageTexts['sign_out']] {
  const language = languageOf(visit)
  return [language, pageTexts[language].sign_out]
}

export function confirmSignOutPage(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  parameters: Parameters,
  { location, leads_away, application }: LogoutQuestion,
): unknown {
  const { environment } = visit
  const [language, t] = spoken(visit)
  const fields = Object.entries(parameters).filter(([name]) => name !== 'confirmed')
  return sendPage(http, reply, {
    language,
    title: t.ask,
    environment,
    application,
    form_targets: location === null && !leads_away ? [] : formTargets(http, location ?? http.ports.public_url),
    body: html`
<h1>${t.ask}</h1>
<p class="soft">${t.ask_text}</p>
<form method="post" action="${issuerOf(http.ports.public_url, environment)}/oauth/logout">
${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}
<input type="hidden" name="confirmed" value="yes">
<button class="button" type="submit">${t.button}</button>
</form>`,
  })
}

/** Seconds for which the pages of applications may load. */
const framesSeconds = 5

/** Loads the pages of applications in frames, and goes on. */
export function signingOutPage(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { frames, application, ended, location }: LogoutDone,
): unknown {
  const { environment } = visit
  const [language, t] = spoken(visit)
  const ui_locales = askedLanguage(visit)
  const state = sealSignedOut(http.ports, environment, { ended, location: null })
  const address = location ?? withParameters(signedOutUriOf(http.ports.public_url, environment), { state, ui_locales })
  return sendPage(http, reply, {
    language,
    title: t.leaving,
    environment,
    application,
    frames: frames.map((frame) => frame.address),
    next: { seconds: framesSeconds, address },
    body: html`
<h1>${t.leaving}</h1>
<p class="soft" role="status">${t.leaving_text(framesSeconds)}</p>
<ul class="choices">
${ended.applications.map((name) => html`<li>${name}</li>\n`)}</ul>
${frames.map(
  // A frame may run its own script and use its own cookies. It can neither leave its frame nor open windows.
  ({ name, address: source }) =>
    html`<iframe src="${source}" title="${name}" hidden sandbox="allow-scripts allow-same-origin"></iframe>\n`,
)}
<a class="button second" href="${address}">${t.next}</a>`,
  })
}

/** @param ended the things that were ended; `null` for a person who had no session */
export function signedOutPage(
  http: HttpContext,
  visit: Visit,
  reply: FastifyReply,
  { ended, application }: { readonly ended: Ended | null; readonly application: ApplicationRecord | null },
): unknown {
  const provider = ended?.identity_provider ?? null
  const [language, t] = spoken(visit)
  return sendPage(http, reply, {
    language,
    title: t.done,
    environment: visit.environment,
    application,
    body: html`${stateOf(t.state, 'good')}
<h1>${t.done}</h1>
${
  ended?.session &&
  html`<dl class="words">
<dt>${t.ended_here}</dt><dd>${t.session}</dd>
${ended.applications.length > 0 && html`<dt>${t.ended_applications}</dt><dd>${ended.applications.join(', ')}</dd>`}
${provider !== null && html`<dt>${t.ended_provider}</dt><dd>${provider}</dd>`}
</dl>`
}
<p class="soft">${provider === null ? t.only_here : t.everywhere}</p>
${application?.initiate_login_uri && html`<a class="button second" href="${application.initiate_login_uri}">${t.again}</a>`}`,
  })
}

/**
 * The page to which an identity provider sends people back. A link that is over or not ours changes nothing: the person is
 * signed out all the same.
 */
export async function signedOutEndpoint(http: HttpContext, visit: Visit, reply: FastifyReply): Promise<unknown> {
  const { state } = visit.query()
  const left = state === undefined ? undefined : openedOr(http, visit, state)
  if (left !== undefined && left.location !== null) return reply.redirect(left.location, 303)
  return signedOutPage(http, visit, reply, { ended: left?.ended ?? null, application: null })
}

function openedOr({ ports }: HttpContext, { environment }: Visit, state: string): SignedOut | undefined {
  try {
    return openSignedOut(ports, environment, state)
  } catch (error) {
    if (isFailure(error, 'signed_out_link_invalid')) return undefined
    throw error
  }
}
